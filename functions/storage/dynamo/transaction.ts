import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** Whether a transaction was cancelled because a condition failed: an answer about the data, not a fault. */
export function conditionFailed(error: unknown): boolean {
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some((reason) => reason.Code === 'ConditionalCheckFailed')
  );
}

/** Whether a transaction met another one on the same item: worth another try after a pause. */
export function transactionConflict(error: unknown): boolean {
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict')
  );
}

/** Runs a transaction, trying again a few times with growing, jittered pauses while it meets others. */
export async function withConflictRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (conditionFailed(error) || !transactionConflict(error) || attempt === 6) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
