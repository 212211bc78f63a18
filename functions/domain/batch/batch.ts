import type { Instant } from '../calendar-date.ts';
import { Refusal } from '../refusal.ts';

/**
 * `planning → draft → (awaiting_approval) → running ⇄ paused → done | cancelled`. A batch that is not a dry run
 * passes `draft` by; a retry of failed items leads from `done` back to `running`.
 */
export const BATCH_STATES = [
  'planning',
  'draft',
  'awaiting_approval',
  'running',
  'paused',
  'done',
  'cancelled',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** What became of an item of a batch. */
export const OUTCOMES = ['issued', 'alreadyIssued', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Items by outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Above this many certificates to issue a second person must approve. */
export const APPROVAL_ABOVE = 10_000;

/** What planning found, frozen. */
export interface BatchPlan {
  /** Which manifest was adopted: a plan that was delivered twice may have written two. */
  readonly manifestId: string;
  /** Items in the manifest. */
  readonly requested: number;
  readonly chunkCount: number;
  /** Items by verdict: `ELIGIBLE` and each reason against. */
  readonly verdicts: Readonly<Record<string, number>>;
}

/** One request of a coordinator to issue many certificates; its selection is frozen as a manifest. */
export interface Batch {
  readonly batchId: string;
  /** Grows by one with every change; a writer names the revision it has read. */
  readonly revision: number;
  readonly state: BatchState;
  /** Every issuer whose opportunities it covers. */
  readonly issuerIds: readonly string[];
  /** A dry run nobody has confirmed yet. */
  readonly dryRun: boolean;
  /** Whether holders are told by e-mail. */
  readonly notify: boolean;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly confirmedBy: string | null;
  readonly approvedBy: string | null;
  /** Null while planning. */
  readonly plan: BatchPlan | null;
  /** Grows whenever its chunks are sent out anew; messages of an earlier run are dropped. */
  readonly run: number;
  /** Chunks are being sent out: the batch can't be done yet. */
  readonly sending: boolean;
  /** A retry, of which not all failed items wait for their try yet; a stop in between doesn't forget them. */
  readonly reopening: boolean;
  /** Since when it runs without a pause; null while it doesn't. */
  readonly runningSince: Instant | null;
  /** Items settled before `runningSince`: the rate counts those after. */
  readonly settledBefore: number;
  readonly endedAt: Instant | null;
  /** Why it was cancelled by the service and not by a person. */
  readonly cancelledBecause: 'BATCH_TOO_LARGE' | null;
  /** What a supervisor last saw, so that it notices a batch that stands still. */
  readonly lastSeen: { readonly at: Instant; readonly settled: number } | null;
}

export const NO_OUTCOMES: OutcomeCounts = { issued: 0, alreadyIssued: 0, refused: 0, failed: 0 };

/** Items that have an outcome. */
export const settledOf = (counts: OutcomeCounts): number =>
  OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);

/** In whose name it is issued: who confirmed it after a dry run, or who asked for it at once. */
export const requesterOf = ({ confirmedBy, createdBy }: Batch): string => confirmedBy ?? createdBy;

/** A request for a batch, before its manifest is made. */
export function newBatch(
  request: Pick<Batch, 'batchId' | 'issuerIds' | 'dryRun' | 'notify' | 'createdBy'>,
  now: Instant,
): Batch {
  return {
    ...request,
    revision: 0,
    state: 'planning',
    createdAt: now,
    confirmedBy: null,
    approvedBy: null,
    plan: null,
    run: 0,
    sending: false,
    reopening: false,
    runningSince: null,
    settledBefore: 0,
    endedAt: null,
    cancelledBecause: null,
    lastSeen: null,
  };
}

/** The batch once its manifest is made: a draft, or on its way to run, or too large for one of its issuers. */
export function planned(batch: Batch, plan: BatchPlan, tooLarge: boolean, now: Instant): Batch {
  if (batch.state !== 'planning') throw conflict(batch, 'planned');
  const withPlan = { ...batch, revision: batch.revision + 1, plan };
  if (tooLarge) return { ...withPlan, state: 'cancelled', cancelledBecause: 'BATCH_TOO_LARGE', endedAt: now };
  return batch.dryRun ? { ...withPlan, state: 'draft' } : onTheWay(withPlan, plan, now);
}

/** The draft once somebody has said that it shall be issued exactly as shown. */
export function confirmed(batch: Batch, by: string, now: Instant): Batch {
  const { plan } = batch;
  if (batch.state !== 'draft' || plan === null) throw conflict(batch, 'confirmed');
  return onTheWay({ ...batch, revision: batch.revision + 1, dryRun: false, confirmedBy: by }, plan, now);
}

/** The batch once a second person has approved it. */
export function approved(batch: Batch, by: string, now: Instant): Batch {
  if (batch.state !== 'awaiting_approval') throw conflict(batch, 'approved');
  if (by === batch.createdBy || by === batch.confirmedBy)
    throw new Refusal(
      'BATCH_SELF_APPROVAL',
      'A batch of this size is approved by a person other than the one who asked for it.',
    );
  return running({ ...batch, revision: batch.revision + 1, approvedBy: by }, 0, now);
}

/** The batch as it stops for a while; what is being issued this moment is still brought to its end. */
export function paused(batch: Batch): Batch {
  if (batch.state !== 'running') throw conflict(batch, 'paused');
  return { ...batch, revision: batch.revision + 1, state: 'paused', sending: false, runningSince: null };
}

/** The paused batch as it goes on. */
export function resumed(batch: Batch, settled: number, now: Instant): Batch {
  if (batch.state !== 'paused') throw conflict(batch, 'resumed');
  return running({ ...batch, revision: batch.revision + 1 }, settled, now);
}

/** The running batch with all open chunks sent out anew, for when messages were dropped or lost. */
export function resent(batch: Batch, settled: number, now: Instant): Batch {
  if (batch.state !== 'running') throw conflict(batch, 'sent out anew');
  return running({ ...batch, revision: batch.revision + 1 }, settled, now);
}

/** The batch as it ends for good; what it has issued stays issued. */
export function cancelled(batch: Batch, now: Instant): Batch {
  if (batch.state === 'done' || batch.state === 'cancelled') throw conflict(batch, 'cancelled');
  return {
    ...batch,
    revision: batch.revision + 1,
    state: 'cancelled',
    sending: false,
    runningSince: null,
    endedAt: now,
  };
}

/** The ended batch as it tries its failed items once more. */
export function retried(batch: Batch, counts: OutcomeCounts, now: Instant): Batch {
  if (batch.state !== 'done') throw conflict(batch, 'retried');
  if (counts.failed === 0)
    throw new Refusal('STATE_CONFLICT', 'No item of this batch has failed.', { state: batch.state });
  return running(
    { ...batch, revision: batch.revision + 1, endedAt: null, reopening: true },
    settledOf(counts) - counts.failed,
    now,
  );
}

/** The batch once all its open chunks are in the queue. */
export const sentOut = (batch: Batch): Batch => ({
  ...batch,
  revision: batch.revision + 1,
  sending: false,
  reopening: false,
});

/** The batch once every item has an outcome; undefined while one hasn't. */
export function finished(batch: Batch, counts: OutcomeCounts, now: Instant): Batch | undefined {
  if (batch.state !== 'running' || batch.sending || batch.plan === null) return undefined;
  if (settledOf(counts) < batch.plan.requested) return undefined;
  return { ...batch, revision: batch.revision + 1, state: 'done', endedAt: now };
}

/** The running batch after a look at how far it is. */
export const seen = (batch: Batch, settled: number, now: Instant): Batch => ({
  ...batch,
  revision: batch.revision + 1,
  lastSeen: { at: now, settled },
});

/** Items that would be issued. */
const toIssue = ({ verdicts }: BatchPlan): number => verdicts.ELIGIBLE ?? 0;

function onTheWay(batch: Batch, plan: BatchPlan, now: Instant): Batch {
  if (toIssue(plan) > APPROVAL_ABOVE) return { ...batch, state: 'awaiting_approval' };
  return running(batch, 0, now);
}

const running = (batch: Batch, settled: number, now: Instant): Batch => ({
  ...batch,
  state: 'running',
  run: batch.run + 1,
  sending: true,
  runningSince: now,
  settledBefore: settled,
  lastSeen: null,
});

const conflict = (batch: Batch, verb: string) =>
  new Refusal('STATE_CONFLICT', `A batch that is ${batch.state.replace('_', ' ')} can't be ${verb}.`, {
    state: batch.state,
  });
