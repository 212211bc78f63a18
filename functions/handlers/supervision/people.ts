import { randomBytes } from 'node:crypto';
import { issuerOf, separatesPeople } from '../../domain/issuer.ts';
import { recordHash } from '../../domain/record-hash.ts';
import { Refusal } from '../../domain/refusal.ts';
import { namesOfPeople } from '../../domain/staff/known-addresses.ts';
import { STAFF_ROLES } from '../../domain/staff/roles.ts';
import {
  type Actor,
  approvedInvitation,
  approvedPolicy,
  invited,
  proposed,
  removed,
  type StaffRegister,
} from '../../domain/staff/staff-register.ts';
import { appointmentEmail, loadStaffEmailWording } from '../../pages/staff-email.ts';
import * as supervision from '../../routes/supervision.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, hasRoleFor, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { logFault } from '../../runtime/log.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE, sesClient } from '../../storage/clients.ts';
import { DynamoStaffRegisters } from '../../storage/dynamo/supervision/dynamo-staff-registers.ts';
import { SesMailer } from '../../storage/ses-mailer.ts';
import { changeStaff } from '../../workflows/supervision/change-staff.ts';
import { type Member, memberOf, membersOf } from './members.ts';

const { TABLE_NAME, PUBLIC_BASE_URL, MAIL_FROM, MAIL_CONFIGURATION } = readEnvironment(
  'TABLE_NAME',
  'PUBLIC_BASE_URL',
  'MAIL_FROM',
  'MAIL_CONFIGURATION',
);
const issuers = loadIssuers(templatesDirectory());
const deps = { staff: new DynamoStaffRegisters(dynamoClient(PEOPLE), TABLE_NAME) };
const mailer = new SesMailer(sesClient(PEOPLE), MAIL_FROM, MAIL_CONFIGURATION);
const wording = loadStaffEmailWording(templatesDirectory());
const now = () => new Date().toISOString();

export const handler = apiHandler<'supervision/people'>(wireJournal(), [
  implement(supervision.listPeople, async ({ caller, query }) => {
    const registers = await deps.staff.find(issuersInScope(caller, issuers.keys(), query.issuer));
    return answer(200, { items: registers.flatMap(membersOf), cursor: null });
  }),
  implement(supervision.getOwnRoles, async ({ caller }) => {
    const rolesFor = (issuerId: string) => STAFF_ROLES.filter((role) => hasRoleFor(caller, [role], issuerId));
    const held = [...issuers.keys()].map((issuerId) => ({ issuerId, roles: rolesFor(issuerId) }));
    return answer(200, { subject: caller.subject, issuers: held.filter(({ roles }) => roles.length > 0) });
  }),
  implement(supervision.listNamesOfPeople, async ({ caller, query }) => {
    const registers = await deps.staff.find(issuersInScope(caller, issuers.keys(), query.issuer));
    // One who works for several issuers stands in several registers.
    const named = new Map(registers.flatMap(namesOfPeople).map((one) => [one.subject, one]));
    return answer(200, { items: [...named.values()], cursor: null });
  }),
  implement(supervision.invitePerson, async ({ caller, body }) => {
    const { issuerId: named, byLink, ...invitation } = body;
    const issuerId = onlyIssuer(caller, named);
    if (byLink && invitation.roles.join() !== 'supervisor')
      throw new Refusal('BODY_INVALID', 'Who approves by link is a supervisor and nothing else.', {
        field: 'roles',
      });
    // The issuer is in the ID, so that a later request finds its register.
    const invitationId = `${issuerId}.${randomBytes(8).toString('hex')}`;
    const request = { ...invitation, invitationId, ...(byLink ? { byLink } : {}) };
    const register = await changed(caller, issuerId, (before) =>
      invited(before, request, caller.subject, now()),
    );
    const member = memberOf(
      register,
      ({ id, email }) => id === invitationId || email === request.email.toLowerCase(),
    );
    if (member.state === 'awaiting_approval') return answer(202, { ...member, emailed: false });
    return answer(201, {
      ...member,
      emailed: await tellAppointed(register, { ...member, invitedBy: caller.subject }),
    });
  }),
  implement(supervision.approveInvitation, async ({ caller, path }) => {
    const issuerId = issuerOfId(caller, path.id);
    let email = '';
    const approve = (before: StaffRegister) => {
      email = before.invitations.find(({ invitationId }) => invitationId === path.id)?.email ?? '';
      return approvedInvitation(before, path.id, actorOf(caller, issuerId), now());
    };
    const register = await changed(caller, issuerId, approve);
    const member = memberOf(register, (one) => one.email === email);
    return answer(200, { ...member, emailed: await tellAppointed(register, member) });
  }),
  implement(supervision.removePerson, async ({ caller, path }) => {
    const issuerId = issuerOfId(caller, path.id);
    let before: StaffRegister | undefined;
    await changed(caller, issuerId, (register) => {
      before = register;
      return removed(register, path.id);
    });
    if (before === undefined) throw new Error('A person was removed from no register');
    return answer(
      200,
      memberOf(before, ({ id }) => id === path.id),
    );
  }),
  implement(supervision.getPolicies, async ({ caller, query }) => {
    const registers = await deps.staff.find(issuersInScope(caller, issuers.keys(), query.issuer));
    return answer(200, { items: registers.map(policyOf), cursor: null });
  }),
  implement(supervision.proposePolicy, async ({ caller, body: { issuerId: named, makerAndChecker } }) => {
    const issuerId = onlyIssuer(caller, named);
    const propose = (before: StaffRegister) =>
      proposed(before, makerAndChecker, policyOf(before).makerAndChecker, caller.subject, now());
    return answer(202, policyOf(await changed(caller, issuerId, propose)));
  }),
  implement(supervision.approvePolicy, async ({ caller, body }) => {
    const issuerId = onlyIssuer(caller, body.issuerId);
    const approve = (before: StaffRegister) => approvedPolicy(before, actorOf(caller, issuerId), now());
    return answer(200, policyOf(await changed(caller, issuerId, approve)));
  }),
]);

