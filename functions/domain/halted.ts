import type { KillSwitchScope, KillSwitchState, KillSwitchStates } from './ports/supervision/kill-switch.ts';

/** The scope of the kill switch that halts every issuer. */
export const EVERYONE: KillSwitchScope = '*';

const NEVER_SET: KillSwitchState = { halted: false, since: null, by: null };

/** Returns the state of one scope. */
export const stateOf = (states: KillSwitchStates, scope: KillSwitchScope): KillSwitchState =>
  states.get(scope) ?? NEVER_SET;

/** Whether an issuer is halted, by its own kill switch or everyone's. */
export const isHalted = (states: KillSwitchStates, issuerId: string): boolean =>
  stateOf(states, EVERYONE).halted || stateOf(states, issuerId).halted;

/** The issuers that are halted by their own kill switch. */
export const haltedIssuers = (states: KillSwitchStates): ReadonlySet<string> =>
  new Set([...states].filter(([scope, { halted }]) => halted && scope !== EVERYONE).map(([scope]) => scope));
