import type { Instant } from '../../domain/calendar-date.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import {
  type Attribution,
  type Recording,
  type ReportedEntry,
  recordHours,
} from '../../domain/hours/record-hours.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { HoursRow, ImportRecord, RecordChunk } from '../../domain/import/import-record.ts';
import { resolveHours } from '../../domain/import/resolve-hours.ts';
import { sameContent } from '../../domain/import/same-content.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { HoursLedger, VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { opportunityDeltas, volunteerDeltas } from '../../domain/report/report-contribution.ts';
import { ImportReferences } from './import-references.ts';
import { type HeldLease, LedgerChanged, type LedgerWrite, LedgerWriter } from './ledger-writer.ts';

export interface WriteDeps {
  readonly ledger: HoursLedger;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
}

export interface ImportWrite {
  readonly importId: string;
  readonly attribution: Attribution;
  readonly lease: HeldLease;
}

const KEYS_AT_ONCE = 100;
const RECORDS_AT_ONCE = 16;
const MOST_TRIES = 8;

/**
 * Writes the checked records of a file, chunk by chunk; each step is one transaction of rows, entry IDs and report
 * counters, and a chunk written twice changes nothing the second time. How far it has come is written with a chunk's
 * last step.
 */
export class ImportWriter {
  readonly #write: ImportWrite;
  readonly #deps: WriteDeps;
  readonly #references: ImportReferences;
  /** Entries that a certificate came to count after they were checked; their rows are left out. */
  readonly overtaken = new Set<string>();

  constructor(write: ImportWrite, deps: WriteDeps) {
    this.#write = write;
    this.#deps = deps;
    this.#references = new ImportReferences(deps.ledger, deps.catalogue);
  }

