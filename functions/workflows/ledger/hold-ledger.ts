import { Refusal } from '../../domain/refusal.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { acquireLease, type HeldLease, type LeaseDeps, leaseFor, leaseFromNow } from './ledger-lease.ts';
import { conflictIfChanged } from './ledger-writer.ts';

export interface HoldDeps extends LeaseDeps {
  readonly randomId: () => string;
}

const LEASE_SECONDS = 60;
/** Six seconds: long enough for a small import to end. A request doesn't wait for a long one. */
const ACQUISITION = { attempts: 25, pauseMs: 250 };

/**
 * Runs a small change of issuers' ledgers while it holds their lease, again if the ledger changed in the meantime.
 *
 * @throws Refusal IMPORT_RUNNING when another holder keeps the lease.
 * @throws Refusal LEDGER_BUSY when the ledger changed during every attempt.
 */
export async function holdLedger<T>(
  issuerIds: readonly string[],
  deps: HoldDeps,
  change: (lease: HeldLease) => Promise<T>,
): Promise<T> {
  const lease = leaseFor(`request#${deps.randomId()}`, issuerIds, LEASE_SECONDS, deps.now);
  if (!(await acquireLease(lease, ACQUISITION, deps)))
    throw new Refusal(
      'IMPORT_RUNNING',
      'An import is being written for this issuer; try again when it has finished.',
    );
  try {
    return await retryOnConflict('These records are', () => conflictIfChanged(() => change(lease)));
  } finally {
    await deps.ledger.releaseLease(leaseFromNow(lease));
  }
}
