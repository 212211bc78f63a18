import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasWorkedFor, namesOfPeople } from '../../../functions/domain/staff/known-addresses.ts';
import {
  APPROVING_ROLES,
  effectiveGrants,
  GUARDED_ROLES,
  ISSUER_ROLES,
  type IssuerRole,
} from '../../../functions/domain/staff/roles.ts';
import {
  type Actor,
  approvedInvitation,
  approvedPolicy,
  emptyRegister,
  founded,
  grantsOf,
  invited,
  proposed,
  removed,
  type StaffRegister,
  signedIn,
} from '../../../functions/domain/staff/staff-register.ts';

const NOW = '2026-01-10T08:00:00.000Z';
const request = (name: string, ...roles: IssuerRole[]) => ({
  invitationId: `a.${name}`,
  name,
  email: `${name}@Example.org`,
  roles,
});
const administrator = (subject: string): Actor => ({ subject, isAdministrator: true });
const operator: Actor = { subject: 'operator-1', isAdministrator: false };
const refused = (code: string, message?: string) =>
  expect.objectContaining({ code, ...(message ? { message: expect.stringContaining(message) } : {}) });
const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

/** A register with one administrator, or with two. */
const oneAdministrator = founded(emptyRegister('a'), request('huda'), 'operator', NOW);
const twoAdministrators = approvedInvitation(
  invited(oneAdministrator, request('omar', 'administrator'), 'huda', NOW),
  'a.omar',
  operator,
  NOW,
);
const rolesIn = ({ people }: StaffRegister, name: string) =>
  people.find((person) => person.name === name)?.roles ?? [];

