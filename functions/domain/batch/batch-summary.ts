import type { Instant } from '../calendar-date.ts';
import type { BatchProgress } from '../ports/batch-register.ts';
import { type Batch, settledOf } from './batch.ts';

/** Below this time a rate would be a guess. */
const SHORTEST_MEASURE_SECONDS = 2;

/** A batch as the doors show it. `left` and the four outcomes always add up to `requested`. */
export function batchSummary({ batch, counts, changed, reasons }: BatchProgress, now: Instant) {
  const requested = batch.plan?.requested ?? 0;
  const settled = settledOf(counts);
  const left = requested - settled;
  const pace = ratePerSecond(batch, settled, now);
  return {
    batchId: batch.batchId,
    state: batch.state,
    dryRun: batch.dryRun,
    notify: batch.notify,
    issuerIds: batch.issuerIds,
    createdAt: batch.createdAt,
    createdBy: batch.createdBy,
    confirmedBy: batch.confirmedBy,
    approvedBy: batch.approvedBy,
    endedAt: batch.endedAt,
    cancelledBecause: batch.cancelledBecause,
    counts: batch.run === 0 ? plannedCounts(batch, requested) : { requested, ...counts, left, changed },
    /** Items by verdict when the batch was planned. */
    verdicts: batch.plan?.verdicts ?? {},
    /** Refused and failed items by reason. */
    reasons: batch.run === 0 ? plannedReasons(batch) : reasons,
    ratePerSecond: pace === null ? null : Math.round(pace * 10) / 10,
    secondsLeft: pace === null || pace === 0 ? null : Math.ceil(left / pace),
  };
}

/** Items settled a second since the batch began to run or was resumed; null when that can't be said. */
function ratePerSecond(batch: Batch, settled: number, now: Instant): number | null {
  if (batch.runningSince === null) return null;
  const until = batch.endedAt ?? now;
  const seconds = (Date.parse(until) - Date.parse(batch.runningSince)) / 1000;
  return seconds < SHORTEST_MEASURE_SECONDS ? null : (settled - batch.settledBefore) / seconds;
}

/** Nothing is issued yet: what would be, and what would not. */
function plannedCounts({ plan }: Batch, requested: number) {
  const eligible = plan?.verdicts.ELIGIBLE ?? 0;
  const alreadyIssued = plan?.verdicts.ALREADY_ISSUED ?? 0;
  const refused = requested - eligible - alreadyIssued;
  return { requested, issued: 0, alreadyIssued, refused, failed: 0, eligible, left: eligible, changed: 0 };
}

function plannedReasons({ plan }: Batch): Record<string, number> {
  const { ELIGIBLE: _eligible, ALREADY_ISSUED: _alreadyIssued, ...reasons } = plan?.verdicts ?? {};
  return reasons;
}
