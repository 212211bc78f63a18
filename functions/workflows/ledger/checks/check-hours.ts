import { dayIn, type Instant } from '../../../domain/calendar-date.ts';
import { chunksOf } from '../../../domain/chunks-of.ts';
import { type Timesheet, type TimesheetKey, timesheetName } from '../../../domain/hours/hours.ts';
import { MAX_ENTRIES, type ReportedEntry, recordingOf } from '../../../domain/hours/record-hours.ts';
import type { FaultyRecord, HoursRow, ImportRecord } from '../../../domain/import/import-record.ts';
import { isMadeEntryId } from '../../../domain/import/made-entry-ids.ts';
import type { AwaitedSum } from '../../../domain/import/release.ts';
import { problemOfEntry, resolveHours } from '../../../domain/import/resolve-hours.ts';
import { BoundedCounts } from '../../../domain/import/seen-ids.ts';
import type { EntryKey } from '../../../domain/ports/hours-ledger.ts';
import type { ImportRegister } from '../../../domain/ports/import-register.ts';
import { type ImportReferences, KEYS_PER_READ } from '../import-references.ts';
import { entriesElsewhere, type LocatingLedger } from '../locate-entries.ts';
import { EntryDateCheck } from './check-entry-dates.ts';
import { NameCheck } from './check-names.ts';
import type { HoursReferences, ReferenceCheck } from './check-references.ts';
import { flagsOfRows, type ResolvedHours, timesheetOf } from './flag-rows.ts';
import type { ImportFindings, RecordPosition } from './import-findings.ts';

type HoursRecord = Extract<ImportRecord, { kind: 'hours' }>;
type FaultyHours = Extract<FaultyRecord, { kind: 'hours' }>;

/** What the check of hours shares with the checks of the other kinds. */
export interface HoursCheckDeps {
  readonly ledger: LocatingLedger;
  readonly imports: Pick<ImportRegister, 'find'>;
  readonly references: ImportReferences;
  readonly referenceCheck: ReferenceCheck;
  readonly findings: ImportFindings;
  readonly now: Instant;
  /** Sums up what waits for the release of the import. */
  readonly awaited: AwaitedSum;
}

/** Checks the rows of hours of a file against the ledger. */
export class HoursCheck {
  readonly #deps: HoursCheckDeps;
  /** New entries of the file, by timesheet. */
  readonly #newEntryCounts = new BoundedCounts();
  /** New entries of the file, with the positions of their rows. */
  readonly #newEntries: { readonly key: EntryKey; readonly position: RecordPosition }[] = [];

  readonly #nameCheck: NameCheck;
  readonly #dateCheck: EntryDateCheck;

  constructor(deps: HoursCheckDeps) {
    this.#deps = deps;
    this.#nameCheck = new NameCheck(deps.findings);
    this.#dateCheck = new EntryDateCheck(deps.findings);
  }

  /** The entries of the file that its import adds to the ledger. */
  get newEntries(): readonly EntryKey[] {
    return this.#newEntries.map(({ key }) => key);
  }

  /** Checks what only the whole file shows, and that no new entry is recorded on another timesheet. */
  async finish(): Promise<void> {
    this.#nameCheck.finish();
    this.#dateCheck.finish();
    const elsewhere = new Map(
      (await entriesElsewhere(this.newEntries, this.#deps)).map((key) => [
        entryName(key.issuerId, key.entryId),
        key,
      ]),
    );
    if (elsewhere.size === 0) return;
    for (const { key, position } of this.#newEntries) {
      const { entryId, issuerId } = key;
      const found = elsewhere.get(entryName(issuerId, entryId));
      if (found === undefined) continue;
      const facts = { volunteerId: found.volunteerId, opportunityId: found.opportunityId };
      this.#deps.findings.addProblem(position, { code: 'ENTRY_ELSEWHERE', facts }, 'entry_id', entryId);
    }
  }

  /** Checks the records of one chunk. Of faulty rows only the references are checked. */
  async check(records: readonly HoursRecord[], faulty: readonly FaultyHours[]): Promise<void> {
    const { references, referenceCheck, findings, now } = this.#deps;
    const rows = [...records, ...faulty].map(({ value }) => value);
    await references.lookUpOpportunities(rows.flatMap(({ opportunityId }) => opportunityId ?? []));
    await references.lookUpVolunteers(referenceCheck.volunteersOf(rows));
    for (const record of faulty) referenceCheck.checkHours(record, record.value);
    const referring = records.map((record) => ({
      record,
      ...referenceCheck.checkHours(record, record.value),
    }));
    this.#nameCheck.check(referring);
    const resolved = referring.flatMap((row) => this.#resolve(row.record, row) ?? []);
    const timesheets = await this.#timesheets(resolved);
    const unique: ResolvedHours[] = [];
    for (const hours of resolved) {
      const { record, entry, issuer } = hours;
      if (findings.isRepeated(record, 'entry_id', entry.entryId, issuer.issuerId)) {
        findings.count('unchanged');
        continue;
      }
      unique.push(hours);
      this.#checkRecording(hours, timesheets.get(timesheetName(timesheetOf(hours))));
    }
    for (const { hours, problem } of flagsOfRows(unique, timesheets, now))
      findings.addProblem(hours.record, problem, 'entry_id', hours.entry.entryId);
  }

  /** Resolves a row to an entry and what it refers to; undefined if it has a problem. */
  #resolve(record: HoursRecord, references: HoursReferences): ResolvedHours | undefined {
    const { findings, now } = this.#deps;
    const { value } = record;
    const { opportunity, volunteer, issuer } = references;
    if (opportunity === undefined || volunteer === undefined || issuer === undefined) return undefined;
    const volunteerKind = volunteer.kind;
    const entry = resolveHours(record, issuer.timeZone);
    const problem = problemOfEntry(entry, opportunity, volunteerKind, dayIn(issuer.timeZone, now));
    if (problem === undefined) return { record, entry, opportunity, issuer, volunteerKind };
    const column = problem.code.startsWith('DATE') ? 'date' : 'minutes' in value.worked ? 'hours' : 'end';
    findings.addProblem(record, problem, column, column === 'date' ? value.date : workedText(value));
    return undefined;
  }