describe('a person', () => {
  test('has worked for the issuer after leaving it, under each account', () => {
    const sara = request('sara', 'recorder');
    let register = oneAdministrator;
    for (const subject of ['sara-1', 'sara-2']) {
      register = invited(register, sara, 'huda', NOW);
      expect(hasWorkedFor(register, subject)).toBe(false);
      register = signedIn(register, { subject, email: sara.email }) ?? register;
      expect(hasWorkedFor(register, subject)).toBe(true);
      register = removed(register, 'a.sara');
    }
    expect(['sara-1', 'sara-2', 'huda'].map((subject) => hasWorkedFor(register, subject))).toEqual([
      true,
      true,
      false,
    ]);
    // Who never signed in leaves an address once, however often.
    for (const _ of [1, 2]) register = removed(invited(register, sara, 'huda', NOW), 'a.sara');
    expect(register.formerAddresses).toHaveLength(3);
  });

  test('is named after leaving, by the account or, of who approved by link, by the ID of the person', () => {
    let register = signedIn(oneAdministrator, { subject: 'huda-1', email: 'huda@example.org' });
    if (register === undefined) throw new Error('She has not signed in');
    const byLink = { ...request('nabil', 'supervisor'), byLink: true as const };
    register = approvedInvitation(invited(register, byLink, 'huda-1', NOW), 'a.nabil', operator, NOW);
    register = invited(register, request('sara', 'recorder'), 'huda-1', NOW);
    const before = [
      { subject: 'huda-1', name: 'huda' },
      { subject: 'a.nabil', name: 'nabil' },
    ];
    expect(namesOfPeople(register)).toEqual(before);
    register = signedIn(register, { subject: 'sara-1', email: 'sara@example.org' }) ?? register;
    for (const id of ['a.nabil', 'a.sara']) register = removed(register, id);
    const named = new Map(namesOfPeople(register).map(({ subject, name }) => [subject, name]));
    expect(Object.fromEntries(named)).toEqual({ 'huda-1': 'huda', 'a.nabil': 'nabil', 'sara-1': 'sara' });
  });

  test('is the first administrator by an operator, and nobody is a second time', () => {
    expect(oneAdministrator).toMatchObject({
      revision: 1,
      people: [{ personId: 'a.huda', email: 'huda@example.org', roles: ['administrator'], subject: null }],
    });
    expect(refusalOf(() => founded(oneAdministrator, request('sara'), 'operator', NOW))).toEqual(
      refused('STATE_CONFLICT'),
    );
  });

  test.each(ISSUER_ROLES.filter((role) => !GUARDED_ROLES.includes(role)))(
    'is %s as soon as an administrator invites',
    (role) => {
      const register = invited(oneAdministrator, request('sara', role), 'huda', NOW);
      expect([rolesIn(register, 'sara'), register.invitations]).toEqual([[role], []]);
    },
  );

  test.each(GUARDED_ROLES as readonly IssuerRole[])('is %s only by two people', (role) => {
    const waiting = invited(twoAdministrators, request('sara', 'recorder', role), 'huda', NOW);
    expect([rolesIn(waiting, 'sara'), waiting.invitations.length]).toEqual([[], 1]);
    const approve = (by: Actor) => () => approvedInvitation(waiting, 'a.sara', by, NOW);
    expect(refusalOf(approve(administrator('huda')))).toEqual(refused('SAME_PERSON'));
    expect(refusalOf(approve(operator))).toEqual(refused('STATE_CONFLICT', 'second administrator'));
    const register = approve(administrator('omar'))();
    expect(register.invitations).toEqual([]);
    expect(register.people.at(-1)).toMatchObject({
      roles: ['recorder', role],
      invitedBy: 'huda',
      approvedBy: 'omar',
    });
  });

  test('is approved by an operator where there is one administrator only, who is not the operator', () => {
    const waiting = invited(oneAdministrator, request('sara', 'approver'), 'huda', NOW);
    expect(rolesIn(approvedInvitation(waiting, 'a.sara', operator, NOW), 'sara')).toEqual(['approver']);
    const self = { ...operator, subject: 'huda' };
    expect(refusalOf(() => approvedInvitation(waiting, 'a.sara', self, NOW))).toEqual(refused('SAME_PERSON'));
  });

  test.each(APPROVING_ROLES as readonly IssuerRole[])('is never administrator and %s', (role) => {
    const both = () => invited(twoAdministrators, request('huda', role), 'omar', NOW);
    expect(refusalOf(both)).toEqual(refused('STATE_CONFLICT', 'An administrator can’t be'));
    const waiting = invited(twoAdministrators, request('sara', role), 'huda', NOW);
    const second = approvedInvitation(waiting, 'a.sara', administrator('omar'), NOW);
    const administrates = () => invited(second, request('sara', 'administrator'), 'huda', NOW);
    expect(refusalOf(administrates)).toEqual(refused('STATE_CONFLICT', 'An administrator can’t be'));
  });

  test('gets further roles beside those from before, and no role twice', () => {
    const first = invited(oneAdministrator, request('sara', 'recorder'), 'huda', NOW);
    const second = invited(first, request('sara', 'recorder', 'coordinator'), 'huda', NOW);
    expect(second.people).toHaveLength(2);
    expect(rolesIn(second, 'sara')).toEqual(['recorder', 'coordinator']);
    expect(invited(second, request('sara', 'recorder'), 'huda', NOW)).toBe(second);
    const renamed = { ...request('sara', 'recorder'), name: 'Sara Saleh' };
    expect(refusalOf(() => invited(second, renamed, 'huda', NOW))).toEqual(
      refused('STATE_CONFLICT', 'already'),
    );
  });

  test('is removed with all roles, or before they count, but never as the only administrator', () => {
    const waiting = invited(twoAdministrators, request('sara', 'approver'), 'huda', NOW);
    expect(removed(waiting, 'a.sara').invitations).toEqual([]);
    const left = removed(waiting, 'a.huda');
    expect(rolesIn(left, 'huda')).toEqual([]);
    expect(refusalOf(() => removed(left, 'a.omar'))).toEqual(refused('STATE_CONFLICT', 'only administrator'));
    expect(refusalOf(() => removed(left, 'a.nobody'))).toEqual(refused('NOT_FOUND'));
  });

  test('has in a token the roles of every register, by address before and by subject after the first sign-in', () => {
    const here = invited(oneAdministrator, request('sara', 'recorder', 'auditor'), 'huda', NOW);
    const there = {
      ...emptyRegister('b'),
      people: here.people.map((person) => ({ ...person, subject: `${person.name}-1` })),
    };
    const sara = { subject: 'sara-1', email: 'SARA@example.org' };
    expect(grantsOf([here, there], sara)).toEqual([
      { issuerId: 'a', role: 'recorder' },
      { issuerId: 'a', role: 'auditor' },
      { issuerId: 'b', role: 'recorder' },
      { issuerId: 'b', role: 'auditor' },
    ]);
    // Somebody else with the address of a person who has signed in is not that person.
    expect(grantsOf([there], { ...sara, subject: 'else' })).toEqual([]);
  });
});

