import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { RUNTIME_FILES } from '../../functions/rendering/runtime-files.ts';
import { openApiDocument } from '../../functions/routes/openapi.ts';
import type { Variable } from '../../functions/runtime/environment.ts';
import { type BundledFile, bundleHandler } from '../bundling/bundles.ts';
import { bundlePages } from '../bundling/page-assets.ts';
import { explain } from './explain.ts';

/** Files that a function reads from its bundle at run time. */
export type BundledFiles = 'rendering' | 'issuers' | 'keys' | 'pages' | 'email' | 'picture' | 'openapi';

const FILES: Record<BundledFiles, readonly BundledFile[]> = {
  rendering: RUNTIME_FILES,
  issuers: [{ from: 'templates/issuers', to: 'templates/issuers' }],
  keys: [{ from: 'templates/keys', to: 'templates/keys' }],
  pages: [
    { from: 'templates/pages', to: 'templates/pages' },
    { write: bundlePages, to: 'templates/assets' },
  ],
  email: [{ from: 'templates/email', to: 'templates/email' }],
  picture: [{ from: 'node_modules/@hyzyla/pdfium/dist/pdfium.wasm', to: 'pdfium.wasm' }],
  openapi: [{ text: JSON.stringify(openApiDocument()), to: 'templates/openapi.json' }],
};

export interface ServiceFunctionProps {
  /** `functions/handlers/<handler>.ts`, as `issuing/claims`. */
  readonly handler: string;
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  readonly files?: readonly BundledFiles[];
  readonly memoryMiB?: number;
  readonly timeoutSeconds?: number;
}

/** A Lambda function of the service: one bundle of one handler, Node.js 24 on arm64, logs kept for a year, traced. */
export function serviceFunction(scope: Construct, id: string, props: ServiceFunctionProps): NodejsFunction {
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const files = (props.files ?? []).flatMap((kind) => FILES[kind]);
  // The managed role may write every log of the account; this one only its own.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  explain(role, 'AwsSolutions-IAM5[Resource::*]', 'X-Ray takes traces under no name of a resource.');
  return new NodejsFunction(scope, id, {
    role,
    code: Code.fromAsset(bundleHandler(props.handler, files)),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memoryMiB ?? 512,
    timeout: Duration.seconds(props.timeoutSeconds ?? 10),
    environment: { ...props.environment },
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.ACTIVE,
    awsSdkConnectionReuse: false,
  });
}
