import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import { EmailNotTaken } from '../domain/ports/mailer.ts';

/** Reasons of a cancelled transaction that pass with time. */
const PASSING_REASONS: ReadonlySet<string | undefined> = new Set([
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

/**
 * Returns whether a fault says that a store (DynamoDB, S3, KMS, SQS, SES) did not answer in time, failed or throttled,
 * after every attempt of its client. The same request may succeed in a moment.
 */
export function isStoreUnavailable(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  if (fault instanceof EmailNotTaken) return isStoreUnavailable(fault.cause);
  const error = fault as Parameters<typeof isTransientError>[0];
  // Not by the class, which would bring the client of DynamoDB into every bundle.
  const reasons =
    (fault as { CancellationReasons?: readonly CancellationReason[] }).CancellationReasons ?? [];
  return (
    isTransientError(error) ||
    isThrottlingError(error) ||
    reasons.some(({ Code }) => PASSING_REASONS.has(Code))
  );
}
