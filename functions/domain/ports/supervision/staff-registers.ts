import type { StaffRegister } from '../../staff/staff-register.ts';

/** Stores who works for each issuer, and by which policy. */
export interface StaffRegisters {
  /** Returns the registers of issuers, read consistently; an empty one where nothing is stored. */
  find(issuerIds: readonly string[]): Promise<StaffRegister[]>;
  /** Replaces a register by what was decided on it. Returns `changed`, and writes nothing, if it isn't the stored one. */
  replace(before: StaffRegister, after: StaffRegister): Promise<'written' | 'changed'>;
}
