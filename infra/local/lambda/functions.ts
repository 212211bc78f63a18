import path from 'node:path';
import * as z from 'zod';
import type { AccessKey } from '../iam/access-keys.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import { AccountQuota } from './account-quota.ts';
import { FunctionPool } from './function-pool.ts';
import { functionArn } from './function-process.ts';

const TYPE = {
  shape: z.object({
    Code: z.object({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string(),
    Role: z.string(),
    Runtime: z.literal('nodejs24.x'),
    FunctionName: z.string().optional(),
    MemorySize: z.number().default(128),
    Timeout: z.number().default(3),
    ReservedConcurrentExecutions: z.number().optional(),
    Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  }),
  ignored: [
    'Architectures',
    'Description',
    'LoggingConfig',
    'RecursiveLoop',
    'RuntimeManagementConfig',
    'Tags',
    'TracingConfig',
  ],
};

/** What all functions have in common. */
export interface FunctionOptions {
  /** The endpoints of the services. */
  readonly environment: Readonly<Record<string, string>>;
  /** Returns the access key of a role, which its functions get. */
  readonly keyOf: (roleArn: string) => AccessKey;
  /** Overrides the functions' own variables; tests use it to put a proxy before a service. */
  readonly extraEnvironment: Readonly<Record<string, string>>;
  /** The most processes of one function, unless the template reserves fewer. */
  readonly concurrency: number;
  /** The executions of all functions at once; above them AWS throttles. */
  readonly accountExecutions: number | undefined;
  /** Multiplies the timeouts of the template. */
  readonly timeoutFactor: number;
  /** The folder of the log files. */
  readonly logs: string;
}

/** A function of the template that can be invoked. */
export interface RunningFunction {
  readonly logicalId: string;
  readonly arn: string;
  readonly accessKey: AccessKey;
  readonly pool: FunctionPool;
}

/** Registers the template's functions, to which other resources refer. */
export function registerFunctions(resources: ResourceReader): void {
  const names = resources.all('AWS::Lambda::Function', {
    shape: z.object({}),
    ignored: [...Object.keys(TYPE.shape.shape), ...TYPE.ignored],
  });
  for (const resource of names) {
    const name = physicalName(resource);
    resources.setAttributes(resource, { Ref: name, Arn: functionArn(name) });
  }
}

/** Starts the Runtime API of every function of the template; processes start with the first invocation. */
export async function startFunctions(
  resources: ResourceReader,
  options: FunctionOptions,
): Promise<RunningFunction[]> {
  const { accountExecutions } = options;
  const quota = accountExecutions === undefined ? {} : { quota: new AccountQuota(accountExecutions) };
  return Promise.all(
    resources.all('AWS::Lambda::Function', TYPE).map(async (resource) => {
      const { Code, Handler, Role, MemorySize, Timeout, ReservedConcurrentExecutions, Environment } =
        resource.properties;
      const name = physicalName(resource);
      const accessKey = options.keyOf(Role);
      const pool = await FunctionPool.start(
        {
          name,
          handler: Handler,
          taskRoot: resources.asset(resource.stack, path.basename(Code.S3Key, '.zip')),
          memoryMegabytes: MemorySize,
          timeoutSeconds: Timeout * options.timeoutFactor,
          concurrency: Math.min(options.concurrency, ReservedConcurrentExecutions ?? options.concurrency),
          ...quota,
          environment: {
            ...options.environment,
            AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
            AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
            ...Environment?.Variables,
            ...options.extraEnvironment,
          },
        },
        path.join(options.logs, `${name}.log`),
      );
      return { logicalId: resource.logicalId, arn: functionArn(name), accessKey, pool };
    }),
  );
}

/** Returns the function with this ARN or name. @throws UnsupportedTemplate when there is none. */
export function functionNamed(functions: readonly RunningFunction[], reference: string): RunningFunction {
  const found = functions.find(({ arn, pool }) => arn === reference || pool.definition.name === reference);
  if (found === undefined) throw new UnsupportedTemplate(`${reference} is not a function of the template`);
  return found;
}
