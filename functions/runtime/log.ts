import { Logger } from '@aws-lambda-powertools/logger';
import { currentRequestId } from './request-id.ts';

/** Created with the first line, since it opens the process's output and most requests log nothing. */
let opened: Logger | undefined;
const logger = (): Logger => (opened ??= new Logger({ serviceName: 'tawtheeq' }));

/** The fields that may be logged: a closed list, which keeps personal data out. */
export interface LogFields {
  readonly requestId?: string;
  readonly certificateId?: string;
  readonly batchId?: string;
  readonly importId?: string;
  readonly chunk?: number;
  /** A day of the journal, and one of its chains: `<issuer>#<shard>`. */
  readonly day?: string;
  readonly chain?: string;
  readonly code?: string;
  readonly count?: number;
  readonly errorName?: string;
  /** The frames of a stack without its message, in which a library may quote its input. */
  readonly stack?: string;
}

/** Adds the ID of the request that is being worked on. */
function withRequestId(fields: LogFields) {
  const requestId = currentRequestId();
  return requestId === undefined ? { ...fields } : { requestId, ...fields };
}

/** Logs an event that is as it should be. */
export const logInfo = (event: string, fields: LogFields = {}) => logger().info(event, withRequestId(fields));
/** Logs an event that somebody should look at, though no request failed. */
export const logWarning = (event: string, fields: LogFields = {}) =>
  logger().warn(event, withRequestId(fields));

/** Logs a fault by its name and stack, without its message. */
export function logFault(event: string, fault: unknown, fields: LogFields = {}): void {
  const error = fault instanceof Error ? fault : new Error('not an Error');
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
  logger().error(event, { ...withRequestId(fields), errorName: error.name, stack });
}
