import {
  approved,
  type Batch,
  cancelled,
  confirmed,
  finished,
  paused,
  resumed,
  retried,
} from '../../domain/batch/batch.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import { settledOf } from '../../domain/batch/outcome.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { BatchProgress, BatchRegister } from '../../domain/ports/batch-register.ts';
import type { KillSwitch } from '../../domain/ports/supervision/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { requireNotHalted } from '../issuing/require-not-halted.ts';
import { writeDecided } from './start-batch.ts';

export interface ControlDeps {
  readonly batches: Pick<BatchRegister, 'progress' | 'change' | 'startAlone'>;
  readonly queue: WorkQueue;
  readonly killSwitch: Pick<KillSwitch, 'states'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly now: () => Instant;
}

const BATCH_COMMANDS = ['confirm', 'approve', 'pause', 'resume', 'cancel', 'retry'] as const;
export type BatchCommand = (typeof BATCH_COMMANDS)[number];

/** Who gives a command; and with a confirmation, whether holders are notified, where it isn't as the dry run said. */
export interface Commander {
  readonly by: string;
  readonly notify?: boolean | undefined;
}

/**
 * Carries out a person's command on a batch and returns its progress after it. Given again after it died between its
 * write and its message, it sends the message.
 *
 * @throws Refusal NOT_FOUND, STATE_CONFLICT when its state doesn't allow the command, BATCH_SELF_APPROVAL, or
 * ISSUING_HALTED when the command would issue while issuing is halted.
 */
export async function controlBatch(
  batchId: string,
  command: BatchCommand,
  commander: Commander,
  deps: ControlDeps,
): Promise<BatchProgress> {
  const issues = command !== 'pause' && command !== 'cancel';
  for (;;) {
    const progress = await batchProgress(batchId, deps);
    if (issues) await requireNotHalted(deps.killSwitch, progress.batch.issuerIds);
    if (isUnsent(progress.batch, command, commander)) {
      await deps.queue.send([sendMessage(progress.batch)]);
      return progress;
    }
    const after = await writeDecided(decided(progress, command, commander, deps.now()), deps);
    if (after === undefined) continue;
    if (after.state === 'running') await deps.queue.send([sendMessage(after)]);
    return { ...progress, batch: after };
  }
}

/** Returns whether a command was carried out by the same person, but its chunks are not sent yet. */
function isUnsent(batch: Batch, command: BatchCommand, { by }: Commander): boolean {
  if (batch.state !== 'running' || !batch.sending) return false;
  switch (command) {
    case 'confirm':
      return batch.confirmedBy === by;
    case 'approve':
      return batch.approvedBy === by;
    case 'resume':
      return true;
    case 'retry':
      return batch.reopening;
    default:
      return false;
  }
}

/** Returns a batch's progress; marks it done first where its last item is settled.
 *
 * @throws Refusal NOT_FOUND for an unknown batch.
 */
export async function batchProgress(
  batchId: string,
  {
    batches,
    now,
  }: { readonly batches: Pick<BatchRegister, 'progress' | 'change'> } & Pick<ControlDeps, 'now'>,
): Promise<BatchProgress> {
  for (;;) {
    const progress = await batches.progress(batchId);
    if (progress === undefined) throw new Refusal('NOT_FOUND', 'Your issuers have no such batch.');
    const done = finished(progress.batch, progress.counts, now());
    if (done === undefined) return progress;
    if ((await batches.change(done)) === 'written') return { ...progress, batch: done };
  }
}

function decided(
  { batch, counts }: BatchProgress,
  command: BatchCommand,
  { by, notify = batch.notify }: Commander,
  now: Instant,
): Batch {
  switch (command) {
    case 'confirm':
      return confirmed(batch, { by, notify }, now);
    case 'approve':
      return approved(batch, by, now);
    case 'pause':
      return paused(batch, { by, at: now });
    case 'resume':
      return resumed(batch, settledOf(counts), now);
    case 'cancel':
      return cancelled(batch, { by, at: now });
    case 'retry':
      return retried(batch, counts, now);
  }
}
