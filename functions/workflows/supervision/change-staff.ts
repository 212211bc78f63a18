import type { StaffRegisters } from '../../domain/ports/supervision/staff-registers.ts';
import type { StaffRegister } from '../../domain/staff/staff-register.ts';
import { CONFLICT, retryOnConflict } from '../retry-on-conflict.ts';

/**
 * Changes the register of an issuer's staff by a pure step, on the condition that nobody changed it in between. Returns
 * it as it is then. Writes nothing where the step changes nothing.
 *
 * @throws Refusal of the step, or LEDGER_BUSY when it changed during every attempt.
 */
export const changeStaff = (
  issuerId: string,
  step: (register: StaffRegister) => StaffRegister,
  { staff }: { readonly staff: StaffRegisters },
): Promise<StaffRegister> =>
  retryOnConflict('The register of people is', async () => {
    const [register] = await staff.find([issuerId]);
    if (register === undefined) throw new Error('A register is always found, if need be an empty one');
    const after = step(register);
    if (after === register) return register;
    return (await staff.replace(register, after)) === 'written' ? after : CONFLICT;
  });
