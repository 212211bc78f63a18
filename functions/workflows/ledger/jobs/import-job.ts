import type { Instant } from '../../../domain/calendar-date.ts';
import { chunksOf } from '../../../domain/chunks-of.ts';
import type { Timesheet } from '../../../domain/hours/hours.ts';
import { resumeEntries } from '../../../domain/hours/suspend-entries.ts';
import { type VolunteerKey, volunteerName } from '../../../domain/hours/volunteer.ts';
import type { Import } from '../../../domain/import/import.ts';
import type { EntryChange, ImportChanges } from '../../../domain/import/import-changes.ts';
import { isVacant } from '../../../domain/import/withdraw-entries.ts';
import { type HoursLedger, revisionOf, type VolunteerRecord } from '../../../domain/ports/hours-ledger.ts';
import type { ImportJournal } from '../../../domain/ports/import-journal.ts';
import type { ImportQueue } from '../../../domain/ports/import-queue.ts';
import type { ImportRegister } from '../../../domain/ports/import-register.ts';
import { volunteerDeltas } from '../../../domain/report/report-contribution.ts';
import { retryOnConflict } from '../../retry-on-conflict.ts';
import type { HeldLease, LeaseDeps } from '../ledger-lease.ts';
import { conflictIfChanged, type LedgerWrite, LedgerWriter } from '../ledger-writer.ts';

/** What every job on a recorded import needs: its withdrawal, its release, and taking the release back. */
export interface JobDeps extends Pick<LeaseDeps, 'pause'> {
  readonly ledger: HoursLedger;
  readonly imports: ImportRegister;
  readonly journal: ImportJournal;
  readonly queue: ImportQueue;
  readonly now: () => Instant;
  /** Remaining time of this run, in milliseconds. */
  readonly timeLeftMs: () => number;
}

/** Time reserved to end a write and to queue the next run. */
const HANDOVER_MS = 60_000;
/** Volunteers whose entries are changed in one attempt. */
export const VOLUNTEERS_PER_ATTEMPT = 64;

/** Thrown when a run is out of time; the next one continues. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** Yields what an import changed, part by part. @throws OutOfTime before a part that this run has no time for. */
export async function* changesOf(record: Import, deps: JobDeps): AsyncGenerator<ImportChanges> {
  for (let part = 1; part <= (record.changeParts ?? 0); part += 1) {
    if (deps.timeLeftMs() < HANDOVER_MS) throw new OutOfTime();
    await deps.imports.update(record.importId, [record.state], { heartbeatAt: deps.now() });
    yield await deps.journal.read(record.importId, part);
  }
}

/** Yields the volunteers whose hours an import changed, each once, some at a time. */
export async function* volunteersChangedBy(record: Import, deps: JobDeps): AsyncGenerator<VolunteerKey[]> {
  const seen = new Set<string>();
  for await (const { entries } of changesOf(record, deps)) {
    const found = new Map(entries.map((entry) => [volunteerName(entry), entry]));
    const added = [...found].filter(([name]) => !seen.has(name));
    for (const [name] of added) seen.add(name);
    yield* chunksOf(
      added.map(([, { issuerId, volunteerId }]) => ({ issuerId, volunteerId })),
      VOLUNTEERS_PER_ATTEMPT,
    );
  }
}

/** Changes the ledger while it holds the lease, again if the ledger changed in the meantime. */
export async function changeLedger<T>(
  lease: HeldLease,
  deps: JobDeps,
  change: (writer: LedgerWriter) => Promise<T>,
): Promise<T> {
  return retryOnConflict('This ledger is', () =>
    conflictIfChanged(async () => {
      const writer = new LedgerWriter(deps.ledger, lease);
      const result = await change(writer);
      await writer.flush();
      return result;
    }),
  );
}

