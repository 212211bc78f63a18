import type { ReportedEntry } from '../../../domain/hours/record-hours.ts';
import type { ImportFindings, RecordPosition } from './import-findings.ts';

/** A number of a list, which begins again in the next one. */
const SERIAL = /^\d{1,4}$/;
/** As many serial numbers with other dates are rather those of another list. */
const LEAST_SERIALS = 3;

/** Finds known entries that a file moves to another day: serial numbers of a list are no identifiers. */
export class EntryDateCheck {
  readonly #findings: ImportFindings;
  #first: { readonly position: RecordPosition; readonly entryId: string } | undefined;
  #serials = 0;

  constructor(findings: ImportFindings) {
    this.#findings = findings;
  }

  /** Adds a note if a correction changes the date of an entry. */
  check(
    { worksheet, row }: RecordPosition,
    known: Pick<ReportedEntry, 'date' | 'minutes'>,
    { entryId, date }: ReportedEntry,
  ): void {
    if (known.date === date) return;
    const position = { worksheet, row };
    const facts = { known: known.date, hours: known.minutes / 60, entryId };
    this.#findings.addProblem(position, { code: 'ENTRY_DATE_CHANGED', facts }, 'date', date);
    if (!SERIAL.test(entryId)) return;
    this.#first ??= { position, entryId };
    this.#serials += 1;
  }

  /** Adds a problem if serial numbers are those of recorded entries of other days. */
  finish(): void {
    if (this.#first === undefined || this.#serials < LEAST_SERIALS) return;
    const { position, entryId } = this.#first;
    const problem = { code: 'ENTRY_IDS_SERIAL', facts: { count: this.#serials } } as const;
    this.#findings.addProblem(position, problem, 'entry_id', entryId);
  }
}
