import type { Instant } from '../../domain/calendar-date.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type HeldLease, LedgerChanged } from './ledger-writer.ts';

export interface HoldDeps {
  readonly ledger: Pick<HoursLedger, 'acquireLease' | 'releaseLease'>;
  readonly now: () => Instant;
  readonly randomId: () => string;
  readonly pause: (milliseconds: number) => Promise<void>;
}

const LEASE_SECONDS = 60;
const MOST_TRIES = 5;
/** A small import is over within these seconds; nobody should have to ask again because of one. */
const WAITS = 24;
const WAIT_MS = 250;

/** Runs a small change of issuers' ledgers while nobody else writes them; a long import is told, not waited out. */
export async function holdLedger<T>(
  issuerIds: readonly string[],
  deps: HoldDeps,
  change: (lease: HeldLease) => Promise<T>,
): Promise<T> {
  const until = () => new Date(Date.parse(deps.now()) + LEASE_SECONDS * 1000).toISOString();
  const lease = { holder: `request#${deps.randomId()}`, issuerIds, until };
  for (let wait = 0; !(await deps.ledger.acquireLease({ ...lease, until: until() }, deps.now())); wait += 1) {
    if (wait < WAITS) {
      await deps.pause(WAIT_MS);
      continue;
    }
    throw new Refusal(
      'IMPORT_RUNNING',
      'An import is being written for this issuer; try again when it is done.',
    );
  }
  try {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await change(lease);
      } catch (error) {
        if (!(error instanceof LedgerChanged)) throw error;
        if (attempt === MOST_TRIES)
          throw new Refusal('LEDGER_BUSY', 'These hours are being changed right now; try again in a moment.');
      }
  } finally {
    await deps.ledger.releaseLease({ ...lease, until: until() });
  }
}