/** Emails a person whose roles count now. Returns whether the mail service took it: the roles count either way. */
async function tellAppointed(
  { issuerId, people }: StaffRegister,
  { id, name, email, roles, byLink, invitedBy }: Member,
): Promise<boolean> {
  const inviter = people.find(({ subject }) => subject === invitedBy)?.name ?? null;
  const person = { name, email, roles, inviter, reference: referenceOf(id), ...(byLink ? { byLink } : {}) };
  try {
    const email = appointmentEmail(person, issuerOf(issuers, issuerId), `${PUBLIC_BASE_URL}/my`, wording);
    return (await mailer.send(email)) === 'accepted';
  } catch (fault) {
    logFault('invitation.email', fault);
    return false;
  }
}

/** The part of an ID after its issuer: SES takes letters and digits. */
const referenceOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

/** Changes an issuer's register, and notes for the journal what it is like now. */
async function changed(
  caller: Caller,
  issuerId: string,
  step: (register: StaffRegister) => StaffRegister,
): Promise<StaffRegister> {
  const register = await changeStaff(issuerId, step, deps);
  caller.written.set('staffSha256', recordHash(register));
  return register;
}

const actorOf = (caller: Caller, issuerId: string): Actor => ({
  subject: caller.subject,
  isAdministrator: hasRoleFor(caller, ['administrator'], issuerId),
});

/**
 * Returns the issuer that a request names, or the caller's only one.
 * @throws Refusal NOT_FOUND for one that isn't the caller's, or where the caller has several and names none
 */
function onlyIssuer(caller: Caller, named: string | undefined): string {
  const [issuerId, ...others] = issuersInScope(caller, issuers.keys(), named);
  if (issuerId === undefined) throw new Refusal('NOT_FOUND', 'You have no such issuer.');
  if (others.length > 0)
    throw new Refusal('BODY_INVALID', 'You have several issuers; name one as issuerId.', {
      field: 'issuerId',
    });
  return issuerId;
}

/** Returns the issuer in the ID of a person or an invitation. */
function issuerOfId(caller: Caller, id: string): string {
  const issuerId = id.slice(0, Math.max(0, id.lastIndexOf('.')));
  if (!issuers.has(issuerId) || !hasIssuer(caller, issuerId))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such person.');
  return issuerId;
}

function policyOf({ issuerId, policy, proposal }: StaffRegister) {
  const configured = separatesPeople(issuers.get(issuerId) ?? {});
  return {
    issuerId,
    makerAndChecker: policy?.makerAndChecker ?? configured,
    changedAt: policy?.changedAt ?? null,
    changedBy: policy?.changedBy ?? null,
    approvedBy: policy?.approvedBy ?? null,
    proposal,
  };
}