/** Changes the timesheets that an import changed, volunteer by volunteer, with the reports' counters. */
export async function changeTimesheets(
  record: Import,
  lease: HeldLease,
  deps: JobDeps,
  change: (timesheet: Timesheet, changes: readonly EntryChange[]) => Timesheet,
): Promise<void> {
  for await (const { entries } of changesOf(record, deps))
    for (const groups of volunteersOf(entries))
      await changeLedger(lease, deps, async (writer) => {
        for (const { volunteer, entries: ofVolunteer } of await recordsOf(groups, deps)) {
          const write = volunteer && timesheetsWrite(volunteer, ofVolunteer, change);
          if (write !== undefined) await writer.add(write);
        }
      });
}

/** Returns the write of a volunteer's changed timesheets; undefined if none changes. */
function timesheetsWrite(
  { volunteer, timesheets, recognitions }: VolunteerRecord,
  entries: readonly EntryChange[],
  change: (timesheet: Timesheet, changes: readonly EntryChange[]) => Timesheet,
): LedgerWrite | undefined {
  const after = timesheets.map((timesheet) =>
    change(
      timesheet,
      entries.filter(({ opportunityId }) => opportunityId === timesheet.opportunityId),
    ),
  );
  const changed = after.filter((timesheet, index) => timesheet !== timesheets[index]);
  if (changed.length === 0) return undefined;
  const { gender, fromRegistry } = volunteer;
  // An issuer has a copy of a profile of the registry as long as it has hours for it.
  const isLeft = fromRegistry === true && after.every(isVacant) && recognitions.length === 0;
  return {
    removedVolunteers: isLeft ? [volunteer] : [],
    timesheets: changed.filter((timesheet) => !isVacant(timesheet)),
    vacatedTimesheets: changed.filter(isVacant),
    reportDeltas: volunteerDeltas({ gender, timesheets }, { gender, timesheets: after }),
  };
}

/** The changed entries of one volunteer of one issuer; at least one. */
export type EntriesOfVolunteer = readonly EntryChange[];

/** Returns changes of entries by volunteer, as many at a time as one attempt changes. */
export const volunteersOf = (entries: readonly EntryChange[]): EntriesOfVolunteer[][] =>
  chunksOf([...Map.groupBy(entries, volunteerName).values()], VOLUNTEERS_PER_ATTEMPT);

/** Reads the records of volunteers, beside the changes of their entries. */
export async function recordsOf(
  groups: readonly EntriesOfVolunteer[],
  { ledger }: Pick<JobDeps, 'ledger'>,
): Promise<{ readonly volunteer: VolunteerRecord | undefined; readonly entries: EntriesOfVolunteer }[]> {
  const keys = groups.map(([first]): VolunteerKey => {
    const { issuerId = '', volunteerId = '' } = first ?? {};
    return { issuerId, volunteerId };
  });
  const records = await ledger.recordsOf(keys);
  return groups.map((entries, index) => ({ volunteer: records[index], entries }));
}

/** Timesheets that are suspended in one write; DynamoDB takes 100 items. */
const SUSPENDED_AT_ONCE = 80;

/**
 * Suspends entries of a volunteer's timesheets, on the condition that the record is as it was read: no certificate that
 * cites them is reserved meanwhile, and none afterwards that was decided on before. Of a record with very many timesheets
 * the first are suspended, and the next attempt reads it again and goes on.
 */
export async function suspendIn(
  record: VolunteerRecord,
  suspended: (timesheet: Timesheet) => Timesheet,
  writer: LedgerWriter,
): Promise<void> {
  const changed = record.timesheets.flatMap((timesheet) => {
    const after = suspended(timesheet);
    return after === timesheet ? [] : [after];
  });
  for (const timesheets of chunksOf(changed, SUSPENDED_AT_ONCE))
    await writer.add({ timesheets, revisedRecords: [revisionOf(record)] });
}

/** Puts the entries back that a job on an import has taken out of what certificates may count. */
export const resumeSuspended = (record: Import, lease: HeldLease, deps: JobDeps): Promise<void> =>
  changeTimesheets(record, lease, deps, (timesheet) =>
    timesheet.withdrawal?.importId === record.importId ? resumeEntries(timesheet) : timesheet,
  );
