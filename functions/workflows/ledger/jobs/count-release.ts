import type { Timesheet } from '../../../domain/hours/hours.ts';
import type { Import } from '../../../domain/import/import.ts';
import type { ReleaseStep, VolunteerRecord } from '../../../domain/ports/hours-ledger.ts';
import type { DeltaTotals } from '../../../domain/report/delta-totals.ts';
import { volunteerDeltas } from '../../../domain/report/report-contribution.ts';
import type { ReportDelta } from '../../../domain/report/report-delta.ts';
import type { HeldLease } from '../ledger-lease.ts';
import type { JobDeps } from './import-job.ts';

/** Returns what the reports gain when a volunteer's timesheets change. */
export function deltasOfChange(
  { volunteer: { gender }, timesheets }: VolunteerRecord,
  change: (timesheet: Timesheet) => Timesheet,
): ReportDelta[] {
  return volunteerDeltas({ gender, timesheets }, { gender, timesheets: timesheets.map(change) });
}

/** Stores counter changes as the lists of which each step of a job adds one. */
export const storeCounters = (importId: string, totals: DeltaTotals, { journal }: JobDeps): Promise<void> =>
  journal.storeCounters(importId, totals.lists());

/**
 * Adds the stored lists of counter changes that are not added yet. Each is one write with the number of lists added, so
 * that none is added twice. `counted` returns the changed fields of the import for that number, and whether it is all.
 *
 * @returns the import after the last write, or undefined where another run has gone on meanwhile.
 */
export async function addCounters(
  record: Import,
  { lease, from }: { readonly lease: HeldLease; readonly from: number },
  counted: (added: number, isLast: boolean) => Partial<Import>,
  deps: JobDeps,
): Promise<Import | undefined> {
  const lists = await deps.journal.readCounters(record.importId);
  let current = record;
  for (let added = from; added < Math.max(lists.length, from + 1); added += 1) {
    const next = await writeStep(current, lease, deps, {
      reportDeltas: lists[added] ?? [],
      change: counted(added + 1, added + 1 >= lists.length),
    });
    if (next === undefined) return undefined;
    current = next;
  }
  return current;
}

/** The changed fields of an import, with the counters or the release that change in the same write. */
type JobStep = Pick<ReleaseStep, 'change' | 'release'> & { readonly reportDeltas?: readonly ReportDelta[] };

/**
 * Writes one step of a job, on the condition that the lease is held and that the import has had no step since it was
 * read. Returns the import after it; undefined where the condition fails.
 */
export async function writeStep(
  record: Import,
  lease: HeldLease,
  { ledger, now }: JobDeps,
  { reportDeltas = [], ...step }: JobStep,
): Promise<Import | undefined> {
  const jobSteps = record.jobSteps ?? 0;
  const change = { ...step.change, heartbeatAt: now() };
  const written = await ledger.write({
    lease: { holder: lease.holder, issuerIds: record.awaiting?.issuerIds ?? [], until: lease.until() },
    reportDeltas,
    releaseStep: { ...step, importId: record.importId, jobSteps, change },
  });
  return written === 'written' ? { ...record, ...change, jobSteps: jobSteps + 1 } : undefined;
}
