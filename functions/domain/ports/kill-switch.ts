import type { Instant } from '../calendar-date.ts';

/** What can be stopped at once by an approver: issuing, and separately the e-mails. */
export type KillSwitchName = 'issuing' | 'notifying';

export interface KillSwitchState {
  readonly halted: boolean;
  readonly since: Instant | null;
  readonly by: string | null;
}

/** The kill switch. */
export interface KillSwitch {
  /** Read consistently. */
  state(name: KillSwitchName): Promise<KillSwitchState>;
  set(name: KillSwitchName, state: KillSwitchState): Promise<void>;
}
