import { chunksOf } from '../../domain/chunks-of.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import { type Opportunity, opportunityName } from '../../domain/hours/opportunity.ts';
import { personEvidenceOf } from '../../domain/hours/person-evidence.ts';
import {
  type Recorder,
  type Recording,
  type ReportedEntry,
  recordHours,
} from '../../domain/hours/record-hours.ts';
import { withReportedPerson } from '../../domain/hours/renaming.ts';
import {
  REGISTRY,
  sameProfile,
  type Volunteer,
  type VolunteerKey,
  volunteerName,
} from '../../domain/hours/volunteer.ts';
import type { Import } from '../../domain/import/import.ts';
import {
  type ImportRecord,
  profileOfRow,
  type RecordChunk,
  type VolunteerRow,
} from '../../domain/import/import-record.ts';
import { type PositionedRow, resolveHours } from '../../domain/import/resolve-hours.ts';
import { sameContent } from '../../domain/import/same-content.ts';
import { withUnlistedOfOpportunity, withUnlistedOfProfile } from '../../domain/import/unlisted-fields.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import type { PersonFingerprint, PersonIndex } from '../../domain/ports/volunteers/person-index.ts';
import { opportunityDeltas, volunteerDeltas } from '../../domain/report/report-contribution.ts';
import { CONFLICT, retryOnConflict } from '../retry-on-conflict.ts';
import { ImportReferences, KEYS_PER_READ } from './import-references.ts';
import { type HeldLease, leaseFromNow } from './ledger-lease.ts';
import { conflictIfChanged, type LedgerWrite, LedgerWriter } from './ledger-writer.ts';
import { copyFor, profileWrites } from './registry.ts';

export interface WriteDeps {
  readonly ledger: HoursLedger;
  readonly persons: PersonIndex;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
}

/** The import whose records are written, and the lease that its run holds. */
export interface ImportRun extends Pick<Import, 'importId' | 'profilesOf' | 'mayUseRegistry'> {
  readonly recorder: Recorder;
  readonly lease: HeldLease;
}

/** A row of hours, and the issuer that it is recorded for. */
interface RowOfIssuer {
  readonly row: PositionedRow;
  readonly issuer: Issuer;
}

/** A volunteer's record; `isNew` if the issuer is to get its copy of the profile with the first hours. */
type RecordToWrite = VolunteerRecord & { readonly isNew?: true };

/** Volunteer records that are read at the same time. */
const RECORDS_PER_READ = 32;

/**
 * Writes the checked records of a file, chunk by chunk. Each transaction holds records and report deltas that
 * belong together. Writing a chunk again changes nothing. The progress of the import is part of the last
 * transaction of a chunk.
 */
export class ImportWriter {
  readonly #run: ImportRun;
  readonly #deps: WriteDeps;
  readonly #references: ImportReferences;
  /** IDs of entries that a certificate has claimed since the check. Their rows are skipped. */
  readonly overtaken = new Set<string>();

  constructor(run: ImportRun, deps: WriteDeps) {
    this.#run = run;
    this.#deps = deps;
    this.#references = new ImportReferences({ ...run, issuerIds: run.lease.issuerIds }, deps);
  }