describe('an address', () => {
  const byLink = (name: string) => ({ ...request(name, 'supervisor'), byLink: true as const });
  const approvedByLink = approvedInvitation(
    invited(twoAdministrators, byLink('amal'), 'huda', NOW),
    'a.amal',
    administrator('omar'),
    NOW,
  );

  test('approves by link only by two people, and signs nobody in', () => {
    const waiting = invited(twoAdministrators, byLink('amal'), 'huda', NOW);
    expect([rolesIn(waiting, 'amal'), waiting.invitations]).toMatchObject([[], [{ byLink: true }]]);
    expect(approvedByLink.people.at(-1)).toMatchObject({ name: 'amal', roles: ['supervisor'], byLink: true });
    const amal = { subject: 'amal-1', email: 'amal@example.org' };
    expect(grantsOf([approvedByLink], amal)).toEqual([]);
    expect(signedIn(approvedByLink, amal)).toBeUndefined();
  });

  test('works with an account or by links, also after its person was removed', () => {
    const account = invited(twoAdministrators, request('sara', 'recorder'), 'huda', NOW);
    const wanted = refused('STATE_CONFLICT', 'with an account');
    expect(refusalOf(() => invited(account, byLink('sara'), 'huda', NOW))).toEqual(wanted);
    expect(refusalOf(() => invited(removed(account, 'a.sara'), byLink('SARA'), 'huda', NOW))).toEqual(wanted);
    const other = refused('STATE_CONFLICT', 'by link');
    const coordinates = (register: StaffRegister) => () =>
      invited(register, request('amal', 'coordinator'), 'huda', NOW);
    expect(refusalOf(coordinates(approvedByLink))).toEqual(other);
    expect(refusalOf(coordinates(removed(approvedByLink, 'a.amal')))).toEqual(other);
    // Invited both ways at once: what is approved first counts.
    const waiting = invited(twoAdministrators, byLink('nora'), 'huda', NOW);
    const taken = {
      ...waiting,
      people: [
        ...waiting.people,
        ...invited(account, request('nora', 'recorder'), 'huda', NOW).people.slice(-1),
      ],
    };
    expect(refusalOf(() => approvedInvitation(taken, 'a.nora', administrator('omar'), NOW))).toEqual(wanted);
  });
});

describe('a policy', () => {
  test('is changed by two people only', () => {
    const asked = proposed(twoAdministrators, false, true, 'huda', NOW);
    expect(asked.policy).toBeNull();
    expect(refusalOf(() => approvedPolicy(asked, administrator('huda'), NOW))).toEqual(
      refused('SAME_PERSON'),
    );
    expect(refusalOf(() => approvedPolicy(asked, operator, NOW))).toEqual(refused('STATE_CONFLICT'));
    const after = approvedPolicy(asked, administrator('omar'), NOW);
    expect([after.policy, after.proposal]).toEqual([
      { makerAndChecker: false, changedAt: NOW, changedBy: 'huda', approvedBy: 'omar' },
      null,
    ]);
    expect(refusalOf(() => approvedPolicy(after, administrator('omar'), NOW))).toEqual(refused('NOT_FOUND'));
    expect(refusalOf(() => proposed(after, false, false, 'huda', NOW))).toEqual(refused('STATE_CONFLICT'));
  });
});

describe('grants', () => {
  test('of a second person don’t count for who administers the same issuer', () => {
    const grants = (...texts: string[]) =>
      effectiveGrants(
        texts.map((text) => {
          const [issuerId = '', role] = text.split('/');
          return { issuerId, role: role as IssuerRole };
        }),
      ).map(({ issuerId, role }) => `${issuerId}/${role}`);
    expect(grants('a/administrator', 'a/approver', 'b/supervisor')).toEqual([
      'a/administrator',
      'b/supervisor',
    ]);
    expect(grants('*/administrator', 'a/approver', 'a/recorder')).toEqual(['*/administrator', 'a/recorder']);
    expect(grants('a/administrator', '*/supervisor')).toEqual(['a/administrator']);
    expect(grants('a/approver', 'a/supervisor')).toEqual(['a/approver', 'a/supervisor']);
  });
});

test('one administrator with any number of accounts never makes a second person', () => {
  // The accounts of one human: an administrator, and everybody whom this one invites.
  const roles = fc.subarray([...ISSUER_ROLES], { minLength: 1 });
  const names = fc.constantFrom('m', 'n', 'o', 'huda');
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('invite' as const), name: names, roles }),
      fc.record({ kind: fc.constant('approve' as const), name: names }),
      fc.record({ kind: fc.constant('remove' as const), name: names }),
      fc.record({ kind: fc.constant('policy' as const), name: names }),
    ),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(steps, fc.infiniteStream(names), (made, actors) => {
      let register = oneAdministrator;
      for (const step of made) {
        const by = actors.next().value as string;
        // Only an account that administers the issuer reaches these routes.
        if (!rolesIn(register, by).includes('administrator')) continue;
        const actor = administrator(by);
        const after = refusalOf(() => {
          if (step.kind === 'invite') return invited(register, request(step.name, ...step.roles), by, NOW);
          if (step.kind === 'approve') return approvedInvitation(register, `a.${step.name}`, actor, NOW);
          if (step.kind === 'remove') return removed(register, `a.${step.name}`);
          return register.proposal
            ? approvedPolicy(register, actor, NOW)
            : proposed(register, false, true, by, NOW);
        });
        if (!(after instanceof Error)) register = after as StaffRegister;
      }
      expect(register.people.flatMap((person) => person.roles)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(supervisor|approver)$/)]),
      );
      expect(register.policy).toBeNull();
      expect(register.people.filter((person) => person.roles.includes('administrator'))).toHaveLength(1);
    }),
  );
});
