import { Refusal } from '../../domain/refusal.ts';
import type { ApiEvent } from './api.ts';

export const ROLES = ['volunteer', 'coordinator', 'approver', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls, from the claims of a token that the gateway's authorizer has verified. */
export interface Caller {
  readonly subject: string;
  readonly volunteerId: string | undefined;
  readonly roles: readonly Role[];
  /** Issuers in the caller's scope; `*` is all of them. */
  readonly issuerIds: readonly string[];
}

/** The claim that names the volunteer: `custom:volunteer_id` with Cognito, `sub` with another provider. */
const VOLUNTEER_CLAIM = process.env.VOLUNTEER_CLAIM ?? 'custom:volunteer_id';

/** Reads the caller; without a token the gateway has answered 401 long before. */
export function callerOf(event: ApiEvent): Caller {
  const context = event.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } };
  const claims = context.authorizer?.jwt?.claims ?? {};
  const text = (name: string) => (typeof claims[name] === 'string' ? (claims[name] as string) : undefined);
  // API Gateway hands a list claim over as the text "[a b]".
  const groups = (text('cognito:groups') ?? '').replace(/^\[|\]$/g, '').split(/[\s,]+/);
  const subject = text('sub');
  if (subject === undefined) throw new Refusal('FORBIDDEN_ROLE', 'The token names nobody.');
  return {
    subject,
    volunteerId: text(VOLUNTEER_CLAIM),
    roles: ROLES.filter((role) => groups.includes(role)),
    issuerIds: (text('custom:issuers') ?? '').split(',').filter((id) => id !== ''),
  };
}

/** The caller's volunteer ID; refuses a token that names none. */
export function requireVolunteer(caller: Caller): string {
  if (caller.volunteerId === undefined || caller.volunteerId === '')
    throw new Refusal('FORBIDDEN_ROLE', 'This door is for volunteers; the token names none.');
  return caller.volunteerId;
}

/** Refuses a caller without one of the roles. */
export function requireRole(caller: Caller, ...roles: readonly Role[]): void {
  if (!roles.some((role) => caller.roles.includes(role)))
    throw new Refusal('FORBIDDEN_ROLE', `This door is for the role ${roles.join(' or ')}.`, { roles });
}

/** Whether an issuer is in the caller's scope. */
export const hasIssuer = (caller: Caller, issuerId: string): boolean =>
  caller.issuerIds.includes('*') || caller.issuerIds.includes(issuerId);

/** The caller's issuers among all there are. */
export const issuersOf = (caller: Caller, all: Iterable<string>): string[] =>
  [...all].filter((issuerId) => hasIssuer(caller, issuerId));
