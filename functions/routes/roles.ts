/** Roles of staff: groups of the identity provider. */
export const STAFF_ROLES = ['coordinator', 'approver', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Every role. `volunteer` is that of a token that names a volunteer. */
export const ROLES = ['volunteer', ...STAFF_ROLES] as const;
export type Role = (typeof ROLES)[number];
