import { type Release, withReleases } from '../../../domain/hours/release-hours.ts';
import type { Import } from '../../../domain/import/import.ts';
import { DeltaTotals } from '../../../domain/report/delta-totals.ts';
import type { HeldLease } from '../ledger-lease.ts';
import { addCounters, deltasOfChange, storeCounters, writeStep } from './count-release.ts';
import { type JobDeps, volunteersChangedBy } from './import-job.ts';
import { applyNames } from './rename-volunteers.ts';

/** Delay until the next run if another one has gone on, or the lease was lost. */
const RETRY_SECONDS = 5;

/**
 * Continues the release of an import. First counts what the reports gain, which changes nothing yet. Then one write
 * brings the release into force, under the lease under which was counted: from then on every reader takes its entries
 * for approved, also whoever counts for the reports. Then volunteers get the names that waited. Last the counters are added,
 * list by list.
 */
export async function releaseImport(record: Import, lease: HeldLease, deps: JobDeps): Promise<void> {
  if (record.release === undefined) throw new Error(`Import ${record.importId} is released by nobody`);
  const inForce = record.release.step === 'counting' ? await bringIntoForce(record, lease, deps) : record;
  if (inForce !== undefined) await applyNames(inForce, lease, deps);
  const released = inForce && (await addGained(inForce, lease, deps));
  if (released === undefined) await deps.queue.send(record.importId, RETRY_SECONDS);
}

async function bringIntoForce(record: Import, lease: HeldLease, deps: JobDeps): Promise<Import | undefined> {
  const { importId, release } = record;
  if (release === undefined) return undefined;
  const coming: Release = { importId, at: release.requestedAt, by: release.requestedBy };
  const releases = new Map([[importId, coming]]);
  const totals = new DeltaTotals();
  for await (const volunteers of volunteersChangedBy(record, deps)) {
    for (const one of await deps.ledger.recordsOf(volunteers))
      if (one !== undefined)
        totals.add(deltasOfChange(one, (timesheet) => withReleases(timesheet, releases)));
  }
  await storeCounters(importId, totals, deps);
  return writeStep(record, lease, deps, {
    change: { release: { ...release, step: 'adding' } },
    release: coming,
  });
}

function addGained(record: Import, lease: HeldLease, deps: JobDeps): Promise<Import | undefined> {
  const { release } = record;
  if (release === undefined) return Promise.resolve(undefined);
  const counted = (added: number, isLast: boolean): Partial<Import> =>
    isLast
      ? { state: 'released', release: { ...release, added, step: 'done', finishedAt: deps.now() } }
      : { release: { ...release, added } };
  return addCounters(record, { lease, from: release.added }, counted, deps);
}
