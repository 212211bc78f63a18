/** The roles that an issuer's people hold. */
export const ISSUER_ROLES = [
  'recorder',
  'supervisor',
  'coordinator',
  'administrator',
  'approver',
  'auditor',
] as const;
export type IssuerRole = (typeof ISSUER_ROLES)[number];

/**
 * Roles of staff. A person holds each for one issuer, several issuers, or all (`*`); see `Grant`. Operators run the
 * installation, and no issuer appoints them.
 */
export const STAFF_ROLES = [...ISSUER_ROLES, 'operator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Every role. `volunteer` is that of a token that names a volunteer. */
export const ROLES = ['volunteer', ...STAFF_ROLES] as const;
export type Role = (typeof ROLES)[number];

/** What each role is for, as the reference of the API says it. */
export const ROLE_PURPOSES: Readonly<Record<Role, string>> = {
  volunteer: 'Sees the own hours and certificates, and claims them',
  recorder: 'Records opportunities and hours, and imports files',
  supervisor: 'Approves hours that another person recorded',
  coordinator: 'Issues certificates, and answers for them afterwards; may record as well',
  administrator: 'Decides who works for the issuer, in which roles and by which policy',
  approver: 'Is the second person, and halts what the issuer issues',
  auditor: 'Reads, and changes nothing',
  operator: 'Runs the installation: halts everything, for all issuers',
};

/** A role that a person holds for an issuer; `*` is every issuer. In tokens `<issuer>/<role>`. */
export interface Grant {
  readonly issuerId: string;
  readonly role: StaffRole;
}

/** Returns a grant as a token writes it. */
export const grantText = ({ issuerId, role }: Grant): string => `${issuerId}/${role}`;

/** The ID of an issuer, or every issuer. */
const SCOPE = /^(?:\*|[a-z0-9-]+)$/;

/** Returns the grant that a text of a token means; undefined for any other text. */
export function grantOf(text: string): Grant | undefined {
  const [issuerId = '', name, ...rest] = text.split('/');
  const role = STAFF_ROLES.find((known) => known === name);
  return !SCOPE.test(issuerId) || role === undefined || rest.length > 0 ? undefined : { issuerId, role };
}

/** The roles of a second person: they make what another person recorded count. */
export const APPROVING_ROLES: readonly StaffRole[] = ['supervisor', 'approver'];

/** The roles that no administrator gives alone: those of a second person, and of who can appoint one. */
export const GUARDED_ROLES: readonly StaffRole[] = [...APPROVING_ROLES, 'administrator'];

/**
 * Returns the grants that count: who administers an issuer's people is no second person there, whatever a token says.
 * Otherwise one account could appoint who records, and approve it.
 */
export function effectiveGrants(grants: readonly Grant[]): readonly Grant[] {
  const administered = grants.filter(({ role }) => role === 'administrator').map(({ issuerId }) => issuerId);
  const overlaps = (issuerId: string) =>
    administered.some((one) => one === issuerId || one === '*' || issuerId === '*');
  return grants.filter(({ role, issuerId }) => !(APPROVING_ROLES.includes(role) && overlaps(issuerId)));
}
