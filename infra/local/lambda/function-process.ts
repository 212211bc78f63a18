import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { ACCOUNT, REGION } from '../region.ts';
import { REPOSITORY_ROOT } from '../repository-root.ts';
import type { AccountQuota } from './account-quota.ts';

/** What a function's processes run, from the template. */
export interface FunctionDefinition {
  readonly name: string;
  /** `<module>.<export>` in `taskRoot`. */
  readonly handler: string;
  readonly taskRoot: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The most processes at a time. */
  readonly concurrency: number;
  /** The account's executions, which all functions share; without it nothing is throttled. */
  readonly quota?: AccountQuota;
}

const PRELOAD = path.join(import.meta.dirname, 'runtime-preload.mjs');
const RUNTIME_CLIENT = path.join(REPOSITORY_ROOT, 'node_modules/aws-lambda-ric/index.mjs');

/** Returns the ARN of a function. */
export const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;

/**
 * Starts a process of a function: AWS's own runtime client on this Node.js with the bundle that would be deployed. Its
 * environment holds what Lambda sets, and no variable of this machine but PATH.
 */
export function startFunctionProcess(
  definition: FunctionDefinition,
  runtimeApi: string,
  processId: string,
  logDescriptor: number,
): ChildProcess {
  // Lambda's memory size limits the whole process; this leaves a tenth for what is outside V8's heap.
  const heapMegabytes = Math.max(64, Math.floor(definition.memoryMegabytes * 0.9));
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMegabytes}`,
      '--enable-source-maps',
      '--import',
      PRELOAD,
      RUNTIME_CLIENT,
      definition.handler,
    ],
    {
      cwd: definition.taskRoot,
      // A Ctrl-C in the terminal must not reach the function, so that the cloud can let running invocations finish.
      detached: true,
      stdio: ['pipe', logDescriptor, logDescriptor],
      env: {
        ...lambdaEnvironment(definition),
        AWS_LAMBDA_LOG_STREAM_NAME: processId,
        AWS_LAMBDA_RUNTIME_API: runtimeApi,
        LOCAL_PROCESS: processId,
      },
    },
  );
  child.stdin?.on('error', () => undefined);
  return child;
}

/** Returns the environment variables that every process of a function has. */
export function lambdaEnvironment(definition: FunctionDefinition): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    LAMBDA_TASK_ROOT: definition.taskRoot,
    _HANDLER: definition.handler,
    ...definition.environment,
  };
}
