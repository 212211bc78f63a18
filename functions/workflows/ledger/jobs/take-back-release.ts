import type { Timesheet } from '../../../domain/hours/hours.ts';
import { isReleasedBy, withoutRelease } from '../../../domain/hours/release-hours.ts';
import { suspendEntries } from '../../../domain/hours/suspend-entries.ts';
import type { VolunteerKey } from '../../../domain/hours/volunteer.ts';
import type { Import } from '../../../domain/import/import.ts';
import type { TakingBack } from '../../../domain/import/release.ts';
import { OBSTACLES_SHOWN, type WithdrawalObstacle } from '../../../domain/import/withdrawal.ts';
import { RELEASES_KEPT_MS } from '../../../domain/ports/hours-ledger.ts';
import { DeltaTotals } from '../../../domain/report/delta-totals.ts';
import type { ReportDelta } from '../../../domain/report/report-delta.ts';
import type { HeldLease } from '../ledger-lease.ts';
import type { LedgerWriter } from '../ledger-writer.ts';
import { addCounters, deltasOfChange, storeCounters, writeStep } from './count-release.ts';
import { certificatesOn, type ObstacleDeps } from './find-obstacles.ts';
import { changeLedger, type JobDeps, resumeSuspended, suspendIn, volunteersChangedBy } from './import-job.ts';
import { namesInUse, takeNamesBack } from './rename-volunteers.ts';

type TakingBackDeps = JobDeps & ObstacleDeps;
type TakenBack = Import & { readonly takingBack: TakingBack };

/** Delay until the next run if another one has gone on, or the lease was lost. */
const RETRY_SECONDS = 5;
/** The clocks of two machines differ by less while they are corrected. */
const CLOCK_MARGIN_MS = 1_000;

/**
 * Continues to take a release back. First takes the released entries out of what certificates may count; where a
 * certificate counts one already, everything is put back. Otherwise one write ends the release. Readers may remember it
 * for some seconds, in which its entries stay out; then they wait for a release again.
 */
export async function takeBackRelease(record: Import, lease: HeldLease, deps: TakingBackDeps): Promise<void> {
  let current: Import | undefined = record;
  if (isAt(current, 'suspending')) current = await suspend(current, lease, deps);
  if (isAt(current, 'subtracting')) current = await subtract(current, lease, deps);
  if (isAt(current, 'resuming')) current = await resume(current, lease, deps);
  if (current === undefined) await deps.queue.send(record.importId, RETRY_SECONDS);
}

const isAt = (record: Import | undefined, step: TakingBack['step']): record is TakenBack =>
  record?.takingBack?.step === step;

/** Suspends the released entries until it finds a certificate, then ends the release. */
async function suspend(
  record: TakenBack,
  lease: HeldLease,
  deps: TakingBackDeps,
): Promise<Import | undefined> {
  const { takingBack } = record;
  const obstacles: WithdrawalObstacle[] = await namesInUse(record, deps);
  const totals = new DeltaTotals();
  for await (const volunteers of volunteersChangedBy(record, deps)) {
    const some = await changeLedger(lease, deps, (writer) =>
      suspendSome(volunteers, record.importId, obstacles.length > 0 ? undefined : writer, deps),
    );
    obstacles.push(...some.obstacles);
    totals.add(some.deltas);
  }
  if (obstacles.length > 0) {
    const shown = obstacles.slice(0, OBSTACLES_SHOWN);
    const refused = {
      ...takingBack,
      step: 'resuming',
      obstacles: shown,
      obstacleCount: obstacles.length,
    } as const;
    return writeStep(record, lease, deps, { change: { takingBack: refused } });
  }
  await storeCounters(record.importId, totals, deps);
  const ended = { ...takingBack, step: 'subtracting' } as const;
  return writeStep(record, lease, deps, { change: { takingBack: ended }, release: null });
}

/** Suspends the released entries of some volunteers, unless a certificate counts one or there is no writer. */
async function suspendSome(
  volunteers: readonly VolunteerKey[],
  importId: string,
  writer: LedgerWriter | undefined,
  deps: TakingBackDeps,
): Promise<{ readonly obstacles: readonly WithdrawalObstacle[]; readonly deltas: readonly ReportDelta[] }> {
  const records = (await deps.ledger.recordsOf(volunteers)).filter((record) => record !== undefined);
  const released = (timesheet: Timesheet) =>
    timesheet.entries.filter((entry) => isReleasedBy(entry, importId)).map(({ entryId }) => entryId);
  const obstacles = await Promise.all(
    records.map((record) => certificatesOn(record, new Set(record.timesheets.flatMap(released)), deps)),
  );
  if (writer === undefined || obstacles.some(({ length }) => length > 0))
    return { obstacles: obstacles.flat(), deltas: [] };
  for (const record of records)
    await suspendIn(record, (one) => suspendEntries(one, importId, released(one)), writer);
  const deltas = records.flatMap((record) =>
    deltasOfChange(record, (timesheet) => withoutRelease(timesheet, importId)),
  );
  return { obstacles: [], deltas };
}

function subtract(record: TakenBack, lease: HeldLease, deps: TakingBackDeps): Promise<Import | undefined> {
  const { takingBack } = record;
  const counted = (subtracted: number, isLast: boolean): Partial<Import> => ({
    takingBack: { ...takingBack, subtracted, ...(isLast ? { step: 'resuming' } : {}) },
  });
  return addCounters(record, { lease, from: takingBack.subtracted }, counted, deps);
}

/** Puts the suspended entries back, once no reader takes them for released any more. */
async function resume(
  record: TakenBack,
  lease: HeldLease,
  deps: TakingBackDeps,
): Promise<Import | undefined> {
  const { takingBack } = record;
  const isRefused = takingBack.obstacleCount > 0;
  if (!isRefused) {
    await takeNamesBack(record, lease, deps);
    await deps.pause(RELEASES_KEPT_MS + CLOCK_MARGIN_MS);
  }
  await resumeSuspended(record, lease, deps);
  const ended = { ...takingBack, step: isRefused ? 'refused' : 'done', finishedAt: deps.now() } as const;
  return writeStep(record, lease, deps, {
    change: { state: isRefused ? 'released' : 'imported', takingBack: ended },
  });
}
