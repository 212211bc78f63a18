import { randomUUID } from 'node:crypto';
import { recordHash } from '../../functions/domain/record-hash.ts';
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
  const staff = new DynamoStaffRegisters(clients.dynamo, tableName);
  const journal = new DynamoJournal(clients.dynamo, tableName);
  const appointed = SAMPLE_STAFF.flatMap(({ roles, email, name }) =>
    Object.entries(roles).map(([issuerId, held]): Appointed => ({ email, name, issuerId, roles: held })),
  );
  for (const [issuerId, people] of Map.groupBy(appointed, (person) => person.issuerId))
    for (let isDone = false; !isDone; ) {
      const [before] = await staff.find([issuerId]);
      if (before === undefined) throw new Error('A register is always found, if need be an empty one');
      const everybody = people.toSorted(administratorFirst).reduce(withPerson, before);
      const after = haveSignedIn ? people.reduce(withAccount, everybody) : everybody;
      const replacement = { ...after, revision: before.revision + 1 };
      isDone = after === before || (await journaled(before, replacement, { staff, journal }));
    }
}

/** Writes a register between two entries of the journal, as an operator's appointment. Returns whether it was written. */
async function journaled(
  before: StaffRegister,
  register: StaffRegister,
  { staff, journal }: { readonly staff: DynamoStaffRegisters; readonly journal: DynamoJournal },
): Promise<boolean> {
  const { issuerId } = register;
  const act = {
    requestId: randomUUID(),
    act: 'invite_person',
    subject: 'operator',
    issuerIds: [issuerId],
    targets: { issuerId },
  } as const;
  const now = () => new Date().toISOString();
  await journal.append({ ...act, at: now(), phase: 'begun', outcome: null });
  const isWritten = (await staff.replace(before, register)) === 'written';
  const targets = { ...act.targets, ...(isWritten ? { staffSha256: recordHash(register) } : {}) };
  const outcome = isWritten ? 'done' : 'STATE_CONFLICT';
  await journal.append({ ...act, targets, at: now(), phase: 'ended', outcome });
  return isWritten;
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

/** Returns a register that knows the account of a person. */
const withAccount = (register: StaffRegister, { email }: Appointed): StaffRegister =>
  signedIn(register, { subject: subjectNamed(email), email }) ?? register;
