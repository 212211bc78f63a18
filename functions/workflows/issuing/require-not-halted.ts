import type { IssuingSwitch } from '../../domain/ports/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Refuses while issuing is halted. */
export async function requireProceeding(issuingSwitch: Pick<IssuingSwitch, 'position'>): Promise<void> {
  const { halted } = await issuingSwitch.position('issuing');
  if (halted)
    throw new Refusal('ISSUING_HALTED', 'Issuing is halted; an approver has to let it proceed first.');
}
