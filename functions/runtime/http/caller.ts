import { isIdentityOf, type VolunteerIdentity, type VolunteerKey } from '../../domain/hours/volunteer.ts';
import { Refusal } from '../../domain/refusal.ts';
import { effectiveGrants, type Grant, grantOf, type Role, type StaffRole } from '../../domain/staff/roles.ts';
import type { ApiEvent } from './answer.ts';

/** Who calls, by the claims of a token that the gateway's authorizer has verified. */
export interface Caller {
  readonly subject: string;
  /** Whom the token names as a volunteer; empty where it names nobody. */
  readonly identities: readonly VolunteerIdentity[];
  /** Every role that the token grants, with its issuer. */
  readonly grants: readonly Grant[];
  /** The issuers for which the caller holds one of the route's roles; `*` stands for all of them. */
  readonly issuerIds: readonly string[];
  /** The issuers for which the handler found the caller authorised: whom the journal says that the act concerns. */
  readonly reached: Set<string>;
  /** Hashes of records that the handler has written, and how many, by name: the journal keeps them. */
  readonly written: Map<string, string>;
}

/**
 * The claim that names the volunteer, which the function that makes tokens writes. Its entries, with commas between them,
 * are `issuer/ID`, or an `ID` alone where every issuer knows the person by it.
 */
export const VOLUNTEER_CLAIM = 'custom:volunteer_id';

/** The claim by which a token says why it names no roles of staff: the account has no second factor. */
export const WITHHELD_CLAIM = 'roles_withheld';

/**
 * Returns the caller if one of the roles is theirs, with the issuers for which it is: who audits one issuer and
 * coordinates another reaches only the second by a route of coordinators. A token that names a volunteer has the role
 * `volunteer`.
 * @throws Refusal FORBIDDEN_ROLE, or SECOND_FACTOR_MISSING where roles are withheld for want of one
 */
export function authorizedCaller(event: ApiEvent, roles: readonly Role[]): Caller {
  const caller = callerOf(event, roles);
  if (roles.some((role) => hasRole(caller, role))) return caller;
  if (roles.length === 1 && roles[0] === 'volunteer')
    throw new Refusal('FORBIDDEN_ROLE', 'This is for volunteers; the token names none.');
  if (claimsIn(event)[WITHHELD_CLAIM] !== undefined)
    throw new Refusal(
      'SECOND_FACTOR_MISSING',
      'Your roles wait for a second factor: register an authenticator app in the console, and sign in again.',
    );
  throw new Refusal('FORBIDDEN_ROLE', `This is for the role ${roles.join(' or ')}.`, { roles });
}

/** Whether a caller has a role, for some issuer. */
const hasRole = ({ identities, grants }: Caller, role: Role): boolean =>
  role === 'volunteer' ? identities.length > 0 : grants.some((grant) => grant.role === role);

/** Whether a caller has one of the roles for an issuer; notes for the journal that it is reached. */
export function hasRoleFor(
  { grants, reached }: Caller,
  roles: readonly StaffRole[],
  issuerId: string,
): boolean {
  const has = grants.some((grant) => roles.includes(grant.role) && ['*', issuerId].includes(grant.issuerId));
  if (has) reached.add(issuerId);
  return has;
}

/** Whether every issuer is in the caller's scope, also one that is configured later. */
export const isForAll = ({ issuerIds }: Caller): boolean => issuerIds.includes('*');

/** Whether an issuer is in the caller's scope; notes for the journal that it is reached. */
export function hasIssuer(caller: Caller, issuerId: string): boolean {
  const has = isForAll(caller) || caller.issuerIds.includes(issuerId);
  if (has) caller.reached.add(issuerId);
  return has;
}

/** Whether a caller is the volunteer of an issuer, for example the holder of its certificate. */
export const isVolunteer = ({ identities }: Caller, volunteer: VolunteerKey): boolean =>
  identities.some((identity) => isIdentityOf(identity, volunteer));

/** Whether a caller is a certificate's holder, or has one of the roles of staff in its issuer's scope. */
export const canView = (caller: Caller, holder: VolunteerKey, staff: readonly StaffRole[]): boolean =>
  isVolunteer(caller, holder) || hasRoleFor(caller, staff, holder.issuerId);

/** The issuers in the caller's scope among all of them, or only the one that is asked for. */
export const issuersInScope = (
  caller: Caller,
  all: Iterable<string>,
  wanted?: string | undefined,
): string[] =>
  [...all].filter((issuerId) => (wanted ?? issuerId) === issuerId && hasIssuer(caller, issuerId));

function claimsIn({ requestContext }: ApiEvent): Readonly<Record<string, unknown>> {
  const { authorizer } = requestContext as {
    authorizer?: { jwt?: { claims?: Readonly<Record<string, unknown>> } };
  };
  return authorizer?.jwt?.claims ?? {};
}

function callerOf(event: ApiEvent, roles: readonly Role[]): Caller {
  const claims = claimsIn(event);
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  // Cognito signs tokens about who signed in with the same keys, and names groups in them too.
  if (text('token_use') === 'id')
    throw new Refusal('FORBIDDEN_ROLE', 'This token says who signed in; it is no access token.');
  // API Gateway passes a list claim on as the text "[a b]". A group's name may hold a comma, and no space.
  const groups = (text('cognito:groups') ?? '').replace(/^\[|\]$/g, '').split(/\s+/);
  const grants = effectiveGrants(groups.flatMap((group) => grantOf(group) ?? []));
  const subject = text('sub');
  if (subject === undefined) throw new Refusal('FORBIDDEN_ROLE', 'The token names nobody.');
  return {
    subject,
    identities: identitiesIn(text(VOLUNTEER_CLAIM) ?? ''),
    grants,
    issuerIds: [
      ...new Set(grants.filter(({ role }) => roles.includes(role)).map(({ issuerId }) => issuerId)),
    ],
    reached: new Set(),
    written: new Map(),
  };
}

/** Reads the claim that names a volunteer. An entry without an ID names nobody. */
const identitiesIn = (claim: string): VolunteerIdentity[] =>
  claim.split(',').flatMap((entry) => {
    const [first = '', ...rest] = entry.trim().split('/');
    if (rest.length === 0) return first === '' ? [] : { volunteerId: first };
    const volunteerId = rest.join('/');
    return first === '' || volunteerId === '' ? [] : { issuerId: first, volunteerId };
  });
