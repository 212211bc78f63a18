import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { RUNTIME_FILES } from '../functions/rendering/runtime-files.ts';

const ROOT = new URL('..', import.meta.url).pathname;

/** Some packages inside an ES module bundle still call `require`. */
const REQUIRE_BANNER =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** What a function reads from its own folder at run time. */
export type BundledFiles = 'rendering' | 'issuers' | 'keys' | 'pages' | 'mail' | 'openapi';

const FILES: Record<BundledFiles, readonly { readonly from: string; readonly to: string }[]> = {
  rendering: RUNTIME_FILES,
  issuers: [{ from: 'templates/issuers', to: 'templates/issuers' }],
  keys: [{ from: 'templates/keys', to: 'templates/keys' }],
  pages: [{ from: 'templates/pages', to: 'templates/pages' }],
  mail: [{ from: 'templates/mail', to: 'templates/mail' }],
  openapi: [{ from: 'templates/openapi', to: 'templates/openapi' }],
};

export interface ServiceFunctionProps {
  /** `functions/handlers/<handler>.ts`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly files?: readonly BundledFiles[];
  readonly memoryMiB?: number;
  readonly timeoutSeconds?: number;
}

/** A Lambda function of the service: one bundle of one handler, Node.js 24 on arm64, logs kept for a year. */
export function serviceFunction(scope: Construct, id: string, props: ServiceFunctionProps): NodejsFunction {
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const copies = (props.files ?? []).flatMap((kind) => FILES[kind]);
  // A role of its own instead of the managed one, which may write every log of the account.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return new NodejsFunction(scope, id, {
    role,
    entry: `${ROOT}functions/handlers/${props.handler}.ts`,
    depsLockFilePath: `${ROOT}package-lock.json`,
    projectRoot: ROOT,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memoryMiB ?? 512,
    timeout: Duration.seconds(props.timeoutSeconds ?? 10),
    environment: { ...props.environment },
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.DISABLED,
    awsSdkConnectionReuse: false,
    bundling: {
      format: OutputFormat.ESM,
      target: 'node24',
      minify: true,
      mainFields: ['module', 'main'],
      externalModules: [],
      banner: REQUIRE_BANNER,
      forceDockerBundling: false,
      commandHooks: {
        beforeBundling: () => [],
        beforeInstall: () => [],
        afterBundling: (inputDir, outputDir) =>
          copies.flatMap(({ from, to }) => [
            `mkdir -p "${outputDir}/${to.slice(0, to.lastIndexOf('/'))}"`,
            `cp -R "${inputDir}/${from}" "${outputDir}/${to}"`,
          ]),
      },
    },
  });
}
