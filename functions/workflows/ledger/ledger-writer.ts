import { REGISTRY } from '../../domain/hours/volunteer.ts';
import {
  type HoursLedger,
  type ImportProgress,
  type LedgerTransaction,
  MAX_TRANSACTION_WRITES,
} from '../../domain/ports/hours-ledger.ts';
import { monthOf, type ReportDelta } from '../../domain/report/report-delta.ts';
import { CONFLICT } from '../retry-on-conflict.ts';
import type { HeldLease } from './ledger-lease.ts';

/** Records that belong together; they are never split over two transactions. */
export type LedgerWrite = Pick<
  LedgerTransaction,
  | 'volunteers'
  | 'opportunities'
  | 'timesheets'
  | 'vacatedTimesheets'
  | 'removedVolunteers'
  | 'revisedRecords'
  | 'removedOpportunities'
  | 'reportDeltas'
>;

/** Thrown when a timesheet is no longer the one that was read, or the lease is lost. Read and decide again. */
class LedgerChanged extends Error {
  override readonly name = 'LedgerChanged';
}

/** Runs a change of the ledger. Returns `CONFLICT` if it throws `LedgerChanged`. */
export async function conflictIfChanged<T>(change: () => Promise<T>): Promise<T | typeof CONFLICT> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof LedgerChanged) return CONFLICT;
    throw error;
  }
}

/** Characters of timesheets in one transaction; keeps it below DynamoDB's limit of 4 MB. */
const MAX_TRANSACTION_CHARACTERS = 2_000_000;

/**
 * Packs writes into transactions as large as DynamoDB takes. A transaction is begun when the next write doesn't fit
 * into it, and by `flush`. They are written in order, one at a time, because each extends the same lease; the caller
 * prepares the next one meanwhile.
 */
export class LedgerWriter {
  readonly #ledger: Pick<HoursLedger, 'write'>;
  readonly #lease: HeldLease;
  #writes: LedgerWrite[] = [];
  #characters = 0;
  #inFlight: ReturnType<HoursLedger['write']> | undefined;

  constructor(ledger: Pick<HoursLedger, 'write'>, lease: HeldLease) {
    this.#ledger = ledger;
    this.#lease = lease;
  }

  /** Returns whether a write fits into one transaction. */
  fits(write: LedgerWrite): boolean {
    return this.#itemCount([write]) <= MAX_TRANSACTION_WRITES;
  }

  /** @throws LedgerChanged when a transaction before it can't be written. */
  async add(write: LedgerWrite): Promise<void> {
    const characters = (write.timesheets ?? []).reduce(
      (sum, timesheet) => sum + JSON.stringify(timesheet).length,
      0,
    );
    const together = [...this.#writes, write];
    if (
      this.#itemCount(together) > MAX_TRANSACTION_WRITES ||
      this.#characters + characters > MAX_TRANSACTION_CHARACTERS ||
      writesRecordTwice(together)
    )
      await this.#begin();
    this.#writes.push(write);
    this.#characters += characters;
  }

  /**
   * Writes what is pending, with the progress of an import if given.
   *
   * @throws LedgerChanged when it, or the transaction before it, can't be written.
   */
  async flush(progress?: ImportProgress): Promise<void> {
    await this.#begin(progress);
    await this.#end();
  }

  /** Begins the pending transaction, after the end of the one before it. */
  async #begin(progress?: ImportProgress): Promise<void> {
    const writes = this.#writes;
    if (writes.length === 0 && progress === undefined) return;
    this.#writes = [];
    this.#characters = 0;
    await this.#end();
    this.#inFlight = this.#ledger.write(this.#transactionOf(writes, progress));
    // Its fault is thrown when it is awaited, unless the caller has failed before.
    this.#inFlight.catch(() => undefined);
  }

