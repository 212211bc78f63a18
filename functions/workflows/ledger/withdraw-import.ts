import type { Instant } from '../../domain/calendar-date.ts';
import { chunksOf } from '../../domain/chunks-of.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import { releaseEntries, suspendEntries } from '../../domain/hours/suspend-entries.ts';
import { volunteerName } from '../../domain/hours/volunteer.ts';
import type { Import } from '../../domain/import/import.ts';
import type { EntryChange, ImportChanges } from '../../domain/import/import-changes.ts';
import { isVacant, withdrawEntries } from '../../domain/import/withdraw-entries.ts';
import {
  NOTHING_UNDONE,
  OBSTACLES_SHOWN,
  type Undone,
  type Withdrawal,
  type WithdrawalObstacle,
} from '../../domain/import/withdrawal.ts';
import type { VolunteerRecord } from '../../domain/ports/hours-ledger.ts';
import type { ImportJournal } from '../../domain/ports/import-journal.ts';
import type { ImportQueue } from '../../domain/ports/import-queue.ts';
import type { ImportRegister } from '../../domain/ports/import-register.ts';
import { volunteerDeltas } from '../../domain/report/report-contribution.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import {
  entryObstacles,
  type ObstacleDeps,
  opportunityObstacles,
  volunteerObstacles,
} from './find-obstacles.ts';
import { acquireLease, type HeldLease, type LeaseDeps, leaseFor, leaseFromNow } from './ledger-lease.ts';
import { conflictIfChanged, type LedgerWrite, LedgerWriter } from './ledger-writer.ts';
import { undoOpportunities, undoVolunteers } from './undo-records.ts';

export interface WithdrawalDeps extends ObstacleDeps, Pick<LeaseDeps, 'pause'> {
  readonly imports: ImportRegister;
  readonly journal: ImportJournal;
  readonly queue: ImportQueue;
  readonly now: () => Instant;
  /** Remaining time of this run, in milliseconds. */
  readonly timeLeftMs: () => number;
}

/** Longer than the queue hides a message of a dead run: nothing else may change the ledger before the next run. */
const LEASE_SECONDS = 1_200;
const ACQUISITION = { attempts: 20, pauseMs: 500 };
const RETRY_SECONDS = 5;
/** Time reserved to end a write and to queue the next run. */
const HANDOVER_MS = 60_000;
/** Volunteers whose entries are changed in one attempt. */
const VOLUNTEERS_PER_ATTEMPT = 64;
/** Records that are checked at the same time. */
const CHECKS_AT_ONCE = 16;

/** Thrown when a run is out of time; the next one continues. */
class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

type Withdrawing = Import & { readonly withdrawal: Withdrawal };

/**
 * Continues the withdrawal of an import. First takes its entries out of what certificates may count, and looks for
 * obstacles. Where there is one, everything is put back; else every change is undone. Each step can be repeated, so a
 * run that dies is continued by the next delivery, and the import ends whole or withdrawn, never in between.
 */
export async function withdrawImport(importId: string, deps: WithdrawalDeps): Promise<void> {
  const record = await deps.imports.find(importId);
  if (record === undefined) return;
  // Named by the import, so that the run after a dead one holds the same lease.
  const lease = leaseFor(`withdrawal#${importId}`, record.issuerIds, LEASE_SECONDS, deps.now);
  if (record.state === 'withdrawing' && record.withdrawal !== undefined) {
    if (!(await acquireLease(lease, ACQUISITION, deps))) return deps.queue.send(importId, RETRY_SECONDS);
    try {
      await continueWithdrawal({ ...record, withdrawal: record.withdrawal }, lease, deps);
    } catch (error) {
      if (error instanceof OutOfTime) return deps.queue.send(importId, 0);
      throw error;
    }
  }
  await deps.ledger.releaseLease(leaseFromNow(lease));
}

async function continueWithdrawal(
  record: Withdrawing,
  lease: HeldLease,
  deps: WithdrawalDeps,
): Promise<void> {
  let { withdrawal } = record;
  if (withdrawal.step === 'suspending') {
    const { obstacles, undone } = await suspend(record, lease, deps);
    withdrawal =
      obstacles.length > 0
        ? {
            ...withdrawal,
            step: 'releasing',
            obstacles: obstacles.slice(0, OBSTACLES_SHOWN),
            obstacleCount: obstacles.length,
          }
        : { ...withdrawal, step: 'undoing', undone };
    await deps.imports.update(record.importId, ['withdrawing'], { withdrawal });
  }
  const finishedAt = deps.now();
  if (withdrawal.step === 'releasing') {
    await changeTimesheets(record, lease, deps, (timesheet) =>
      timesheet.withdrawal?.importId === record.importId ? releaseEntries(timesheet) : timesheet,
    );
    const refused = { ...withdrawal, step: 'refused', finishedAt } as const;
    await deps.imports.update(record.importId, ['withdrawing'], { state: 'imported', withdrawal: refused });
  } else {
    await undo(record, lease, deps);
    const done = { ...withdrawal, step: 'done', finishedAt } as const;
    await deps.imports.update(record.importId, ['withdrawing'], { state: 'withdrawn', withdrawal: done });
  }
}

