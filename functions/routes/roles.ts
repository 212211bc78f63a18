/** Roles of staff, as groups of the identity provider, and `volunteer` for a token that names a volunteer. */
export const ROLES = ['volunteer', 'coordinator', 'approver', 'auditor'] as const;
export type Role = (typeof ROLES)[number];
