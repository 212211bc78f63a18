import { dayIn, type Instant } from '../../domain/calendar-date.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import { MAX_ENTRIES, type Recording, recordingOf } from '../../domain/hours/record-hours.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import { type ImportCounts, NO_ROWS } from '../../domain/import/import.ts';
import type { CellProblem, ProblemLog } from '../../domain/import/import-problem.ts';
import type { FaultyRecord, HoursRow, ImportRecord, RecordChunk } from '../../domain/import/import-record.ts';
import { problemOfEntry, resolveHours } from '../../domain/import/resolve-hours.ts';
import { sameContent } from '../../domain/import/same-content.ts';
import { BoundedCounts, SeenIds } from '../../domain/import/seen-ids.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { EntryKey, HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { flagsOfRows, type ResolvedHours, timesheetName } from './flag-rows.ts';
import { ImportReferences } from './import-references.ts';

export interface CheckDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers' | 'volunteerRecord' | 'entryKeys' | 'timesheets'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
}

const ENTRIES_AT_ONCE = 100;

type RecordOf<K extends ImportRecord['kind']> = Extract<ImportRecord, { kind: K }>;
type FaultyOf<K extends ImportRecord['kind']> = Extract<FaultyRecord, { kind: K }>;
type Place = Pick<ImportRecord, 'worksheet' | 'row'>;
const isGiven = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Checks a file's records against each other and against the ledger, chunk by chunk, and counts what recording them
 * would do. Writes nothing.
 */
export class ImportCheck {
  counts: ImportCounts = NO_ROWS;
  readonly #deps: CheckDeps;
  readonly #issuerIds: ReadonlySet<string>;
  readonly #problems: ProblemLog;
  readonly #now: Instant;
  readonly #references: ImportReferences;
  readonly #seen = new SeenIds();
  readonly #newOnTimesheets = new BoundedCounts();
  #headings: RecordChunk['headings'] = {};
  #unread: RecordChunk['unread'] = [];

  constructor(
    scope: { readonly issuerIds: readonly string[]; readonly now: Instant },
    problems: ProblemLog,
    deps: CheckDeps,
  ) {
    this.#deps = deps;
    this.#issuerIds = new Set(scope.issuerIds);
    this.#now = scope.now;
    this.#problems = problems;
    this.#references = new ImportReferences(deps.ledger, deps.catalogue);
  }

  async check({ kind, records, faulty, rowsRead, headings, unread }: RecordChunk): Promise<void> {
    this.#headings = headings;
    this.#unread = unread;
    if (kind === 'opportunities') {
      this.#checkFaultyOpportunities(faulty as FaultyOf<'opportunities'>[]);
      await this.#checkOpportunities(records as RecordOf<'opportunities'>[]);
    } else if (kind === 'volunteers') {
      for (const { worksheet, value } of faulty as FaultyOf<'volunteers'>[])
        if (worksheet !== null && isGiven(value.volunteerId))
          this.#references.bringFaulty('volunteers', value.volunteerId);
      await this.#checkVolunteers(records as RecordOf<'volunteers'>[]);
    } else await this.#checkHours(records as RecordOf<'hours'>[], faulty as FaultyOf<'hours'>[]);
    this.counts = { ...this.counts, rows: rowsRead };
  }

