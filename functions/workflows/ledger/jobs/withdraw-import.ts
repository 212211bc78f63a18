import { chunksOf } from '../../../domain/chunks-of.ts';
import type { Timesheet } from '../../../domain/hours/hours.ts';
import { suspendEntries } from '../../../domain/hours/suspend-entries.ts';
import type { Import } from '../../../domain/import/import.ts';
import type { EntryChange, ImportChanges } from '../../../domain/import/import-changes.ts';
import { withdrawEntries } from '../../../domain/import/withdraw-entries.ts';
import {
  NOTHING_UNDONE,
  OBSTACLES_SHOWN,
  type Undone,
  type Withdrawal,
  type WithdrawalObstacle,
} from '../../../domain/import/withdrawal.ts';
import type { HeldLease } from '../ledger-lease.ts';
import {
  entryObstacles,
  type ObstacleDeps,
  opportunityObstacles,
  volunteerObstacles,
} from './find-obstacles.ts';
import {
  changeLedger,
  changesOf,
  changeTimesheets,
  type JobDeps,
  recordsOf,
  resumeSuspended,
  suspendIn,
  VOLUNTEERS_PER_ATTEMPT,
  volunteersOf,
} from './import-job.ts';
import { undoOpportunities, undoVolunteers } from './undo-records.ts';

export type WithdrawalDeps = JobDeps & ObstacleDeps;

/** Records that are checked at the same time. */
const CHECKS_AT_ONCE = 16;

type Withdrawing = Import & { readonly withdrawal: Withdrawal };

/**
 * Continues the withdrawal of an import. First takes its entries out of what certificates may count, and looks for
 * obstacles. Where there is one, everything is put back; else every change is undone.
 */
export async function withdrawImport(
  imported: Import,
  lease: HeldLease,
  deps: WithdrawalDeps,
): Promise<void> {
  if (imported.withdrawal === undefined) throw new Error(`Nobody withdraws the import ${imported.importId}`);
  const record: Withdrawing = { ...imported, withdrawal: imported.withdrawal };
  let { withdrawal } = record;
  if (withdrawal.step === 'suspending') {
    const { obstacles, undone } = await suspend(record, lease, deps);
    withdrawal =
      obstacles.length > 0
        ? {
            ...withdrawal,
            step: 'resuming',
            obstacles: obstacles.slice(0, OBSTACLES_SHOWN),
            obstacleCount: obstacles.length,
          }
        : { ...withdrawal, step: 'undoing', undone };
    await deps.imports.update(record.importId, ['withdrawing'], { withdrawal });
  }
  const finishedAt = deps.now();
  if (withdrawal.step === 'resuming') {
    await resumeSuspended(record, lease, deps);
    const refused = { ...withdrawal, step: 'refused', finishedAt } as const;
    await deps.imports.update(record.importId, ['withdrawing'], {
      state: withdrawal.from,
      withdrawal: refused,
    });
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
          if (volunteer !== undefined)
            await suspendIn(volunteer, (one) => suspendEntries(one, importId, idsIn(one, entries)), writer);
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

const idsIn = (timesheet: Timesheet, entries: readonly EntryChange[]): string[] =>
  entries
    .filter(({ opportunityId }) => opportunityId === timesheet.opportunityId)
    .map(({ after }) => after.entryId);

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
