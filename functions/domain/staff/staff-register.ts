import type { Instant } from '../calendar-date.ts';
import { Refusal } from '../refusal.ts';
import { type FormerAddress, formerAddressesWith, requireOneWay } from './known-addresses.ts';
import { APPROVING_ROLES, type Grant, GUARDED_ROLES, type IssuerRole } from './roles.ts';

/** Somebody who works for an issuer. */
export interface Person {
  readonly personId: string;
  readonly name: string;
  /** In lower case: by it the person is known at the first sign-in. */
  readonly email: string;
  readonly roles: readonly IssuerRole[];
  /** When the roles became what they are. */
  readonly since: Instant;
  /** Who asked for them, and who was the second person: of the last that needed one, where some did. */
  readonly invitedBy: string;
  readonly approvedBy: string | null;
  /** The identity provider's subject; null before the first sign-in. */
  readonly subject: string | null;
  /** The person has no account: approves hours by links that are sent to the address. */
  readonly byLink?: true;
}

/** Roles for somebody that wait for a second person. */
export interface Invitation {
  readonly invitationId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly IssuerRole[];
  readonly invitedBy: string;
  readonly invitedAt: Instant;
  readonly byLink?: true;
}

/** The issuer's policy on who may act on the same thing, as two people changed it. */
export interface StaffPolicy {
  readonly makerAndChecker: boolean;
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly approvedBy: string;
}

/** A change of the policy that waits for a second person. */
export interface PolicyProposal {
  readonly makerAndChecker: boolean;
  readonly proposedAt: Instant;
  readonly proposedBy: string;
}

/** Who works for an issuer, and by which policy: one record, so that each change is decided on all of it. */
export interface StaffRegister {
  readonly issuerId: string;
  /** Raised by one with every change; a write is conditional on the revision it read. */
  readonly revision: number;
  readonly people: readonly Person[];
  readonly invitations: readonly Invitation[];
  /** Of people who were removed. */
  readonly formerAddresses: readonly FormerAddress[];
  /** Null where it is still that of the issuer's file. */
  readonly policy: StaffPolicy | null;
  readonly proposal: PolicyProposal | null;
}

/** Who asks. */
export interface Actor {
  readonly subject: string;
  /** Whether the issuer's people are the actor's to administer; otherwise it is an operator. */
  readonly isAdministrator: boolean;
}

/** What an invitation says. */
export interface InvitationRequest {
  readonly invitationId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly IssuerRole[];
  readonly byLink?: true;
}

/** Returns the register of an issuer for which nobody works yet. */
export const emptyRegister = (issuerId: string): StaffRegister => ({
  issuerId,
  revision: 0,
  people: [],
  invitations: [],
  formerAddresses: [],
  policy: null,
  proposal: null,
});

/**
 * Returns the register with an invitation by an administrator. Roles that no administrator gives alone wait, all of the
 * invitation with them; others count at once, in addition to those that the person has. Returns the register itself
 * where the person has all of it already: the email may not have reached them.
 *
 * @throws Refusal STATE_CONFLICT when an invitation of the person waits already, when it only changes a name, or when it
 * would make an administrator a second person; see `requireOneWay`.
 */
export function invited(
  register: StaffRegister,
  request: InvitationRequest,
  by: string,
  now: Instant,
): StaffRegister {
  const invitation = { ...request, email: request.email.toLowerCase(), invitedBy: by, invitedAt: now };
  if (register.invitations.some(({ email }) => email === invitation.email))
    throw conflict('An invitation of this person is waiting for a second person already.');
  requireOneWay(register, invitation);
  const known = personOf(register, invitation.email);
  const added = invitation.roles.filter((role) => !known?.roles.includes(role));
  if (added.length === 0) {
    if (known?.name !== invitation.name) throw conflict('The person has these roles already.');
    return register;
  }
  requireSeparate([...(known?.roles ?? []), ...added]);
  if (!added.some((role) => GUARDED_ROLES.includes(role))) return appointed(register, invitation, null, now);
  return changed(register, { invitations: [...register.invitations, invitation] });
}

/**
 * Returns the register with the first administrator, whom an operator appoints. There is nobody to approve it.
 *
 * @throws Refusal STATE_CONFLICT when somebody administers the issuer already.
 */
export function founded(
  register: StaffRegister,
  request: Omit<InvitationRequest, 'roles'>,
  operator: string,
  now: Instant,
): StaffRegister {
  if (administrators(register).length > 0)
    throw conflict('The issuer has an administrator, who invites everybody else.');
  const invitation = { ...request, email: request.email.toLowerCase(), invitedBy: operator, invitedAt: now };
  const roles: IssuerRole[] = ['administrator'];
  requireOneWay(register, invitation);
  requireSeparate([...(personOf(register, invitation.email)?.roles ?? []), ...roles]);
  return appointed(register, { ...invitation, roles }, null, now);
}

/**
 * Returns the register after a second person approved an invitation: the person has its roles.
 *
 * @throws Refusal NOT_FOUND; see `requireSecondPerson`.
 */
export function approvedInvitation(
  register: StaffRegister,
  invitationId: string,
  by: Actor,
  now: Instant,
): StaffRegister {
  const invitation = register.invitations.find((one) => one.invitationId === invitationId);
  if (invitation === undefined) throw new Refusal('NOT_FOUND', 'Your issuers have no such person.');
  requireSecondPerson(register, invitation.invitedBy, by);
  requireOneWay(register, invitation);
  requireSeparate([...(personOf(register, invitation.email)?.roles ?? []), ...invitation.roles]);
  const invitations = register.invitations.filter((one) => one !== invitation);
  return appointed({ ...register, invitations }, invitation, by.subject, now);
}

