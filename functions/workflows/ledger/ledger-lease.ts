import type { Instant } from '../../domain/calendar-date.ts';
import type { HoursLedger, LedgerLease } from '../../domain/ports/hours-ledger.ts';

/** The right to write some issuers' ledgers, as one run of an import or one request holds it. */
export interface HeldLease {
  readonly holder: string;
  readonly issuerIds: readonly string[];
  /** When the lease expires if it is acquired or extended now. */
  readonly until: () => Instant;
}

/** Returns a lease that runs `seconds` from each acquisition or extension. */
export function leaseFor(
  holder: string,
  issuerIds: readonly string[],
  seconds: number,
  now: () => Instant,
): HeldLease {
  const until = () => new Date(Date.parse(now()) + seconds * 1000).toISOString();
  return { holder, issuerIds, until };
}

/** Returns the lease with its expiry from now. */
export const leaseFromNow = ({ holder, issuerIds, until }: HeldLease): LedgerLease => ({
  holder,
  issuerIds,
  until: until(),
});

export interface LeaseDeps {
  readonly ledger: Pick<HoursLedger, 'acquireLease' | 'releaseLease'>;
  readonly now: () => Instant;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Tries to acquire a lease up to `attempts` times, with a pause in between. Returns whether it was acquired. */
export async function acquireLease(
  lease: HeldLease,
  { attempts, pauseMs }: { readonly attempts: number; readonly pauseMs: number },
  { ledger, now, pause }: LeaseDeps,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await pause(pauseMs);
    if (await ledger.acquireLease(leaseFromNow(lease), now())) return true;
  }
  return false;
}