  async #checkOpportunities(records: readonly RecordOf<'opportunities'>[]): Promise<void> {
    const kept = await this.#deps.catalogue.findMany(records.map(({ value }) => value.opportunityId));
    const known = new Map(kept.map((opportunity) => [opportunity.opportunityId, opportunity]));
    for (const record of records) {
      const { value } = record;
      const before = known.get(value.opportunityId);
      this.#checkIssuers(record, value);
      if (before && before.issuerId !== value.issuerId)
        this.#tell(
          record,
          { code: 'ISSUER_FIXED', facts: { issuerId: before.issuerId } },
          'issuer_id',
          value.issuerId,
        );
      const repeated = this.#checkTwice(record, 'opportunity_id', value.opportunityId);
      this.#references.bringOpportunity(value);
      this.#count(repeated || sameContent(before, value) ? 'unchanged' : before ? 'changed' : 'new');
    }
  }

  #checkFaultyOpportunities(faulty: readonly FaultyOf<'opportunities'>[]): void {
    for (const record of faulty) {
      const { worksheet, value } = record;
      this.#checkIssuers(record, value);
      if (worksheet !== null && isGiven(value.opportunityId))
        this.#references.bringFaulty('opportunities', value.opportunityId);
    }
  }

  #checkIssuers(place: Place, { issuerId, partnerIds }: FaultyOf<'opportunities'>['value']): void {
    if (issuerId !== undefined) this.#checkIssuer(place, 'issuer_id', issuerId);
    for (const partnerId of partnerIds ?? [])
      if (!this.#deps.issuers.has(partnerId))
        this.#tell(place, this.#issuerUnknown(), 'partner_ids', partnerId);
  }

  async #checkVolunteers(records: readonly RecordOf<'volunteers'>[]): Promise<void> {
    const kept = await this.#volunteers(records.map(({ value }) => value.volunteerId));
    const known = new Map(kept.map((volunteer) => [volunteer.volunteerId, volunteer]));
    for (const record of records) {
      const { value, worksheet } = record;
      const before = known.get(value.volunteerId);
      const repeated = this.#checkTwice(record, 'volunteer_id', value.volunteerId);
      // Only another worksheet of the same workbook may refer to it before it is written.
      if (worksheet !== null) this.#references.bringVolunteer(value.volunteerId, value.kind);
      const unchanged = repeated || sameContent(before, value);
      if (before && !unchanged) await this.#checkOwnVolunteer(record);
      this.#count(unchanged ? 'unchanged' : before ? 'changed' : 'new');
    }
  }

  /** Who has hours with another issuer may not have their name changed under that issuer's certificates. */
  async #checkOwnVolunteer(record: RecordOf<'volunteers'>): Promise<void> {
    const { volunteerId } = record.value;
    const timesheets = (await this.#deps.ledger.volunteerRecord(volunteerId))?.timesheets ?? [];
    const foreign = timesheets.find(({ issuerId }) => !this.#issuerIds.has(issuerId));
    if (foreign)
      this.#tell(
        record,
        { code: 'VOLUNTEER_ELSEWHERE', facts: { issuerId: foreign.issuerId } },
        'volunteer_id',
        volunteerId,
      );
  }

  async #volunteers(volunteerIds: readonly string[]): Promise<Volunteer[]> {
    const found = chunksOf(volunteerIds, ENTRIES_AT_ONCE).map((ids) => this.#deps.ledger.volunteers(ids));
    return (await Promise.all(found)).flat();
  }

  async #checkHours(
    records: readonly RecordOf<'hours'>[],
    faulty: readonly FaultyOf<'hours'>[],
  ): Promise<void> {
    const rows = [...records, ...faulty];
    await this.#references.prepare(
      rows.map(({ value }) => value.opportunityId).filter(isGiven),
      rows.map(({ value }) => value.volunteerId).filter(isGiven),
    );
    for (const record of faulty) this.#checkReferences(record, record.value);
    const resolved = records.flatMap((record) => this.#resolve(record) ?? []);
    const places = await this.#places(resolved);
    const timesheets = await this.#timesheets(resolved.map(({ record }) => record.value));
    const firsts: ResolvedHours[] = [];
    for (const hours of resolved) {
      const { record, entry, issuer } = hours;
      if (this.#checkTwice(record, 'entry_id', `${issuer.issuerId}#${entry.entryId}`)) {
        this.#count('unchanged');
        continue;
      }
      firsts.push(hours);
      this.#checkPlace(hours, places.get(`${issuer.issuerId}#${entry.entryId}`), timesheets);
    }
    for (const { hours, problem } of flagsOfRows(firsts, timesheets, this.#now))
      this.#tell(hours.record, problem, 'entry_id', hours.entry.entryId);
  }

  /** What a row of hours refers to, told where there is no such thing. */
  #checkReferences(place: Place, { opportunityId, volunteerId }: FaultyOf<'hours'>['value']) {
    const known = this.#references;
    const opportunity = opportunityId === undefined ? undefined : known.opportunity(opportunityId);
    const volunteerKind = volunteerId === undefined ? undefined : known.volunteerKind(volunteerId);
    if (isGiven(opportunityId) && !opportunity && !this.#mayBeBrought('opportunities', opportunityId))
      this.#tell(place, { code: 'OPPORTUNITY_UNKNOWN' }, 'opportunity_id', opportunityId);
    if (isGiven(volunteerId) && !volunteerKind && !this.#mayBeBrought('volunteers', volunteerId))
      this.#tell(place, { code: 'VOLUNTEER_UNKNOWN' }, 'volunteer_id', volunteerId);
    const issuer =
      opportunity && this.#checkIssuer(place, 'opportunity_id', opportunity.issuerId, opportunityId);
    return { opportunity, volunteerKind, issuer };
  }

  /** Whether the same workbook brings it in a row or a worksheet that has problems of its own. */
  #mayBeBrought(kind: 'opportunities' | 'volunteers', id: string): boolean {
    return this.#unread.includes(kind) || this.#references.isFaulty(kind, id);
  }

  #resolve(record: RecordOf<'hours'>): ResolvedHours | undefined {
    const { value } = record;
    const { opportunity, volunteerKind, issuer } = this.#checkReferences(record, value);
    if (opportunity === undefined || volunteerKind === undefined || issuer === undefined) return undefined;
    const entry = resolveHours(value, issuer.timeZone);
    const problem = problemOfEntry(entry, opportunity, volunteerKind, dayIn(issuer.timeZone, this.#now));
    if (problem) {
      const column = problem.code.startsWith('DATE') ? 'date' : 'minutes' in value.worked ? 'hours' : 'end';
      this.#tell(record, problem, column, column === 'date' ? value.date : workedText(value));
      return undefined;
    }
    return { record, entry, opportunity, issuer, volunteerKind };
  }

  async #places(resolved: readonly ResolvedHours[]): Promise<Map<string, EntryKey>> {
    const byIssuer = Map.groupBy(resolved, ({ issuer }) => issuer.issuerId);
    const found = [...byIssuer].flatMap(([issuerId, hours]) =>
      chunksOf([...new Set(hours.map(({ entry }) => entry.entryId))], ENTRIES_AT_ONCE).map((entryIds) =>
        this.#deps.ledger.entryKeys(issuerId, entryIds),
      ),
    );
    return new Map(
      (await Promise.all(found)).flat().map((place) => [`${place.issuerId}#${place.entryId}`, place]),
    );
  }

  async #timesheets(rows: readonly HoursRow[]): Promise<Map<string, Timesheet>> {
    const places = [...new Map(rows.map((row) => [timesheetName(row), row])).values()];
    const found = chunksOf(places, ENTRIES_AT_ONCE).map((some) => this.#deps.ledger.timesheets(some));
    return new Map(
      (await Promise.all(found)).flat().map((timesheet) => [timesheetName(timesheet), timesheet]),
    );
  }

  #checkPlace(
    { record, entry }: ResolvedHours,
    place: EntryKey | undefined,
    timesheets: ReadonlyMap<string, Timesheet>,
  ): void {
    const { volunteerId, opportunityId } = record.value;
    if (place && (place.volunteerId !== volunteerId || place.opportunityId !== opportunityId)) {
      const facts = { volunteerId: place.volunteerId, opportunityId: place.opportunityId };
      this.#tell(record, { code: 'ENTRY_ELSEWHERE', facts }, 'entry_id', entry.entryId);
      return;
    }
    const timesheet = timesheets.get(timesheetName(record.value));
    const known = timesheet?.entries.find(({ entryId }) => entryId === entry.entryId);
    const recording = recordingOf(known, entry, 0);
    if (recording === 'certified')
      this.#tell(
        record,
        { code: 'ENTRY_CERTIFIED', facts: { certificateId: known?.certificateId ?? '' } },
        'entry_id',
        entry.entryId,
      );
    else if (recording === 'new' && this.#isFull(timesheet, record.value))
      this.#tell(
        record,
        { code: 'TIMESHEET_FULL', facts: { limit: MAX_ENTRIES } },
        'volunteer_id',
        volunteerId,
      );
    else this.#count(recording);
  }

  #isFull(timesheet: Timesheet | undefined, row: HoursRow): boolean {
    return (timesheet?.entries.length ?? 0) + this.#newOnTimesheets.add(timesheetName(row)) > MAX_ENTRIES;
  }

  /** The issuer of a row, if the import may write for it. */
  #checkIssuer(place: Place, column: string, issuerId: string, value = issuerId): Issuer | undefined {
    const issuer = this.#deps.issuers.get(issuerId);
    if (issuer === undefined) this.#tell(place, this.#issuerUnknown(), column, value);
    else if (!this.#issuerIds.has(issuerId)) {
      this.#tell(place, { code: 'ISSUER_NOT_YOURS', facts: { issuerId } }, column, value);
      return undefined;
    }
    return issuer;
  }

  #issuerUnknown = (): CellProblem => ({
    code: 'ISSUER_UNKNOWN',
    facts: { known: [...this.#issuerIds].join(', ') },
  });

  /** Whether the file has said exactly this before; the same ID with other content is a problem. */
  #checkTwice(record: ImportRecord, column: string, id: string): boolean {
    const before = this.#seen.add(`${record.kind}#${id}`, JSON.stringify(record.value), record);
    if (before === undefined) return false;
    const { row, worksheet } = before;
    const facts = {
      row,
      ...(worksheet === null || worksheet === record.worksheet ? {} : { worksheet: `(${worksheet})` }),
    };
    if (!before.same) this.#tell(record, { code: 'ID_TWICE', facts }, column, id.slice(id.indexOf('#') + 1));
    return true;
  }

  #tell({ worksheet, row }: Place, problem: CellProblem, column: string, value: string): void {
    this.#problems.add(problem, { worksheet, row, column: this.#headings[column] ?? column, value });
  }

  #count(recording: Recording): void {
    if (recording !== 'new' && recording !== 'changed' && recording !== 'unchanged') return;
    this.counts = { ...this.counts, [recording]: this.counts[recording] + 1 };
  }
}

const workedText = ({ worked }: HoursRow) =>
  'minutes' in worked ? String(worked.minutes / 60) : `${worked.start}–${worked.end}`;
