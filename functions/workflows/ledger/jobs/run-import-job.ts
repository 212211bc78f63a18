import type { Import, ImportState } from '../../../domain/import/import.ts';
import { acquireLease, type HeldLease, leaseFor, leaseFromNow } from '../ledger-lease.ts';
import { type DirectoryDeps, foldDirectories } from '../people-directory.ts';
import { type JobDeps, OutOfTime } from './import-job.ts';
import { releaseImport } from './release-import.ts';
import { takeBackRelease } from './take-back-release.ts';
import { type WithdrawalDeps, withdrawImport } from './withdraw-import.ts';

/** Longer than the queue hides a message of a dead run: nothing else may change the ledger before the next run. */
const LEASE_SECONDS = 1_200;
const ACQUISITION = { attempts: 20, pauseMs: 500 };
const RETRY_SECONDS = 5;

/** The job of each state in which an import has one. */
const JOBS: Partial<
  Record<ImportState, (record: Import, lease: HeldLease, deps: WithdrawalDeps) => Promise<void>>
> = { withdrawing: withdrawImport, releasing: releaseImport, taking_back: takeBackRelease };

/**
 * Continues the job of a recorded import: its withdrawal, its release, or taking the release back. Each step of a job
 * can be repeated, so a run that dies is continued by the next delivery, and the job ends whole or not at all.
 */
export async function runImportJob(
  importId: string,
  deps: JobDeps & WithdrawalDeps & DirectoryDeps,
): Promise<void> {
  const record = await deps.imports.find(importId);
  if (record === undefined) return;
  // Named by the import, so that the run after a dead one holds the same lease.
  const lease = leaseFor(`job#${importId}`, record.issuerIds, LEASE_SECONDS, deps.now);
  if (JOBS[record.state] !== undefined) {
    if (!(await acquireLease(lease, ACQUISITION, deps))) return deps.queue.send(importId, RETRY_SECONDS);
    try {
      // What was read before the lease was acquired, another run may have changed until then.
      const current = (await deps.imports.find(importId)) ?? record;
      await JOBS[current.state]?.(current, lease, deps);
      await foldDirectories(lease.issuerIds, deps);
    } catch (error) {
      if (error instanceof OutOfTime) return deps.queue.send(importId, 0);
      throw error;
    }
  }
  await deps.ledger.releaseLease(leaseFromNow(lease));
}
