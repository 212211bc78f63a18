import type { StaffRegister } from '../../domain/staff/staff-register.ts';

/** Returns the people of an issuer, then the invitations that wait, as the API shows them. */
export const membersOf = ({ issuerId, people, invitations }: StaffRegister) => [
  ...people.map(({ personId, byLink = false, ...person }) => ({
    ...person,
    byLink,
    id: personId,
    issuerId,
    state: 'active' as const,
  })),
  ...invitations.map(({ invitationId, invitedAt, byLink = false, ...invitation }) => ({
    ...invitation,
    byLink,
    id: invitationId,
    issuerId,
    state: 'awaiting_approval' as const,
    since: invitedAt,
    approvedBy: null,
    subject: null,
  })),
];

/** A person or an invitation. */
export type Member = ReturnType<typeof membersOf>[number];

/** Returns the member that a step was about; an invitation before a person of the same address. */
export function memberOf(register: StaffRegister, isWanted: (member: Member) => boolean): Member {
  const member = membersOf(register).findLast(isWanted);
  if (member === undefined) throw new Error('The register has no such member');
  return member;
}
