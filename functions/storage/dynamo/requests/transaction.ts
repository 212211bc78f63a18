import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** As many as DynamoDB takes. */
export const ACTIONS_PER_TRANSACTION = 100;

const MAX_ATTEMPTS = 6;

/** Returns whether a transaction was cancelled because a condition failed, which is an expected outcome. */
export function conditionFailed(error: unknown): error is TransactionCanceledException {
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some((reason) => reason.Code === 'ConditionalCheckFailed')
  );
}

/** Returns whether a transaction was cancelled because another request was writing the same item. */
function transactionConflict(error: unknown): boolean {
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict')
  );
}

/** Codes by which DynamoDB says, of a request, a statement or an item of a transaction, that it takes no more now. */
const THROTTLED: ReadonlySet<string | undefined> = new Set([
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingError',
  'ThrottlingException',
]);

/** Returns whether a code of a statement means throttling. */
export const isThrottled = (code: string | undefined): boolean => THROTTLED.has(code);

/** Returns whether a request failed because DynamoDB takes no more now: many smaller requests would make it worse. */
export const wasThrottled = (error: unknown): boolean =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).some(({ Code }) => isThrottled(Code))
    : error instanceof Error && isThrottled(error.name);

/** Runs a transaction; on conflicts with other requests, runs it up to 6 times, with growing random pauses. */
export async function withConflictRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (conditionFailed(error) || !transactionConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}
