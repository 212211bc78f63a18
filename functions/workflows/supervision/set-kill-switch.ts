import { resent, settledOf } from '../../domain/batch/batch.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { KillSwitch, KillSwitchName, KillSwitchState } from '../../domain/ports/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';

export interface KillSwitchDeps {
  readonly killSwitch: KillSwitch;
  readonly batches: Pick<BatchRegister, 'active' | 'progress' | 'change'>;
  readonly queue: WorkQueue;
  readonly now: () => Instant;
}

/**
 * Halts or resumes issuing or notifying, and returns the state of the kill switch. Workers read it before each chunk, so
 * issuing stops within seconds; resuming issuing queues the open chunks of running batches again.
 */
export async function setKillSwitch(
  name: KillSwitchName,
  halted: boolean,
  by: string,
  deps: KillSwitchDeps,
): Promise<KillSwitchState> {
  const before = await deps.killSwitch.state(name);
  if (before.halted === halted) return before;
  const state = { halted, since: deps.now(), by };
  await deps.killSwitch.set(name, state);
  if (name === 'issuing' && !halted)
    for (const batchId of await deps.batches.active()) await requeueChunks(batchId, deps);
  return state;
}

async function requeueChunks(batchId: string, { batches, queue, now }: KillSwitchDeps): Promise<void> {
  for (;;) {
    const progress = await batches.progress(batchId);
    if (progress?.batch.state !== 'running') return;
    const after = resent(progress.batch, settledOf(progress.counts), now());
    if ((await batches.change(after)) === 'changed') continue;
    return queue.send([sendMessage(after)]);
  }
}