  /** Checks that an entry can be recorded, and counts the effect. */
  #checkRecording(hours: ResolvedHours, timesheet: Timesheet | undefined): void {
    const { findings } = this.#deps;
    const { record, entry } = hours;
    const ofTimesheet = timesheetOf(hours);
    const { volunteerId } = ofTimesheet;
    const known = timesheet?.entries.find(({ entryId }) => entryId === entry.entryId);
    const recording = recordingOf(known, entry, 0);
    if (recording === 'certified') {
      const facts = { certificateId: known?.certificateId ?? '' };
      findings.addProblem(record, { code: 'ENTRY_CERTIFIED', facts }, 'entry_id', entry.entryId);
    } else if (recording === 'new' && this.#isFull(timesheet, ofTimesheet)) {
      const facts = { limit: MAX_ENTRIES };
      findings.addProblem(record, { code: 'TIMESHEET_FULL', facts }, 'volunteer_id', volunteerId);
    } else {
      findings.count(recording);
      if (recording === 'changed' && known !== undefined) this.#dateCheck.check(record, known, entry);
      if (recording === 'unchanged' && known !== undefined) this.#deps.awaited.addUnchanged(known);
      if (recording === 'new' || recording === 'changed') {
        this.#deps.awaited.add(entry, ofTimesheet);
        findings.changes.addEntry({ ...ofTimesheet, before: known ?? null, after: entry });
      }
      if (recording !== 'unchanged') this.#addLateNotes(record, entry, timesheet);
      if (recording !== 'new') return;
      const { entryId } = entry;
      const { worksheet, row } = record;
      this.#newEntries.push({ key: { ...ofTimesheet, entryId }, position: { worksheet, row } });
    }
  }

  /** Adds a note for hours that a certificate leaves out, or that may be recorded already under another made ID. */
  #addLateNotes(record: HoursRecord, entry: ReportedEntry, timesheet: Timesheet | undefined): void {
    const { findings } = this.#deps;
    const { entryId, date, status } = entry;
    if (timesheet === undefined || status === 'rejected') return;
    const { certificateId } = timesheet;
    if (certificateId !== undefined) {
      const problem = { code: 'HOURS_AFTER_CERTIFICATE', facts: { certificateId } } as const;
      findings.addProblem(record, problem, 'volunteer_id', record.value.volunteerId);
    }
    const sameDay = timesheet.entries.filter(
      (other) => other.entryId !== entryId && other.date === date && other.status !== 'rejected',
    );
    if (!isMadeEntryId(entryId) || sameDay.length === 0) return;
    const entryIds = sameDay.map((other) => other.entryId).join(', ');
    findings.addProblem(record, { code: 'ENTRY_SAME_DAY', facts: { entryIds } }, 'date', date);
  }

  /** Counts a new entry, and returns whether its timesheet would have too many. */
  #isFull(timesheet: Timesheet | undefined, key: TimesheetKey): boolean {
    return (timesheet?.entries.length ?? 0) + this.#newEntryCounts.add(timesheetName(key)) > MAX_ENTRIES;
  }

  async #timesheets(resolved: readonly ResolvedHours[]): Promise<Map<string, Timesheet>> {
    const wanted = resolved.map(timesheetOf);
    const unique = [...new Map(wanted.map((key) => [timesheetName(key), key])).values()];
    const reads = chunksOf(unique, KEYS_PER_READ).map((keys) => this.#deps.ledger.timesheets(keys));
    const timesheets = (await Promise.all(reads)).flat();
    return new Map(timesheets.map((timesheet) => [timesheetName(timesheet), timesheet]));
  }
}

const entryName = (issuerId: string, entryId: string) => `${issuerId}#${entryId}`;

const workedText = ({ worked }: HoursRow) =>
  'minutes' in worked
    ? String(worked.minutes / 60)
    : `${worked.start}–${worked.endDay === undefined ? '' : `${worked.endDay} `}${worked.end}`;
