import { Logger } from '@aws-lambda-powertools/logger';

/** Made for the first line: most requests write none, and it opens the process's output. */
let opened: Logger | undefined;
const logger = (): Logger => (opened ??= new Logger({ serviceName: 'tawtheeq' }));

/** What may be logged: a closed list, so that a person's data can't slip in. IDs here are certificate, batch, import or request IDs. */
export interface LogFields {
  readonly requestId?: string;
  readonly certificateId?: string;
  readonly batchId?: string;
  readonly importId?: string;
  readonly chunk?: number;
  readonly code?: string;
  readonly status?: number;
  readonly count?: number;
  readonly durationMs?: number;
  readonly errorName?: string;
  /** A stack of our own frames; messages are left out because a library may quote its input in them. */
  readonly stack?: string;
}

export const logInfo = (event: string, fields: LogFields = {}) => logger().info(event, { ...fields });
export const logWarning = (event: string, fields: LogFields = {}) => logger().warn(event, { ...fields });

/** Logs a fault by its name and stack, without its message. */
export function logFault(event: string, fault: unknown, fields: LogFields = {}): void {
  const error = fault instanceof Error ? fault : new Error('not an Error');
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
  logger().error(event, { ...fields, errorName: error.name, stack });
}
