import type { Instant } from '../calendar-date.ts';
import type { BatchProgress } from '../ports/batch-register.ts';
import { type Batch, requesterOf } from './batch.ts';
import { type SecondPersonReason, secondPersonReason } from './batch-plan.ts';
import { settledOf } from './outcome.ts';

/** Shortest running time from which a rate is computed. */
const SHORTEST_MEASURE_SECONDS = 2;

/**
 * Returns a batch as the API shows it to somebody. `left` and the four outcomes always add up to `requested`.
 */
export function batchSummary(
  { batch, counts, changed, reasons }: BatchProgress,
  reader: string,
  now: Instant,
) {
  const requested = batch.plan?.requested ?? 0;
  const settled = settledOf(counts);
  const left = requested - settled;
  const rate = ratePerSecond(batch, settled, now);
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
    stopped: batch.stopped,
    endedAt: batch.endedAt,
    cancelledBecause: batch.cancelledBecause,
    expected: batch.plan?.expected ?? NOTHING_EXPECTED,
    secondPerson: secondPersonOf(batch, reader),
    counts: batch.run === 0 ? plannedCounts(batch, requested) : { requested, ...counts, left, changed },
    /** Items by verdict when the batch was planned. */
    verdicts: batch.plan?.verdicts ?? {},
    /** Refused and failed items by reason. */
    reasons: batch.run === 0 ? plannedReasons(batch) : reasons,
    ratePerSecond: rate === null ? null : Math.round(rate * 10) / 10,
    secondsLeft: rate === null || rate === 0 ? null : Math.ceil(left / rate),
  };
}

const NOTHING_EXPECTED = { emails: 0, unreached: 0, designs: {} };

/** Returns why a batch waits for a second person, or would once the reader has confirmed it; null where it doesn't. */
function secondPersonOf(batch: Batch, reader: string): SecondPersonReason | null {
  if (batch.plan === null) return null;
  if (batch.state === 'draft') return secondPersonReason(batch.plan, reader) ?? null;
  if (batch.state !== 'awaiting_approval') return null;
  // By its plan it could start: it is the issuer's day that has too many.
  return secondPersonReason(batch.plan, requesterOf(batch)) ?? 'many_certificates';
}

/** Returns the items settled per second since the batch was started or resumed; null while that is too short a time. */
function ratePerSecond(batch: Batch, settled: number, now: Instant): number | null {
  if (batch.runningSince === null) return null;
  const until = batch.endedAt ?? now;
  const seconds = (Date.parse(until) - Date.parse(batch.runningSince)) / 1000;
  return seconds < SHORTEST_MEASURE_SECONDS ? null : (settled - batch.settledBefore) / seconds;
}

/** Returns the counts of a batch that has not run: `eligible` items are all `left`. */
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
