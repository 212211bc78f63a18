import { resent, settledOf } from '../../domain/batch/batch.ts';
import { sendMessage } from '../../domain/batch/batch-message.ts';
import type { Instant } from '../../domain/calendar-date.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { IssuingSwitch, SwitchName, SwitchPosition } from '../../domain/ports/kill-switch.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';

export interface SwitchParts {
  readonly issuingSwitch: IssuingSwitch;
  readonly batches: Pick<BatchRegister, 'active' | 'progress' | 'change'>;
  readonly queue: WorkQueue;
  readonly now: () => Instant;
}

/**
 * Halts issuing or notifying, or lets it proceed. Workers look at the switch before each chunk, so that issuing
 * stands still within seconds; once it may proceed, running batches are sent out anew.
 */
export async function throwSwitch(
  name: SwitchName,
  halted: boolean,
  by: string,
  parts: SwitchParts,
): Promise<SwitchPosition> {
  const before = await parts.issuingSwitch.position(name);
  if (before.halted === halted) return before;
  const position = { halted, since: parts.now(), by };
  await parts.issuingSwitch.set(name, position);
  if (name === 'issuing' && !halted)
    for (const batchId of await parts.batches.active()) await sendOutAnew(batchId, parts);
  return position;
}

async function sendOutAnew(batchId: string, { batches, queue, now }: SwitchParts): Promise<void> {
  for (;;) {
    const progress = await batches.progress(batchId);
    if (progress?.batch.state !== 'running') return;
    const after = resent(progress.batch, settledOf(progress.counts), now());
    if ((await batches.change(after)) === 'changed') continue;
    return queue.send([sendMessage(after)]);
  }
}
