import type { VolunteerKey } from '../../domain/hours/volunteer.ts';
import type { ProviderAccount, SecondFactors } from '../../domain/ports/supervision/second-factors.ts';
import type { AddressBook } from '../../domain/ports/volunteers/address-book.ts';
import type { Grant } from '../../domain/staff/roles.ts';
import { grantsOf, type StaffRegister, signedIn } from '../../domain/staff/staff-register.ts';
import { type JournaledStaffDeps, writeJournaledStaff } from './journaled-staff.ts';

export interface ClaimsDeps extends JournaledStaffDeps {
  readonly addresses: AddressBook;
  readonly secondFactors: SecondFactors;
  /** Every issuer there is. */
  readonly issuerIds: readonly string[];
  readonly reportFault: (fault: unknown) => void;
}

/** Whoever has shown that an email address is theirs. */
export interface Holder {
  /** The identity provider's subject. */
  readonly subject: string;
  readonly email: string;
  readonly account: ProviderAccount;
  /** Roles that the holder has besides those of the registers. */
  readonly appointed: readonly Grant[];
  /** Whether another identity provider has asked for a second factor. */
  readonly hasShownFactor: boolean;
}

/** What a token says of its holder. */
export interface HolderClaims {
  /** The records of volunteers with the address, of whatever issuer. */
  readonly volunteers: readonly VolunteerKey[];
  /** The roles of staff that the holder has. */
  readonly grants: readonly Grant[];
  /** Whether there are roles that the token doesn't name: those of an account without a second factor. */
  readonly areGrantsWithheld: boolean;
}

/** Most records that one token names: API Gateway takes headers of 10 KB in all. */
const MOST_RECORDS = 50;

/**
 * Returns what the ledgers and the registers of staff say of whoever holds an email address. An address that none of
 * them knows gets nothing, and its holder alone learns so. At the first sign-in of somebody in a register it notes there,
 * and in the journal, who the person is.
 *
 * Roles of staff need an account with a second factor, which every sign-in asks for: no mailbox alone makes a role. Who has
 * none of them isn't asked about.
 */
export async function claimsOfHolder(holder: Holder, deps: ClaimsDeps): Promise<HolderClaims> {
  const { addresses, registers, issuerIds } = deps;
  const [records, staff] = await Promise.all([
    addresses.volunteersWith(holder.email),
    registers.find(issuerIds),
  ]);
  await noteSignIn(staff, holder, deps);
  const grants = [...grantsOf(staff, holder), ...holder.appointed];
  const areGrantsWithheld =
    grants.length > 0 && !holder.hasShownFactor && !(await deps.secondFactors.isRequired(holder.account));
  return {
    volunteers: records.slice(0, MOST_RECORDS),
    grants: areGrantsWithheld ? [] : grants,
    areGrantsWithheld,
  };
}

/** Notes a first sign-in in the registers. What prevents it delays no sign-in: the next one notes it. */
async function noteSignIn(staff: readonly StaffRegister[], holder: Holder, deps: ClaimsDeps): Promise<void> {
  await Promise.all(
    staff.map(async (register) => {
      const noted = signedIn(register, holder);
      if (noted === undefined) return;
      const by = { act: 'sign_in', subject: holder.subject } as const;
      await writeJournaledStaff(register, noted, by, deps).catch(deps.reportFault);
    }),
  );
}
