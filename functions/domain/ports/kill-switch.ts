import type { Instant } from '../calendar-date.ts';

/** What an approver can halt: all issuing, or all email notifications. */
export type KillSwitchName = 'issuing' | 'notifying';

export interface KillSwitchState {
  readonly halted: boolean;
  /** When the state was last set; null if it never was. */
  readonly since: Instant | null;
  /** Who set it; null if it never was set. */
  readonly by: string | null;
}

/** Stores the state of the kill switches. */
export interface KillSwitch {
  /** Returns the state of a switch, read consistently; not halted where it was never set. */
  state(name: KillSwitchName): Promise<KillSwitchState>;
  /** Replaces the state of a switch, unconditionally. */
  set(name: KillSwitchName, state: KillSwitchState): Promise<void>;
}
