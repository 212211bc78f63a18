import type { Instant } from '../calendar-date.ts';
import { Refusal } from '../refusal.ts';
import { type BatchPlan, secondPersonReason } from './batch-plan.ts';
import { NO_OUTCOMES, type OutcomeCounts, settledOf } from './outcome.ts';

/**
 * `planning → draft → (awaiting_approval) → running ⇄ paused → done | cancelled`. A batch that is not a dry run
 * skips `draft`; a retry of failed items leads from `done` back to `running`.
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

/** A person's act after which a batch no longer runs. */
export interface Stop {
  readonly by: string;
  readonly at: Instant;
}

/** A coordinator's request to issue many certificates; planning freezes its selection as a manifest. */
export interface Batch {
  readonly batchId: string;
  /** Raised by one with every change; a write is conditional on the revision it read. */
  readonly revision: number;
  readonly state: BatchState;
  /** The issuers of all its opportunities. */
  readonly issuerIds: readonly string[];
  /** A dry run that has not been confirmed. */
  readonly dryRun: boolean;
  /** Whether holders are notified by email. */
  readonly notify: boolean;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly confirmedBy: string | null;
  readonly approvedBy: string | null;
  /** Who paused or cancelled it, and when; null unless it is paused, or was cancelled by a person. */
  readonly stopped: Stop | null;
  /** Null while planning. */
  readonly plan: BatchPlan | null;
  /** Raised by one each time the open chunks are sent; messages of an earlier run are ignored. 0 before the first. */
  readonly run: number;
  /** Whether chunks are still being sent to the workers; the batch can't be `done` until all are. */
  readonly sending: boolean;
  /** Whether failed items are still being set to `waiting` for a retry; a pause keeps this. */
  readonly reopening: boolean;
  /** When it was last started or resumed; null before the first start and while paused or cancelled. */
  readonly runningSince: Instant | null;
  /** Items settled before `runningSince`; the rate doesn't count them. */
  readonly settledBefore: number;
  readonly endedAt: Instant | null;
  /** Why the service cancelled it; null if a person did, or nobody has. */
  readonly cancelledBecause: 'BATCH_TOO_LARGE' | null;
  /** The progress at the last supervision, by which a stalled batch is noticed. */
  readonly lastSeen: { readonly at: Instant; readonly settled: number } | null;
  /** When a person or its plan last started it, or an item was last seen settled; sending it again is no progress. */
  readonly lastProgressAt: Instant;
}

/** Returns the actor of its certificates: who confirmed the dry run, or else who created the batch. */
export const requesterOf = ({ confirmedBy, createdBy }: Batch): string => confirmedBy ?? createdBy;

/** Returns a new batch in `planning`. */
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
    stopped: null,
    plan: null,
    run: 0,
    sending: false,
    reopening: false,
    runningSince: null,
    settledBefore: 0,
    endedAt: null,
    cancelledBecause: null,
    lastSeen: null,
    lastProgressAt: now,
  };
}

/**
 * Returns the batch after planning: `cancelled` if it is too large for one of its issuers, a `draft` if it is a dry
 * run, otherwise `running` or `awaiting_approval`.
 *
 * @throws Refusal STATE_CONFLICT unless it is `planning`.
 */
export function planned(batch: Batch, plan: BatchPlan, tooLarge: boolean, now: Instant): Batch {
  if (batch.state !== 'planning') throw conflict(batch, 'planned');
  const withPlan = { ...batch, revision: batch.revision + 1, plan };
  if (tooLarge) return { ...withPlan, state: 'cancelled', cancelledBecause: 'BATCH_TOO_LARGE', endedAt: now };
  return batch.dryRun ? { ...withPlan, state: 'draft' } : started(withPlan, plan, now);
}

/** Whoever confirms a dry run, and whether holders are notified. */
export interface Confirmation {
  readonly by: string;
  readonly notify: boolean;
}

/**
 * Returns the draft after it was confirmed: `running` or `awaiting_approval`.
 *
 * @throws Refusal STATE_CONFLICT unless it is a `draft`.
 */
export function confirmed(batch: Batch, { by, notify }: Confirmation, now: Instant): Batch {
  const { plan } = batch;
  if (batch.state !== 'draft' || plan === null) throw conflict(batch, 'confirmed');
  const revision = batch.revision + 1;
  return started({ ...batch, revision, dryRun: false, notify, confirmedBy: by }, plan, now);
}

/** Returns the batch that was about to start as `awaiting_approval`: its issuers' batches of the day issue too many. */
export const awaitingSecondPerson = (batch: Batch): Batch => ({
  ...batch,
  state: 'awaiting_approval',
  run: 0,
  sending: false,
  runningSince: null,
  settledBefore: 0,
});

/**
 * Returns the batch after a second person approved it: `running`.
 *
 * @throws Refusal STATE_CONFLICT unless it is `awaiting_approval`.
 * @throws Refusal BATCH_SELF_APPROVAL if `by` created or confirmed it.
 */
