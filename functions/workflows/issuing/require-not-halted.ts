import { EVERYONE, isHalted, stateOf } from '../../domain/halted.ts';
import type { KillSwitch, KillSwitchStates } from '../../domain/ports/supervision/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';

/**
 * Reads the kill switches of issuing; see `requireUnhalted`.
 * @throws Refusal ISSUING_HALTED
 */
export async function requireNotHalted(
  killSwitch: Pick<KillSwitch, 'states'>,
  issuerIds: readonly string[],
): Promise<void> {
  requireUnhalted(await killSwitch.states('issuing'), issuerIds);
}

/**
 * Requires that one of the issuers may issue. What another of them has in a batch waits until it is resumed.
 * @throws Refusal ISSUING_HALTED with `everyone` where an operator halted all issuers
 */
export function requireUnhalted(states: KillSwitchStates, issuerIds: readonly string[]): void {
  if (issuerIds.some((issuerId) => !isHalted(states, issuerId))) return;
  const everyone = stateOf(states, EVERYONE).halted;
  const who = everyone ? 'an operator' : 'an approver of the issuer';
  throw new Refusal('ISSUING_HALTED', `Issuing is halted; ${who} has to resume it first.`, { everyone });
}