  /** Waits for the transaction that was begun. */
  async #end(): Promise<void> {
    const outcome = await this.#inFlight;
    this.#inFlight = undefined;
    if (outcome === 'changed') throw new LedgerChanged();
  }

  #transactionOf(writes: readonly LedgerWrite[], progress: ImportProgress | undefined): LedgerTransaction {
    return {
      volunteers: writes.flatMap(({ volunteers }) => volunteers ?? []),
      opportunities: writes.flatMap(({ opportunities }) => opportunities ?? []),
      timesheets: writes.flatMap(({ timesheets }) => timesheets ?? []),
      vacatedTimesheets: writes.flatMap(({ vacatedTimesheets }) => vacatedTimesheets ?? []),
      removedVolunteers: writes.flatMap(({ removedVolunteers }) => removedVolunteers ?? []),
      removedOpportunities: writes.flatMap(({ removedOpportunities }) => removedOpportunities ?? []),
      revisedRecords: writes.flatMap(({ revisedRecords }) => revisedRecords ?? []),
      reportDeltas: writes.flatMap(({ reportDeltas }) => reportDeltas ?? []),
      lease: {
        holder: this.#lease.holder,
        issuerIds: this.#leasedIssuers(writes),
        until: this.#lease.until(),
      },
      ...(progress ? { progress } : {}),
    };
  }

  /** Returns the issuers whose lease a transaction checks: those it writes for, or the first if it writes for none. */
  #leasedIssuers(writes: readonly LedgerWrite[]): string[] {
    const issuerIds = new Set(
      writes.flatMap((write) =>
        [
          ...(write.volunteers ?? []),
          ...(write.removedVolunteers ?? []),
          ...(write.opportunities ?? []),
          ...(write.removedOpportunities ?? []),
          ...(write.timesheets ?? []),
          ...(write.vacatedTimesheets ?? []),
          ...(write.reportDeltas ?? []),
        ].map(({ issuerId }) => issuerId),
      ),
    );
    // Only an account for all issuers writes the registry, and so holds the lease of the first one too.
    issuerIds.delete(REGISTRY);
    return issuerIds.size > 0 ? [...issuerIds] : this.#lease.issuerIds.slice(0, 1);
  }

  /** Returns the number of items in the transaction of some writes, including leases and the progress. */
  #itemCount(writes: readonly LedgerWrite[]): number {
    const progress = 1;
    const records = recordNames(writes).length;
    const deltas = writes.flatMap(({ reportDeltas }) => reportDeltas ?? []);
    const changes = directoriesChangedBy(writes);
    return records + counterRecords(deltas) + changes + this.#leasedIssuers(writes).length + progress;
  }
}

/** Returns in how many directories some writes change people: the transaction notes each. */
const directoriesChangedBy = (writes: readonly LedgerWrite[]): number =>
  new Set(
    writes
      .flatMap(({ volunteers = [], removedVolunteers = [] }) => [...volunteers, ...removedVolunteers])
      .flatMap(({ issuerId }) => (issuerId === REGISTRY ? [] : issuerId)),
  ).size;

/** Returns at most how many counter records deltas change: two for each month, of hours and of opportunities. */
const counterRecords = (deltas: readonly ReportDelta[]): number =>
  new Set(
    deltas.map((delta) =>
      'month' in delta
        ? `${delta.issuerId}|${delta.month}|hours`
        : `${delta.issuerId}|${monthOf(delta.day)}|${delta.measure === 'minutes' ? 'hours' : 'opportunities'}`,
    ),
  ).size;

/** Returns a name for each record that some writes put or delete. */
const recordNames = (writes: readonly LedgerWrite[]): string[] =>
  writes.flatMap((write) => [
    ...new Set(
      [...(write.volunteers ?? []), ...(write.removedVolunteers ?? []), ...(write.revisedRecords ?? [])].map(
        ({ issuerId, volunteerId }) => `volunteer ${issuerId} ${volunteerId}`,
      ),
    ),
    ...(write.removedVolunteers ?? []).map(({ issuerId, volunteerId }) => `name ${issuerId} ${volunteerId}`),
    ...[...(write.opportunities ?? []), ...(write.removedOpportunities ?? [])].map(
      ({ issuerId, opportunityId }) => `opportunity ${issuerId} ${opportunityId}`,
    ),
    ...[...(write.opportunities ?? []), ...(write.removedOpportunities ?? [])].flatMap(
      ({ issuerId, opportunityId, partnerIds }) =>
        partnerIds.map((partnerId) => `partner ${issuerId} ${opportunityId} ${partnerId}`),
    ),
    ...[...(write.timesheets ?? []), ...(write.vacatedTimesheets ?? [])].map(
      ({ issuerId, volunteerId, opportunityId }) => `timesheet ${issuerId} ${volunteerId} ${opportunityId}`,
    ),
  ]);

/** Returns whether two writes concern the same record, which DynamoDB refuses in one transaction. */
function writesRecordTwice(writes: readonly LedgerWrite[]): boolean {
  const names = recordNames(writes);
  return new Set(names).size < names.length;
}