  /**
   * Writes one chunk, again if the ledger changed in the meantime.
   *
   * @throws Refusal LEDGER_BUSY when the ledger changed during every attempt.
   */
  async writeChunk(chunk: RecordChunk): Promise<void> {
    await retryOnConflict('This ledger is', async () => {
      const outcome = await conflictIfChanged(() => this.#attemptChunk(chunk));
      if (outcome === CONFLICT) await this.#keepLease();
      return outcome;
    });
  }

  async #attemptChunk({ kind, records, headings, rowsRead }: RecordChunk): Promise<void> {
    const writer = new LedgerWriter(this.#deps.ledger, this.#run.lease);
    if (kind === 'opportunities') await this.#writeOpportunities(valuesOf(records), headings, writer);
    else if (kind === 'volunteers') await this.#writeVolunteers(valuesOf(records), headings, writer);
    else await this.#writeHours(records as readonly PositionedRow[], writer);
    await writer.flush({ importId: this.#run.importId, rowsWritten: rowsRead });
  }

  /** Extends the lease. Throws if it isn't held any more: the next run acquires it and goes on. */
  async #keepLease(): Promise<void> {
    if (!(await this.#deps.ledger.extendLease(leaseFromNow(this.#run.lease))))
      throw new Error(`Import ${this.#run.importId} has lost its lease`);
  }

  async #writeOpportunities(
    values: readonly Opportunity[],
    headings: RecordChunk['headings'],
    writer: LedgerWriter,
  ): Promise<void> {
    const recorded = await this.#deps.catalogue.findMany(values);
    const byName = new Map(recorded.map((opportunity) => [opportunityName(opportunity), opportunity]));
    for (const reported of values) {
      const before = byName.get(opportunityName(reported));
      const value = withUnlistedOfOpportunity(before, reported, headings);
      if (sameContent(before, value)) continue;
      await writer.add({ opportunities: [value], reportDeltas: opportunityDeltas(before, value) });
      byName.set(opportunityName(value), value);
    }
  }

  async #writeVolunteers(
    rows: readonly VolunteerRow[],
    headings: RecordChunk['headings'],
    writer: LedgerWriter,
  ): Promise<void> {
    const profiles = rows.flatMap((row) => profileOfRow(row, this.#run.profilesOf) ?? []);
    const { ledger, persons } = this.#deps;
    const reads = chunksOf(profiles, KEYS_PER_READ).map((chunk) => ledger.volunteers(chunk));
    const recorded = (await Promise.all(reads)).flat();
    const byName = new Map(recorded.map((volunteer) => [volunteerName(volunteer), volunteer]));
    const values = profiles.map((profile) =>
      withUnlistedOfProfile(byName.get(volunteerName(profile)), profile, headings),
    );
    const added = values.map((value) => addedFingerprints(byName.get(volunteerName(value)), value, persons));
    await persons.add(this.#run.importId, (await Promise.all(added)).flat());
    for (const reported of values) {
      const before = byName.get(volunteerName(reported));
      const value = withReportedPerson(before, reported, this.#run.importId);
      if (before !== undefined && sameProfile(before, value)) continue;
      for (const write of await profileWrites(before, value, ledger)) await writer.add(write);
      byName.set(volunteerName(value), value);
    }
  }

  async #writeHours(rows: readonly PositionedRow[], writer: LedgerWriter): Promise<void> {
    await this.#references.lookUpOpportunities(rows.map(({ value }) => value.opportunityId));
    const resolved = rows.map((row) => ({ row, issuer: this.#issuerOf(row.value.opportunityId) }));
    const ofVolunteer = ({ row, issuer }: RowOfIssuer) =>
      volunteerName({ issuerId: issuer.issuerId, volunteerId: row.value.volunteerId });
    const groups = [...Map.groupBy(resolved, ofVolunteer).values()];
    const read = (some: typeof groups) => this.#recordsFor(some);
    for await (const found of readAhead(chunksOf(groups, RECORDS_PER_READ), read)) {
      for (const { record, group } of found)
        if (record !== undefined) await this.#writeHoursOf(record, group, writer);
    }
  }

  /**
   * Returns groups of rows, each of one volunteer, with the record that they go to: a new one if only the registry has
   * the volunteer.
   */
  async #recordsFor(
    groups: readonly (readonly RowOfIssuer[])[],
  ): Promise<{ readonly group: readonly RowOfIssuer[]; readonly record: RecordToWrite | undefined }[]> {
    const { ledger } = this.#deps;
    const keys = groups.map(([first]): VolunteerKey => {
      const { issuerId = '' } = first?.issuer ?? {};
      return { issuerId, volunteerId: first?.row.value.volunteerId ?? '' };
    });
    const records = await ledger.recordsOf(keys);
    const unknown = this.#run.mayUseRegistry ? keys.filter((_, index) => records[index] === undefined) : [];
    const inRegistry = new Set(unknown.map(({ volunteerId }) => volunteerId));
    const found = await ledger.volunteers(
      [...inRegistry].map((volunteerId) => ({ issuerId: REGISTRY, volunteerId })),
    );
    const profiles = new Map(found.map((profile) => [profile.volunteerId, profile]));
    return groups.map((group, index) => {
      const { issuerId, volunteerId } = keys[index] ?? { issuerId: '', volunteerId: '' };
      const profile = profiles.get(volunteerId);
      const record = records[index] ?? (profile && newRecord(issuerId, profile));
      return { group, record };
    });
  }

  /**
   * Writes the rows of one volunteer together, or in two halves if they don't fit into one transaction. Returns the
   * record after it.
   */
  async #writeHoursOf(
    record: RecordToWrite,
    rows: readonly RowOfIssuer[],
    writer: LedgerWriter,
  ): Promise<RecordToWrite> {
    const { write, after } = this.#plan(record, rows);
    if (write === undefined) return record;
    if (rows.length > 1 && !writer.fits(write)) {
      const half = Math.ceil(rows.length / 2);
      const between = await this.#writeHoursOf(record, rows.slice(0, half), writer);
      return this.#writeHoursOf(between, rows.slice(half), writer);
    }
    await writer.add(write);
    return after;
  }

  /** Records rows on a volunteer's timesheets. `write` is undefined if nothing changes. */
  #plan(
    record: RecordToWrite,
    rows: readonly RowOfIssuer[],
  ): { write: LedgerWrite | undefined; after: RecordToWrite } {
    const timesheets = new Map(record.timesheets.map((timesheet) => [timesheet.opportunityId, timesheet]));
    const changed: Timesheet[] = [];
    let corrects = false;
    for (const [opportunityId, ofTimesheet] of Map.groupBy(rows, ({ row }) => row.value.opportunityId)) {
      const { issuerId, volunteerId } = record.volunteer;
      const key = { issuerId, volunteerId, opportunityId };
      const entries = ofTimesheet.map(({ row, issuer }) => resolveHours(row, issuer.timeZone));
      const before = timesheets.get(opportunityId);
      const { timesheet, recordings } = recordHours(before, key, entries, this.#run.recorder);
      for (const entryId of idsOf('certified', entries, recordings)) this.overtaken.add(entryId);
      if (recordings.includes('full')) throw new Error('A checked timesheet has no room for its entries');
      if (timesheet === undefined || timesheet === before) continue;
      corrects ||= recordings.includes('changed');
      timesheets.set(opportunityId, timesheet);
      changed.push(timesheet);
    }
    if (changed.length === 0) return { write: undefined, after: record };
    const { isNew, ...known } = record;
    const after = { ...known, timesheets: [...timesheets.values()] };
    const { gender } = record.volunteer;
    const reportDeltas = volunteerDeltas(
      { gender, timesheets: record.timesheets },
      { gender, timesheets: after.timesheets },
    );
    const volunteers = isNew === true ? [record.volunteer] : [];
    const revisedRecords = corrects ? [keyOf(record)] : [];
    return { write: { volunteers, timesheets: changed, revisedRecords, reportDeltas }, after };
  }

  #issuerOf(opportunityId: string): Issuer {
    const [opportunity, ...others] = this.#references.opportunities(opportunityId);
    const issuer = opportunity && this.#deps.issuers.get(opportunity.issuerId);
    if (issuer === undefined || others.length > 0)
      throw new Error(`Opportunity ${opportunityId} of a checked row has no issuer, or several`);
    return issuer;
  }
}

/** Returns the fingerprints of a profile that it didn't have before. */
async function addedFingerprints(
  before: Volunteer | undefined,
  after: Volunteer,
  persons: PersonIndex,
): Promise<PersonFingerprint[]> {
  const { issuerId, volunteerId } = after;
  const known = new Set((before ? personEvidenceOf(before) : []).map(({ text }) => text));
  const added = personEvidenceOf(after).filter(({ text }) => !known.has(text));
  const fingerprints = await Promise.all(added.map((evidence) => persons.fingerprintOf(evidence)));
  return fingerprints.map((fingerprint) => ({ issuerId, volunteerId, fingerprint }));
}

const newRecord = (issuerId: string, profile: Volunteer): RecordToWrite => ({
  volunteer: copyFor(issuerId, profile),
  timesheets: [],
  recognitions: [],
  isNew: true,
});

/** Yields what is read of each value, in order; reads of the next value while the caller is busy with the last. */
async function* readAhead<V, R>(values: readonly V[], read: (value: V) => Promise<R>): AsyncGenerator<R> {
  let next: Promise<R> | undefined;
  for (const [index, value] of values.entries()) {
    const found = await (next ?? read(value));
    const following = values[index + 1];
    next = following === undefined ? undefined : read(following);
    // Its fault is thrown when it is awaited, unless the caller has failed before.
    next?.catch(() => undefined);
    yield found;
  }
}

const valuesOf = <T>(records: readonly ImportRecord[]): T[] => records.map(({ value }) => value as T);

const keyOf = ({ volunteer: { issuerId, volunteerId } }: VolunteerRecord) => ({ issuerId, volunteerId });

const idsOf = (
  recording: Recording,
  entries: readonly ReportedEntry[],
  recordings: readonly Recording[],
): string[] => entries.filter((_, index) => recordings[index] === recording).map(({ entryId }) => entryId);
