import type { KillSwitch } from '../../domain/ports/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';

/** @throws Refusal ISSUING_HALTED while issuing is halted. */
export async function requireNotHalted(killSwitch: Pick<KillSwitch, 'state'>): Promise<void> {
  const { halted } = await killSwitch.state('issuing');
  if (halted) throw new Refusal('ISSUING_HALTED', 'Issuing is halted; an approver has to resume it first.');
}
