import type { Instant } from '../calendar-date.ts';

/** What can be stopped at once by an approver: issuing, and separately the e-mails. */
export type SwitchName = 'issuing' | 'notifying';

export interface SwitchPosition {
  readonly halted: boolean;
  readonly since: Instant | null;
  readonly by: string | null;
}

/** The kill switch. */
export interface IssuingSwitch {
  /** Read consistently. */
  position(name: SwitchName): Promise<SwitchPosition>;
  set(name: SwitchName, position: SwitchPosition): Promise<void>;
}
