import { expect, test } from '@jest/globals';
import type { IssuerRole } from '../../../functions/domain/staff/roles.ts';
import {
  approvedInvitation,
  emptyRegister,
  founded,
  invited,
} from '../../../functions/domain/staff/staff-register.ts';

const NOW = '2026-01-10T08:00:00.000Z';
const request = (name: string, ...roles: IssuerRole[]) => ({
  invitationId: `a.${name}`,
  name,
  email: `${name}@example.org`,
  roles,
});

test('a further role that needs no second person leaves who approved the one that did', () => {
  const founding = founded(emptyRegister('a'), request('huda'), 'operator-1', NOW);
  const waiting = invited(founding, request('ali', 'approver'), 'huda', NOW);
  const approved = approvedInvitation(waiting, 'a.ali', { subject: 'omar', isAdministrator: true }, NOW);
  const later = '2026-02-01T08:00:00.000Z';
  const further = invited(approved, request('ali', 'recorder'), 'sara', later);
  expect(further.people.find(({ name }) => name === 'ali')).toMatchObject({
    roles: ['approver', 'recorder'],
    ...{ since: later, invitedBy: 'huda', approvedBy: 'omar' },
  });
});