/** Suspends the entries of an import until it finds an obstacle. Returns all obstacles, and what there is to undo. */
async function suspend(record: Withdrawing, lease: HeldLease, deps: WithdrawalDeps) {
  const { importId } = record;
  const obstacles: WithdrawalObstacle[] = [];
  let undone = NOTHING_UNDONE;
  for await (const changes of changesOf(record, deps)) {
    undone = counted(undone, changes);
    for (const groups of volunteersOf(changes.entries)) {
      const found = await changeLedger(lease, deps, async (writer) => {
        const records = await recordsOf(groups, deps);
        const ofGroups = await Promise.all(
          records.map(({ volunteer, entries }) => entryObstacles(entries, volunteer, record, deps)),
        );
        if (obstacles.length > 0 || ofGroups.some(({ length }) => length > 0)) return ofGroups.flat();
        for (const { volunteer, entries } of records)
          for (const [timesheet, ofTimesheet] of timesheetsOf(volunteer, entries)) {
            const entryIds = ofTimesheet.map(({ after }) => after.entryId);
            const suspended = suspendEntries(timesheet, importId, entryIds);
            if (suspended !== timesheet) await writer.add({ timesheets: [suspended] });
          }
        return [];
      });
      obstacles.push(...found);
    }
  }
  // Only now are all entries of the import suspended, so that those of others are told from them.
  for await (const { volunteers, opportunities } of changesOf(record, deps)) {
    for (const some of chunksOf(volunteers, CHECKS_AT_ONCE))
      obstacles.push(
        ...(await Promise.all(some.map((change) => volunteerObstacles(change, record, deps)))).flat(),
      );
    for (const some of chunksOf(opportunities, CHECKS_AT_ONCE))
      obstacles.push(
        ...(await Promise.all(some.map((change) => opportunityObstacles(change, record, deps)))).flat(),
      );
  }
  return { obstacles, undone };
}

/** Undoes every change of an import: of hours first, because they refer to the others. */
async function undo(record: Withdrawing, lease: HeldLease, deps: WithdrawalDeps): Promise<void> {
  await changeTimesheets(record, lease, deps, (timesheet, changes) =>
    timesheet.withdrawal?.importId === record.importId ? withdrawEntries(timesheet, changes) : timesheet,
  );
  for await (const { volunteers, opportunities } of changesOf(record, deps)) {
    for (const some of chunksOf(volunteers, VOLUNTEERS_PER_ATTEMPT))
      await changeLedger(lease, deps, (writer) => undoVolunteers(some, writer, deps));
    for (const some of chunksOf(opportunities, VOLUNTEERS_PER_ATTEMPT))
      await changeLedger(lease, deps, (writer) => undoOpportunities(some, writer, deps));
  }
}

/** Changes the timesheets that an import changed, volunteer by volunteer, with the reports' counters. */
async function changeTimesheets(
  record: Withdrawing,
  lease: HeldLease,
  deps: WithdrawalDeps,
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

/** Yields what an import changed, part by part. @throws OutOfTime before a part that this run has no time for. */
async function* changesOf(record: Withdrawing, deps: WithdrawalDeps): AsyncGenerator<ImportChanges> {
  for (let part = 1; part <= (record.changeParts ?? 0); part += 1) {
    if (deps.timeLeftMs() < HANDOVER_MS) throw new OutOfTime();
    await deps.imports.update(record.importId, ['withdrawing'], { heartbeatAt: deps.now() });
    yield await deps.journal.read(record.importId, part);
  }
}

/** Changes the ledger while it holds the lease, again if the ledger changed in the meantime. */
async function changeLedger<T>(
  lease: HeldLease,
  deps: WithdrawalDeps,
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

/** The changed entries of one volunteer of one issuer; at least one. */
type EntriesOfVolunteer = readonly EntryChange[];

const volunteersOf = (entries: readonly EntryChange[]): EntriesOfVolunteer[][] =>
  chunksOf([...Map.groupBy(entries, volunteerName).values()], VOLUNTEERS_PER_ATTEMPT);

const recordsOf = (groups: readonly EntriesOfVolunteer[], { ledger }: WithdrawalDeps) =>
  Promise.all(
    groups.map(async (entries) => {
      const { issuerId = '', volunteerId = '' } = entries[0] ?? {};
      return { volunteer: await ledger.volunteerRecord(issuerId, volunteerId), entries };
    }),
  );

const timesheetsOf = (
  record: VolunteerRecord | undefined,
  entries: readonly EntryChange[],
): (readonly [Timesheet, readonly EntryChange[]])[] =>
  (record?.timesheets ?? []).flatMap((timesheet) => {
    const changes = entries.filter(({ opportunityId }) => opportunityId === timesheet.opportunityId);
    return changes.length > 0 ? [[timesheet, changes] as const] : [];
  });

/** Adds some changes to the numbers of records that a withdrawal removes and restores. */
function counted(
  { removed, restored }: Undone,
  { opportunities, volunteers, entries }: ImportChanges,
): Undone {
  const add = (sums: Undone['removed'], isNew: boolean) => {
    const number = (changes: readonly { readonly before: object | null }[]) =>
      changes.filter(({ before }) => (before === null) === isNew).length;
    return {
      opportunities: sums.opportunities + number(opportunities),
      volunteers: sums.volunteers + number(volunteers),
      hours: sums.hours + number(entries),
    };
  };
  return { removed: add(removed, true), restored: add(restored, false) };
}
