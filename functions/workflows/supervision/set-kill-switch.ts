import { resent } from '../../domain/batch/batch.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import { settledOf } from '../../domain/batch/outcome.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import { EVERYONE, stateOf } from '../../domain/halted.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type {
  KillSwitch,
  KillSwitchName,
  KillSwitchScope,
  KillSwitchStates,
} from '../../domain/ports/supervision/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';

export interface KillSwitchDeps {
  readonly killSwitch: KillSwitch;
  readonly batches: Pick<BatchRegister, 'active' | 'progress' | 'change'>;
  readonly queue: WorkQueue;
  readonly now: () => Instant;
}

/** What to halt or resume, for whom, and who asks. */
export interface KillSwitchRequest {
  readonly name: KillSwitchName;
  readonly scopes: readonly KillSwitchScope[];
  readonly halted: boolean;
  readonly by: string;
}

/**
 * Halts or resumes issuing or notifying for some scopes, and returns the states of all. Workers read them before each
 * chunk, so issuing stops within seconds. Resuming issuing marks the scope, queues the open chunks of its running
 * batches again, and takes the mark away: asked again after it died half way, it does the rest.
 */
export async function setKillSwitch(
  { name, scopes, halted, by }: KillSwitchRequest,
  deps: KillSwitchDeps,
): Promise<KillSwitchStates> {
  const { killSwitch } = deps;
  const before = await killSwitch.states(name);
  for (const scope of scopes) {
    const state = stateOf(before, scope);
    if (state.halted === halted && !(state.resuming && !halted)) continue;
    const since = deps.now();
    if (halted || name === 'notifying') {
      await killSwitch.set(name, scope, { halted, since, by });
      continue;
    }
    await killSwitch.set(name, scope, { halted, since, by, resuming: true });
    for (const batchId of await deps.batches.active()) await requeueChunks(batchId, scope, deps);
    await killSwitch.resumed(name, scope, since);
  }
  return killSwitch.states(name);
}

async function requeueChunks(
  batchId: string,
  scope: KillSwitchScope,
  { batches, queue, now }: KillSwitchDeps,
): Promise<void> {
  for (;;) {
    const progress = await batches.progress(batchId);
    if (progress?.batch.state !== 'running') return;
    if (scope !== EVERYONE && !progress.batch.issuerIds.includes(scope)) return;
    const after = resent(progress.batch, settledOf(progress.counts), now());
    if ((await batches.change(after)) === 'changed') continue;
    return queue.send([sendMessage(after)]);
  }
}
