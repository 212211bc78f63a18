import { awaitingSecondPerson, type Batch } from '../../domain/batch/batch.ts';
import { MOST_ALONE } from '../../domain/batch/batch-plan.ts';
import { startsAlone } from '../../domain/batch/start-alone.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';

export interface StartDeps {
  readonly batches: Pick<BatchRegister, 'change' | 'startAlone'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly now: () => Instant;
}

/**
 * Writes a batch after a decision. Where it starts without a second person, and its issuers' batches of the day would
 * issue too many certificates in this way, it awaits one instead. Returns the batch as written; undefined if the stored
 * one has changed since the decision.
 */
export async function writeDecided(
  after: Batch,
  { batches, issuers, now }: StartDeps,
): Promise<Batch | undefined> {
  const starts = startsAlone(after, issuers, now());
  const result =
    starts.length === 0 ? await batches.change(after) : await batches.startAlone(after, starts, MOST_ALONE);
  if (result === 'written') return after;
  if (result === 'changed') return undefined;
  const waiting = awaitingSecondPerson(after);
  return (await batches.change(waiting)) === 'written' ? waiting : undefined;
}
