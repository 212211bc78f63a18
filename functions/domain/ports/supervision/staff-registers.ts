import type { StaffRegister } from '../../staff/staff-register.ts';

/** Stores who works for each issuer, and by which policy. */
export interface StaffRegisters {
  /** Returns the registers of issuers, read consistently; an empty one where nothing is stored. */
  find(issuerIds: readonly string[]): Promise<StaffRegister[]>;
  /** Replaces a register. Returns `changed`, and writes nothing, if the stored revision isn't `revision - 1`. */
  replace(register: StaffRegister): Promise<'written' | 'changed'>;
}
