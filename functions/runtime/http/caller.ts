import { Refusal } from '../../domain/refusal.ts';
import { type Grant, grantOf, type Role, type StaffRole } from '../../routes/roles.ts';
import { readEnvironment } from '../environment.ts';
import type { ApiEvent } from './answer.ts';

/** Who calls, by the claims of a token that the gateway's authorizer has verified. */
export interface Caller {
  readonly subject: string;
  readonly volunteerId: string | undefined;
  /** Every role that the token grants, with its issuer. */
  readonly grants: readonly Grant[];
  /** The issuers for which the caller holds one of the route's roles; `*` stands for all of them. */
  readonly issuerIds: readonly string[];
}

/** A caller whose token names a volunteer. */
export interface VolunteerCaller extends Caller {
  readonly volunteerId: string;
}

/** The claim that names the volunteer: `custom:volunteer_id` with Cognito, `sub` with other providers. */
const VOLUNTEER_CLAIM = readEnvironment('VOLUNTEER_CLAIM').VOLUNTEER_CLAIM || 'custom:volunteer_id';

/**
 * Returns the caller if one of the roles is theirs, with the issuers for which it is: who audits one issuer and
 * coordinates another reaches only the second by a route of coordinators. A token that names a volunteer has the role
 * `volunteer`.
 * @throws Refusal FORBIDDEN_ROLE
 */
export function authorizedCaller(event: ApiEvent, roles: readonly Role[]): Caller {
  const caller = callerOf(event, roles);
  if (roles.some((role) => hasRole(caller, role))) return caller;
  if (roles.length === 1 && roles[0] === 'volunteer')
    throw new Refusal('FORBIDDEN_ROLE', 'This is for volunteers; the token names none.');
  throw new Refusal('FORBIDDEN_ROLE', `This is for the role ${roles.join(' or ')}.`, { roles });
}

/** Whether a caller has a role, for some issuer. */
const hasRole = ({ volunteerId = '', grants }: Caller, role: Role): boolean =>
  role === 'volunteer' ? volunteerId !== '' : grants.some((grant) => grant.role === role);

/** Whether a caller has one of the roles for an issuer. */
export const hasRoleFor = (
  { grants }: Pick<Caller, 'grants'>,
  roles: readonly StaffRole[],
  issuerId: string,
): boolean => grants.some((grant) => roles.includes(grant.role) && ['*', issuerId].includes(grant.issuerId));

/** Whether an issuer is in the caller's scope. */
export const hasIssuer = ({ issuerIds }: Caller, issuerId: string): boolean =>
  issuerIds.includes('*') || issuerIds.includes(issuerId);

/** Whether a caller is a certificate's holder, or has one of the roles of staff in its issuer's scope. */
export const canView = (
  caller: Caller,
  { volunteerId, issuerId }: { readonly volunteerId: string; readonly issuerId: string },
  staff: readonly StaffRole[],
): boolean => volunteerId === caller.volunteerId || hasRoleFor(caller, staff, issuerId);

/** The issuers in the caller's scope among all of them, or only the one that is asked for. */
export const issuersInScope = (
  caller: Caller,
  all: Iterable<string>,
  wanted?: string | undefined,
): string[] =>
  [...all].filter((issuerId) => hasIssuer(caller, issuerId) && (wanted ?? issuerId) === issuerId);

function callerOf({ requestContext }: ApiEvent, roles: readonly Role[]): Caller {
  const { authorizer } = requestContext as {
    authorizer?: { jwt?: { claims?: Readonly<Record<string, unknown>> } };
  };
  const claims = authorizer?.jwt?.claims ?? {};
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  // API Gateway passes a list claim on as the text "[a b]".
  const groups = (text('cognito:groups') ?? '').replace(/^\[|\]$/g, '').split(/[\s,]+/);
  const grants = groups.flatMap((group) => grantOf(group) ?? []);
  const subject = text('sub');
  if (subject === undefined) throw new Refusal('FORBIDDEN_ROLE', 'The token names nobody.');
  return {
    subject,
    volunteerId: text(VOLUNTEER_CLAIM),
    grants,
    issuerIds: [
      ...new Set(grants.filter(({ role }) => roles.includes(role)).map(({ issuerId }) => issuerId)),
    ],
  };
}