  async writeChunk({ kind, records, rowsRead }: RecordChunk): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const steps = new LedgerWriter(this.#deps.ledger, this.#write.lease);
        if (kind === 'opportunities') await this.#opportunities(valuesOf(records), steps);
        else if (kind === 'volunteers') await this.#volunteers(valuesOf(records), steps);
        else await this.#hours(valuesOf(records), steps);
        await steps.flush({ importId: this.#write.importId, rowsWritten: rowsRead });
        return;
      } catch (error) {
        if (!(error instanceof LedgerChanged) || attempt === MOST_TRIES) throw error;
        // Somebody else may have taken the lease over after a long pause: then this import has to wait for it.
        const { holder, issuerIds, until } = this.#write.lease;
        if (
          !(await this.#deps.ledger.acquireLease(
            { holder, issuerIds, until: until() },
            new Date(0).toISOString(),
          ))
        )
          throw error;
      }
    }
  }

  async #opportunities(values: readonly Opportunity[], steps: LedgerWriter): Promise<void> {
    const kept = await this.#deps.catalogue.findMany(values.map(({ opportunityId }) => opportunityId));
    const known = new Map(kept.map((opportunity) => [opportunity.opportunityId, opportunity]));
    for (const value of values) {
      const before = known.get(value.opportunityId);
      if (sameContent(before, value)) continue;
      await steps.add({ opportunities: [value], reportDeltas: opportunityDeltas(before, value) });
      known.set(value.opportunityId, value);
    }
  }

  async #volunteers(values: readonly Volunteer[], steps: LedgerWriter): Promise<void> {
    const found = chunksOf(values, KEYS_AT_ONCE).map((some) =>
      this.#deps.ledger.volunteers(some.map(({ volunteerId }) => volunteerId)),
    );
    const known = new Map(
      (await Promise.all(found)).flat().map((volunteer) => [volunteer.volunteerId, volunteer]),
    );
    for (const value of values) {
      const before = known.get(value.volunteerId);
      if (sameContent(before, value)) continue;
      const reportDeltas = before && before.gender !== value.gender ? await this.#regendered(value) : [];
      await steps.add({ volunteers: [value], reportDeltas });
      known.set(value.volunteerId, value);
    }
  }

  async #regendered({ volunteerId, gender }: Volunteer) {
    const record = await this.#deps.ledger.volunteerRecord(volunteerId);
    if (record === undefined) return [];
    const { timesheets, volunteer } = record;
    return volunteerDeltas({ gender: volunteer.gender, timesheets }, { gender, timesheets });
  }

  async #hours(rows: readonly HoursRow[], steps: LedgerWriter): Promise<void> {
    await this.#references.prepare(
      rows.map(({ opportunityId }) => opportunityId),
      [],
    );
    const byVolunteer = [...Map.groupBy(rows, ({ volunteerId }) => volunteerId)];
    for (const some of chunksOf(byVolunteer, RECORDS_AT_ONCE)) {
      const records = await Promise.all(
        some.map(([volunteerId]) => this.#deps.ledger.volunteerRecord(volunteerId)),
      );
      for (const [place, [, ofVolunteer]] of some.entries()) {
        const record = records[place];
        if (record !== undefined) await this.#hoursOf(record, ofVolunteer, steps);
      }
    }
  }

  /** Plans one volunteer's rows as one part, or as two halves where that is more than a step takes. */
  async #hoursOf(
    record: VolunteerRecord,
    rows: readonly HoursRow[],
    steps: LedgerWriter,
  ): Promise<VolunteerRecord> {
    const { part, after } = this.#plan(record, rows);
    if (part === undefined) return record;
    if (rows.length > 1 && !steps.fits(part)) {
      const half = Math.ceil(rows.length / 2);
      const between = await this.#hoursOf(record, rows.slice(0, half), steps);
      return this.#hoursOf(between, rows.slice(half), steps);
    }
    await steps.add(part);
    return after;
  }

  #plan(
    record: VolunteerRecord,
    rows: readonly HoursRow[],
  ): { part: LedgerWrite | undefined; after: VolunteerRecord } {
    const timesheets = new Map(record.timesheets.map((timesheet) => [timesheet.opportunityId, timesheet]));
    const changed: Timesheet[] = [];
    const newEntries = [];
    for (const [opportunityId, ofTimesheet] of Map.groupBy(rows, (row) => row.opportunityId)) {
      const opportunity = this.#references.opportunity(opportunityId);
      const issuer = opportunity && this.#deps.issuers.get(opportunity.issuerId);
      if (issuer === undefined) throw new Error('A checked row names an opportunity of a known issuer');
      const place = { volunteerId: record.volunteer.volunteerId, opportunityId, issuerId: issuer.issuerId };
      const entries = ofTimesheet.map((row) => resolveHours(row, issuer.timeZone));
      const before = timesheets.get(opportunityId);
      const { timesheet, recordings } = recordHours(before, place, entries, this.#write.attribution);
      for (const entryId of idsOf('certified', entries, recordings)) this.overtaken.add(entryId);
      if (recordings.includes('full')) throw new Error('A sheet that was checked has no room');
      if (timesheet === undefined || timesheet === before) continue;
      timesheets.set(opportunityId, timesheet);
      changed.push(timesheet);
      newEntries.push(...idsOf('new', entries, recordings).map((entryId) => ({ ...place, entryId })));
    }
    const { gender } = record.volunteer;
    const after = { ...record, timesheets: [...timesheets.values()] };
    if (changed.length === 0) return { part: undefined, after };
    const reportDeltas = volunteerDeltas(
      { gender, timesheets: record.timesheets },
      { gender, timesheets: after.timesheets },
    );
    return { part: { timesheets: changed, newEntries, reportDeltas }, after };
  }
}

const valuesOf = <T>(records: readonly ImportRecord[]): T[] => records.map(({ value }) => value as T);

const idsOf = (
  recording: Recording,
  entries: readonly ReportedEntry[],
  recordings: readonly Recording[],
): string[] => entries.filter((_, place) => recordings[place] === recording).map(({ entryId }) => entryId);

/** An instant some time from now, for a lease. */
export const leaseUntil = (now: Instant, seconds: number): Instant =>
  new Date(Date.parse(now) + seconds * 1000).toISOString();
