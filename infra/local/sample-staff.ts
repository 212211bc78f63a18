import { randomUUID } from 'node:crypto';
import type { IssuerRole } from '../../functions/domain/staff/roles.ts';
import {
  approvedInvitation,
  founded,
  invited,
  type StaffRegister,
  signedIn,
} from '../../functions/domain/staff/staff-register.ts';
import { DynamoJournal } from '../../functions/storage/dynamo/supervision/dynamo-journal.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import {
  type JournaledStaffDeps,
  writeJournaledStaff,
} from '../../functions/workflows/supervision/journaled-staff.ts';
import { subjectNamed } from './cognito/identity.ts';
import { SAMPLE_STAFF } from './cognito/sample-people.ts';
import type { EmbeddedCloud } from './running-cloud.ts';

/** Somebody of the sample with the roles for one issuer. */
interface Appointed {
  readonly email: string;
  readonly name: string;
  readonly issuerId: string;
  readonly roles: readonly IssuerRole[];
}

/**
 * Appoints the sample's people by the rules for every issuer's: an operator the first administrator, who invites the
 * others; what needs a second person, an operator approves. `haveSignedIn`: their accounts are known from then on, as after
 * a first sign-in. Doing it twice, or twice at once, changes nothing.
 */
export async function appointSampleStaff(
  { clients, tableName }: Pick<EmbeddedCloud, 'clients' | 'tableName'>,
  { haveSignedIn = false } = {},
): Promise<void> {
  const registers = new DynamoStaffRegisters(clients.dynamo, tableName);
  const deps: JournaledStaffDeps = {
    registers,
    journal: new DynamoJournal(clients.dynamo, tableName),
    now: () => new Date().toISOString(),
    randomId: randomUUID,
  };
  const appointed = SAMPLE_STAFF.flatMap(({ roles, email, name }) =>
    Object.entries(roles).map(([issuerId, held]): Appointed => ({ email, name, issuerId, roles: held })),
  );
  for (const [issuerId, people] of Map.groupBy(appointed, (person) => person.issuerId))
    for (let isDone = false; !isDone; ) {
      const [before] = await registers.find([issuerId]);
      if (before === undefined) throw new Error('A register is always found, if need be an empty one');
      const everybody = people.toSorted(administratorFirst).reduce(withPerson, before);
      const appointment = { ...everybody, revision: before.revision + 1 };
      isDone =
        everybody === before || (await writeJournaledStaff(before, appointment, INVITED_BY_OPERATOR, deps));
    }
  if (haveSignedIn) for (const { email, issuerId } of appointed) await signIn(email, issuerId, deps);
}

const INVITED_BY_OPERATOR = { act: 'invite_person', subject: 'operator' } as const;

/** Notes a person's account in a register, as the person's first sign-in would. */
async function signIn(email: string, issuerId: string, deps: JournaledStaffDeps): Promise<void> {
  const subject = subjectNamed(email);
  for (let isDone = false; !isDone; ) {
    const [before] = await deps.registers.find([issuerId]);
    const after = before && signedIn(before, { subject, email });
    isDone =
      before === undefined ||
      after === undefined ||
      (await writeJournaledStaff(before, after, { act: 'sign_in', subject }, deps));
  }
}

const administratorFirst = (one: Appointed, other: Appointed): number =>
  Number(other.roles.includes('administrator')) - Number(one.roles.includes('administrator'));

/** Returns a register with one more person, or the same one if they are in it. */
function withPerson(register: StaffRegister, { email, name, issuerId, roles }: Appointed): StaffRegister {
  if (register.people.some((person) => person.email === email)) return register;
  const now = new Date().toISOString();
  const request = { invitationId: `${issuerId}.${email.split('@')[0]}`, email, name };
  if (roles.includes('administrator')) return founded(register, request, 'operator', now);
  const { invitationId } = request;
  const after = invited(register, { ...request, roles }, 'sample-administrator', now);
  return after.invitations.some((invitation) => invitation.invitationId === invitationId)
    ? approvedInvitation(after, invitationId, { subject: 'operator', isAdministrator: false }, now)
    : after;
}