export function approved(batch: Batch, by: string, now: Instant): Batch {
  if (batch.state !== 'awaiting_approval') throw conflict(batch, 'approved');
  if (by === batch.createdBy || by === batch.confirmedBy)
    throw new Refusal(
      'BATCH_SELF_APPROVAL',
      'This batch must be approved by a person other than the one who requested it.',
    );
  return running({ ...batch, revision: batch.revision + 1, approvedBy: by }, settledBy(batch.plan), now);
}

/**
 * Returns the running batch as `paused`. Workers finish the items they have begun.
 *
 * @throws Refusal STATE_CONFLICT unless it is `running`.
 */
export function paused(batch: Batch, stopped: Stop): Batch {
  if (batch.state !== 'running') throw conflict(batch, 'paused');
  return { ...withStop(batch, stopped), state: 'paused' };
}

/**
 * Returns the paused batch as `running`, as a new run.
 *
 * @throws Refusal STATE_CONFLICT unless it is `paused`.
 */
export function resumed(batch: Batch, settled: number, now: Instant): Batch {
  if (batch.state !== 'paused') throw conflict(batch, 'resumed');
  return running({ ...batch, revision: batch.revision + 1 }, settled, now);
}

/**
 * Returns the running batch as a new run, to send its open chunks again after messages were ignored or lost.
 *
 * @throws Refusal STATE_CONFLICT unless it is `running`.
 */
export function resent(batch: Batch, settled: number, now: Instant): Batch {
  if (batch.state !== 'running') throw conflict(batch, 'sent again');
  const { lastProgressAt } = batch;
  return { ...running({ ...batch, revision: batch.revision + 1 }, settled, now), lastProgressAt };
}

/**
 * Returns the batch as `cancelled`. What it issued stays issued.
 *
 * @throws Refusal STATE_CONFLICT if it is `done` or `cancelled`.
 */
export function cancelled(batch: Batch, stopped: Stop): Batch {
  if (batch.state === 'done' || batch.state === 'cancelled') throw conflict(batch, 'cancelled');
  return { ...withStop(batch, stopped), state: 'cancelled', endedAt: stopped.at };
}

/**
 * Returns the batch as `running` again, to retry its failed items.
 *
 * @throws Refusal STATE_CONFLICT unless it is `done` and has failed items.
 */
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

/** Returns the batch after all its open chunks were sent. */
export const sentOut = (batch: Batch): Batch => ({
  ...batch,
  revision: batch.revision + 1,
  sending: false,
  reopening: false,
});

/** Returns the batch as `done` if every item has an outcome; undefined otherwise, or if it isn't running. */
export function finished(batch: Batch, counts: OutcomeCounts, now: Instant): Batch | undefined {
  if (batch.state !== 'running' || batch.sending || batch.plan === null) return undefined;
  if (settledOf(counts) < batch.plan.requested) return undefined;
  return { ...batch, revision: batch.revision + 1, state: 'done', endedAt: now };
}

/** Returns the batch with the progress that supervision saw. */
export const seen = (batch: Batch, settled: number, now: Instant): Batch => ({
  ...batch,
  revision: batch.revision + 1,
  lastSeen: { at: now, settled },
  lastProgressAt: settled === (batch.lastSeen?.settled ?? batch.settledBefore) ? batch.lastProgressAt : now,
});

/** Returns how many items planning has settled. */
const settledBy = (plan: BatchPlan | null): number => settledOf(plan?.settled?.outcomes ?? NO_OUTCOMES);

/** Returns the planned batch as `running`, `awaiting_approval` if it needs a second person, or `done` if nothing is left to do. */
function started(batch: Batch, plan: BatchPlan, now: Instant): Batch {
  if (secondPersonReason(plan, requesterOf(batch)) !== undefined)
    return { ...batch, state: 'awaiting_approval' };
  const begun = running(batch, settledBy(plan), now);
  if (settledBy(plan) < plan.requested) return begun;
  return { ...begun, sending: false, state: 'done', endedAt: now };
}

/** Returns the batch after a person stopped it. */
const withStop = (batch: Batch, stopped: Stop): Batch => ({
  ...batch,
  revision: batch.revision + 1,
  stopped,
  sending: false,
  runningSince: null,
});

/** Returns the batch as a new run; the rate counts from now. */
const running = (batch: Batch, settled: number, now: Instant): Batch => ({
  ...batch,
  state: 'running',
  stopped: null,
  run: batch.run + 1,
  sending: true,
  runningSince: now,
  settledBefore: settled,
  lastSeen: null,
  lastProgressAt: now,
});

const conflict = (batch: Batch, verb: string) =>
  new Refusal('STATE_CONFLICT', `A batch that is ${batch.state.replace('_', ' ')} can't be ${verb}.`, {
    state: batch.state,
  });
