import type { Instant } from '../../calendar-date.ts';

/** What can be halted: issuing, or email notifications. */
export type KillSwitchName = 'issuing' | 'notifying';

/** Whose certificates a kill switch halts: those of an issuer, or with `*` everyone's. */
export type KillSwitchScope = string;

export interface KillSwitchState {
  readonly halted: boolean;
  /** When the state was last set; null if it never was. */
  readonly since: Instant | null;
  /** Who set it; null if it never was set. */
  readonly by: string | null;
  /** Resumed, but the work that stood still has not all been queued again yet. */
  readonly resuming?: true;
}

export type KillSwitchStates = ReadonlyMap<KillSwitchScope, KillSwitchState>;

/** Stores the state of the kill switches. */
export interface KillSwitch {
  /** Returns the states of all scopes that were ever set, read consistently in one request. */
  states(name: KillSwitchName): Promise<KillSwitchStates>;
  /** Replaces the state of a scope, unconditionally. */
  set(name: KillSwitchName, scope: KillSwitchScope, state: KillSwitchState): Promise<void>;
  /** Takes `resuming` from a scope, unless it was set anew after `since`. */
  resumed(name: KillSwitchName, scope: KillSwitchScope, since: Instant): Promise<void>;
}
