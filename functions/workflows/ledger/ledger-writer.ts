import type { Instant } from '../../domain/calendar-date.ts';
import {
  type HoursLedger,
  type ImportProgress,
  type LedgerTransaction,
  MAX_TRANSACTION_WRITES,
} from '../../domain/ports/hours-ledger.ts';
import type { ReportDelta } from '../../domain/report/report-delta.ts';

/** What is written together; a part is never split over two steps. */
export type LedgerWrite = Pick<
  LedgerTransaction,
  'volunteers' | 'opportunities' | 'timesheets' | 'newEntries' | 'reportDeltas'
>;

/** The right to write, as one run of an import or request holds it. */
export interface HeldLease {
  readonly holder: string;
  readonly issuerIds: readonly string[];
  /** Until when it is to be kept, from now on. */
  readonly until: () => Instant;
}

/** A sheet or the lease is no longer what was decided on: what was planned has to be planned again. */
export class LedgerChanged extends Error {
  override readonly name = 'LedgerChanged';
}

/** Below the 4 MB of one transaction, for the largest sheets. */
const STEP_CHARACTERS = 2_000_000;

/** Packs parts into steps as large as one transaction takes, and writes each when the next part no longer fits. */
export class LedgerWriter {
  readonly #ledger: Pick<HoursLedger, 'write'>;
  readonly #lease: HeldLease;
  #parts: LedgerWrite[] = [];
  #characters = 0;

  constructor(ledger: Pick<HoursLedger, 'write'>, lease: HeldLease) {
    this.#ledger = ledger;
    this.#lease = lease;
  }

  /** Whether a part fits into a step at all. */
  fits(part: LedgerWrite): boolean {
    return this.#writesOf([part]) <= MAX_TRANSACTION_WRITES;
  }

  async add(part: LedgerWrite): Promise<void> {
    const characters = (part.timesheets ?? []).reduce(
      (sum, timesheet) => sum + JSON.stringify(timesheet).length,
      0,
    );
    const together = [...this.#parts, part];
    if (
      this.#writesOf(together) > MAX_TRANSACTION_WRITES ||
      this.#characters + characters > STEP_CHARACTERS ||
      meetsItself(together)
    )
      await this.flush();
    this.#parts.push(part);
    this.#characters += characters;
  }

  /** Writes what is left, and how far an import has come. */
  async flush(progress?: ImportProgress): Promise<void> {
    if (this.#parts.length === 0 && progress === undefined) return;
    const step = {
      volunteers: this.#parts.flatMap(({ volunteers }) => volunteers ?? []),
      opportunities: this.#parts.flatMap(({ opportunities }) => opportunities ?? []),
      timesheets: this.#parts.flatMap(({ timesheets }) => timesheets ?? []),
      newEntries: this.#parts.flatMap(({ newEntries }) => newEntries ?? []),
      reportDeltas: this.#parts.flatMap(({ reportDeltas }) => reportDeltas ?? []),
    };
    const written = await this.#ledger.write({
      ...step,
      lease: {
        holder: this.#lease.holder,
        issuerIds: this.#touched(this.#parts),
        until: this.#lease.until(),
      },
      ...(progress ? { progress } : {}),
    });
    this.#parts = [];
    this.#characters = 0;
    if (written === 'changed') throw new LedgerChanged();
  }

  /** The issuers whose leases a step checks: those it writes for, or any where it writes for none. */
  #touched(parts: readonly LedgerWrite[]): string[] {
    const touched = new Set(
      parts.flatMap(({ timesheets, opportunities, reportDeltas }) =>
        [...(timesheets ?? []), ...(opportunities ?? []), ...(reportDeltas ?? [])].map(
          ({ issuerId }) => issuerId,
        ),
      ),
    );
    return touched.size > 0 ? [...touched] : this.#lease.issuerIds.slice(0, 1);
  }

  #writesOf(parts: readonly LedgerWrite[]): number {
    const progress = 1;
    const lists = parts.reduce(
      (sum, { volunteers, opportunities, timesheets, newEntries }) =>
        sum +
        (volunteers?.length ?? 0) +
        (opportunities?.length ?? 0) +
        (timesheets?.length ?? 0) +
        (newEntries?.length ?? 0),
      0,
    );
    const deltas = parts.flatMap(({ reportDeltas }) => reportDeltas ?? []);
    return lists + counterRecords(deltas) + this.#touched(parts).length + progress;
  }
}

/** Records that some deltas change: a month's holds the counters of its days too. */
const counterRecords = (deltas: readonly ReportDelta[]): number =>
  new Set(deltas.map((delta) => `${delta.issuerId}|${'day' in delta ? delta.day.slice(0, 7) : delta.period}`))
    .size;

/** Whether two parts write the same record, which one transaction can't. */
function meetsItself(parts: readonly LedgerWrite[]): boolean {
  const names = parts.flatMap(({ volunteers, opportunities, timesheets }) => [
    ...(volunteers ?? []).map(({ volunteerId }) => `volunteer ${volunteerId}`),
    ...(opportunities ?? []).map(({ opportunityId }) => `opportunity ${opportunityId}`),
    ...(timesheets ?? []).map(({ volunteerId, opportunityId }) => `sheet ${volunteerId} ${opportunityId}`),
  ]);
  return new Set(names).size < names.length;
}
