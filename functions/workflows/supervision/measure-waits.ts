import type { Instant } from '../../domain/calendar-date.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { PendingWork } from '../../domain/ports/pending-work.ts';

export interface WaitDeps {
  readonly pending: PendingWork;
  readonly batches: Pick<BatchRegister, 'active' | 'find'>;
  readonly now: () => Instant;
}

/** How long the oldest of each kind has waited, in whole seconds; 0 where nothing waits. */
export interface Waits {
  readonly oldestReservationSeconds: number;
  readonly oldestEmailSeconds: number;
  /** Since a batch that is planned or runs last went on; to send it again is not to go on. */
  readonly batchStandsStillSeconds: number;
}

/** Measures what waits, whether or not issuing is halted. */
export async function measureWaits({ pending, batches, now }: WaitDeps): Promise<Waits> {
  const [reservedAt, emailSince, active] = await Promise.all([
    pending.oldestReservation(),
    pending.oldestNotification(),
    batches.active(),
  ]);
  const nowMs = Date.parse(now());
  const since = (instant: Instant | undefined) =>
    instant === undefined ? 0 : Math.max(0, Math.round((nowMs - Date.parse(instant)) / 1000));
  const standing = await Promise.all(active.map((batchId) => batches.find(batchId)));
  return {
    oldestReservationSeconds: since(reservedAt),
    oldestEmailSeconds: since(emailSince),
    batchStandsStillSeconds: Math.max(0, ...standing.map((batch) => since(batch?.lastProgressAt))),
  };
}
