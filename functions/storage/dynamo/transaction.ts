import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

const MAX_ATTEMPTS = 6;

/** Returns whether a transaction was cancelled because a condition failed, which is an expected outcome. */
export function conditionFailed(error: unknown): boolean {
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

/** Runs a transaction; on conflicts with other requests, runs it up to 6 times, with growing random pauses. */
export async function withConflictRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (conditionFailed(error) || !transactionConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
