import { createHash } from 'node:crypto';
import * as z from 'zod';
import { grantText, ROLES, STAFF_ROLES } from '../../../functions/domain/staff/roles.ts';

/** The holder of a token of the embedded cloud that a program asks for without signing in. */
export const identityShape = z.strictObject({
  role: z.enum(ROLES),
  /** Roles of staff that the holder has as well, for the same issuers. */
  furtherRoles: z.array(z.enum(STAFF_ROLES)).optional(),
  /** The volunteer's ID for a volunteer; for the other roles an account name, or the address that somebody signs in with. */
  id: z.string().min(1).max(64).optional(),
  /** The issuers that the holder acts for; absent: all. */
  issuers: z.array(z.string().min(1)).optional(),
  lifetimeSeconds: z.int().min(1).max(86_400).optional(),
});
export type Identity = z.infer<typeof identityShape>;

/** Claims of an access token besides those of OAuth. */
export type Claims = Readonly<Record<string, string | readonly string[]>>;

/** Returns the claims that make an identity's roles. */
export function claimsOf({ role, furtherRoles = [], id, issuers = ['*'] }: Identity): Claims {
  const roles = role === 'volunteer' ? furtherRoles : [role, ...furtherRoles];
  return {
    'cognito:groups': issuers.flatMap((issuerId) => roles.map((held) => grantText({ issuerId, role: held }))),
    ...(role === 'volunteer' && id !== undefined ? { 'custom:volunteer_id': id } : {}),
  };
}

/** Returns the subject of an identity: the same one always, and after signing in with the address that `id` is. */
export const subjectOf = ({ role, furtherRoles = [], id = '' }: Identity): string =>
  subjectNamed(id.includes('@') ? id : `${[role, ...furtherRoles].join('+')}:${id}`);

/** Returns a subject in the form of a UUID, as Cognito's are. */
export function subjectNamed(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