/**
 * Returns the register without a person, or without an invitation that was waiting.
 *
 * @throws Refusal NOT_FOUND, or STATE_CONFLICT for the only administrator.
 */
export function removed(register: StaffRegister, id: string): StaffRegister {
  const people = register.people.filter(({ personId }) => personId !== id);
  const invitations = register.invitations.filter(({ invitationId }) => invitationId !== id);
  const count = people.length + invitations.length;
  if (count === register.people.length + register.invitations.length)
    throw new Refusal('NOT_FOUND', 'Your issuers have no such person.');
  const formerAddresses = formerAddressesWith(register, id);
  const after = changed(register, { people, invitations, formerAddresses });
  if (administrators(register).length > 0 && administrators(after).length === 0)
    throw conflict('The only administrator can’t be removed: invite another first.');
  return after;
}

/**
 * Returns the register with a change of the policy that waits for a second person. It takes the place of one that waits.
 *
 * @throws Refusal STATE_CONFLICT when the policy is that already.
 */
export function proposed(
  register: StaffRegister,
  makerAndChecker: boolean,
  present: boolean,
  by: string,
  now: Instant,
): StaffRegister {
  if (makerAndChecker === present) throw conflict('This is the policy already.');
  return changed(register, { proposal: { makerAndChecker, proposedBy: by, proposedAt: now } });
}

/**
 * Returns the register after a second person approved a change of the policy.
 *
 * @throws Refusal NOT_FOUND when none waits; see `requireSecondPerson`.
 */
export function approvedPolicy(register: StaffRegister, by: Actor, now: Instant): StaffRegister {
  const { proposal } = register;
  if (proposal === null) throw new Refusal('NOT_FOUND', 'No change of the policy is waiting.');
  requireSecondPerson(register, proposal.proposedBy, by);
  const { makerAndChecker, proposedBy } = proposal;
  const policy = { makerAndChecker, changedAt: now, changedBy: proposedBy, approvedBy: by.subject };
  return changed(register, { policy, proposal: null });
}

/**
 * Returns the roles of a person as a token grants them: of every register in which the person stands, found by the
 * subject, or by the email address before the first sign-in. Who approves by link has no account.
 */
export const grantsOf = (
  registers: readonly StaffRegister[],
  who: { readonly subject: string; readonly email?: string },
): Grant[] =>
  registers.flatMap(({ issuerId, people }) =>
    people
      .filter(({ byLink }) => byLink !== true)
      .filter(({ subject, email }) =>
        subject === null ? email === who.email?.toLowerCase() : subject === who.subject,
      )
      .flatMap(({ roles }) => roles.map((role) => ({ issuerId, role }))),
  );

/**
 * Returns the register after somebody signed in with an email address: from then on the subject names the person.
 * Undefined where that changes nothing.
 */
export function signedIn(
  register: StaffRegister,
  { subject, email }: { readonly subject: string; readonly email: string },
): StaffRegister | undefined {
  const isNew = (person: Person) =>
    person.subject === null && person.byLink !== true && person.email === email.toLowerCase();
  if (!register.people.some(isNew)) return undefined;
  const people = register.people.map((person) => (isNew(person) ? { ...person, subject } : person));
  return changed(register, { people });
}

/**
 * Requires a second person for what somebody asked for: another administrator, or an operator where there is one only.
 *
 * @throws Refusal SAME_PERSON for who asked; STATE_CONFLICT for an operator where a second administrator can do it.
 */
function requireSecondPerson(register: StaffRegister, first: string, { subject, isAdministrator }: Actor) {
  if (subject === first)
    throw new Refusal('SAME_PERSON', 'Another person must approve it than the one who asked for it.');
  if (!isAdministrator && administrators(register).length > 1)
    throw conflict('The issuer has a second administrator, who approves it.');
}

/** @throws Refusal STATE_CONFLICT when the roles of one person make an administrator a second person. */
function requireSeparate(roles: readonly IssuerRole[]): void {
  if (roles.includes('administrator') && roles.some((role) => APPROVING_ROLES.includes(role)))
    throw conflict(`An administrator can’t be ${APPROVING_ROLES.join(' or ')} as well.`);
}

const administrators = ({ people }: StaffRegister): readonly Person[] =>
  people.filter(({ roles }) => roles.includes('administrator'));

const personOf = ({ people }: StaffRegister, email: string): Person | undefined =>
  people.find((person) => person.email === email);

/** Returns the register in which the invited person has the roles, besides those from before. */
function appointed(
  register: StaffRegister,
  { invitationId, name, email, roles, invitedBy, byLink }: Invitation,
  approvedBy: string | null,
  now: Instant,
): StaffRegister {
  const known = personOf(register, email);
  const isApprovedBefore = approvedBy === null && typeof known?.approvedBy === 'string';
  const person: Person = {
    personId: known?.personId ?? invitationId,
    name,
    email,
    roles: [...new Set([...(known?.roles ?? []), ...roles])],
    since: now,
    invitedBy: isApprovedBefore ? known.invitedBy : invitedBy,
    approvedBy: isApprovedBefore ? known.approvedBy : approvedBy,
    subject: known?.subject ?? null,
    ...(byLink ? { byLink } : {}),
  };
  return changed(register, { people: [...register.people.filter((one) => one !== known), person] });
}

const changed = (register: StaffRegister, change: Partial<StaffRegister>): StaffRegister => ({
  ...register,
  ...change,
  revision: register.revision + 1,
});

const conflict = (message: string) => new Refusal('STATE_CONFLICT', message);
