import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { Role } from '../../functions/domain/staff/roles.ts';
import { listVolunteers } from '../../functions/routes/ledger.ts';
import * as supervision from '../../functions/routes/supervision.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { appointAdministrator } from '../../infra/tools/cli/api/appoint-administrator.ts';
import { helpIn } from '../../infra/tools/cli/wording/help.ts';
import { messagesIn } from '../../infra/tools/cli/wording/messages.ts';
import { auditCloud } from './audit-cloud.ts';
import { type ownCloud as Cloud, ownCloud } from './embedded-cloud.ts';
import { tokenBySignIn } from './sign-in-by-hand.ts';

const ISSUER = 'nakheel-health-cluster';
const OTHER = 'tilal-health-cluster';
const WORDS = { language: 'en', messages: messagesIn('en'), help: helpIn('en') } as const;

let cloud: Awaited<ReturnType<typeof Cloud>>;
beforeAll(async () => {
  cloud = await ownCloud();
});
afterAll(() => cloud.stop());

const as = async (role: Role, id: string, issuers: string[] = [ISSUER]) =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { id, issuers }) });
const appoint = (name: string, issuerId = ISSUER) =>
  appointAdministrator(
    { issuerId, email: `${name}@example.org`, name },
    { url: cloud.url, table: undefined, words: WORDS },
  );
const today = () => new Date().toISOString().slice(0, 10);

describe('people of an issuer', () => {
  test('begin with an administrator whom an operator appoints, once', async () => {
    expect(await appoint('huda')).toMatchObject({ roles: ['administrator'], invitedBy: 'operator' });
    await expect(appoint('omar')).rejects.toThrow('has an administrator');
  });

  test('are invited by an administrator, and second people approved by a second person', async () => {
    const huda = await as('administrator', 'huda');
    const body = (name: string, role: 'coordinator' | 'approver') => ({
      body: { name, email: `${name}@example.org`, roles: [role] },
    });
    expect(await huda.request(supervision.invitePerson, body('sara', 'coordinator'))).toMatchObject({
      status: 201,
      body: { state: 'active', roles: ['coordinator'], emailed: true },
    });
    const { status, body: waiting } = await huda.request(supervision.invitePerson, body('ali', 'approver'));
    expect([status, waiting.state, waiting.emailed]).toEqual([202, 'awaiting_approval', false]);
    expect(cloud.mailbox.list().filter(({ to }) => to.includes('ali@example.org'))).toEqual([]);
    const approval = { path: { id: waiting.id } };
    await expect(huda.call(supervision.approveInvitation, approval)).rejects.toMatchObject({
      status: 403,
      code: 'SAME_PERSON',
    });
    // For an administrator of another issuer there is no such invitation.
    const stranger = await as('administrator', 'stranger', [OTHER]);
    await expect(stranger.call(supervision.approveInvitation, approval)).rejects.toMatchObject({
      status: 404,
    });
    await expect(stranger.call(supervision.removePerson, approval)).rejects.toMatchObject({ status: 404 });
    const operator = await as('operator', 'operator', ['*']);
    expect(await operator.call(supervision.approveInvitation, approval)).toMatchObject({
      state: 'active',
      roles: ['approver'],
    });
    const { items } = await huda.call(supervision.listPeople, { query: {} });
    expect(items.map(({ name, state }) => [name, state])).toEqual([
      ['huda', 'active'],
      ['sara', 'active'],
      ['ali', 'active'],
    ]);
    expect(await stranger.call(supervision.listPeople, { query: {} })).toEqual({ items: [], cursor: null });
    await huda.call(supervision.removePerson, approval);
    expect((await huda.call(supervision.listPeople, { query: {} })).items).toHaveLength(2);
  });

  test('are told by email once their roles count: who invited them, for which issuer, and what to do', async () => {
    const to = (name: string) =>
      cloud.mailbox.list().filter((email) => email.to.includes(`${name}@example.org`));
    const [told, ...others] = to('sara');
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      subject: 'دعوة إلى العمل على شهادات التطوع | You are invited to work on volunteering certificates',
    });
    for (const part of [
      'تجمع النخيل الصحي',
      'إصدار الشهادات',
      'Nakheel Health Cluster',
      'issuing certificates',
    ])
      expect(told?.text).toContain(part);
    expect(told?.text).toContain(`/my`);
    // Ali was told when the second person had approved, not before.
    expect(to('ali')).toHaveLength(1);
    expect(to('omar')).toEqual([]);
  });

  test('are told again when they are invited again: the first email may not have arrived', async () => {
    const huda = await as('administrator', 'huda');
    const sara = { email: 'sara@example.org', roles: ['coordinator' as const] };
    const before = await huda.call(supervision.listPeople, {});
    expect(await huda.request(supervision.invitePerson, { body: { ...sara, name: 'sara' } })).toMatchObject({
      status: 201,
      body: { state: 'active', roles: ['coordinator'], emailed: true },
    });
    expect(cloud.mailbox.list().filter(({ to }) => to.includes(sara.email))).toHaveLength(2);
    expect(await huda.call(supervision.listPeople, {})).toEqual(before);
    await expect(
      huda.call(supervision.invitePerson, { body: { ...sara, name: 'another' } }),
    ).rejects.toMatchObject({ status: 409 });
  });

  test('are invited without an email where the mail service refuses their address, and whoever invited sees it', async () => {
    const huda = await as('administrator', 'huda');
    const invite = (name: string, role: 'coordinator' | 'approver') =>
      huda.request(supervision.invitePerson, {
        body: { name, email: `${name}@refused.example`, roles: [role] },
      });
    expect(await invite('lina', 'coordinator')).toMatchObject({
      status: 201,
      body: { state: 'active', emailed: false },
    });
    const { body: waiting } = await invite('maha', 'approver');
    const approval = { path: { id: waiting.id } };
    const operator = await as('operator', 'operator', ['*']);
    const approved = await operator.call(supervision.approveInvitation, approval);
    expect(approved).toMatchObject({ state: 'active', emailed: false });
    for (const { id, email } of (await huda.call(supervision.listPeople, { query: {} })).items)
      if (email.endsWith('@refused.example')) await huda.call(supervision.removePerson, { path: { id } });
  });

  test('change their policy by two people', async () => {
    const huda = await as('administrator', 'huda');
    const [before] = (await huda.call(supervision.getPolicies, { query: {} })).items;
    expect(before).toMatchObject({ makerAndChecker: true, changedAt: null, proposal: null });
    await huda.call(supervision.proposePolicy, { body: { makerAndChecker: false } });
    await expect(huda.call(supervision.approvePolicy, { body: {} })).rejects.toMatchObject({
      code: 'SAME_PERSON',
    });
    const operator = await as('operator', 'operator', ['*']);
    expect(await operator.call(supervision.approvePolicy, { body: { issuerId: ISSUER } })).toMatchObject({
      makerAndChecker: false,
      proposal: null,
    });
  });
});

describe('kill switches', () => {
  test('are an approver’s for the own issuers, and an operator’s for everyone', async () => {
    const approver = await as('approver', 'approver');
    const halted = await approver.call(supervision.haltIssuing, { body: {} });
    expect(halted).toMatchObject({
      everyone: { halted: false },
      issuers: [{ issuerId: ISSUER, halted: true }],
    });
    const other = await as('approver', 'other', [OTHER]);
    expect((await other.call(supervision.getIssuingState, {})).issuers).toMatchObject([
      { issuerId: OTHER, halted: false },
    ]);
    const foreign = other.call(supervision.resumeIssuing, { body: { issuerId: ISSUER } });
    await expect(foreign).rejects.toMatchObject({ status: 404 });
    const operator = await as('operator', 'operator', ['*']);
    await operator.call(supervision.haltIssuing, { body: {} });
    expect((await other.call(supervision.resumeIssuing, { body: {} })).everyone).toMatchObject({
      halted: true,
    });
    await operator.call(supervision.resumeIssuing, { body: {} });
    await approver.call(supervision.resumeIssuing, { body: {} });
    expect((await approver.call(supervision.getIssuingState, {})).issuers[0]).toMatchObject({
      halted: false,
    });
  });
});

describe('the journal', () => {
  test('shows an auditor what was done and read for the own issuers, and nothing of others', async () => {
    const reader = await as('coordinator', 'reader');
    for await (const _ of reader.list(listVolunteers, {}, 1)) break;
    const everyone = await as('coordinator', 'everyone', ['*']);
    await everyone.call(listVolunteers, { query: { issuer: OTHER } });
    const actsFor = async (issuers: string[]) => {
      const auditor = await as('auditor', 'auditor', issuers);
      const acts: (readonly [string, readonly string[], string | null])[] = [];
      for await (const { phase, act, issuerIds, outcome } of auditor.list(
        supervision.listJournal,
        { query: { day: today() } },
        500,
      ))
        if (phase === 'ended') acts.push([act, issuerIds, outcome]);
      return acts.reverse();
    };
    const own = await actsFor([ISSUER]);
    expect(own).toEqual(
      expect.arrayContaining([
        ['invite_person', [ISSUER], 'done'],
        ['invite_person', [ISSUER], 'STATE_CONFLICT'],
        ['approve_invitation', [ISSUER], 'SAME_PERSON'],
        ['approve_invitation', [ISSUER], 'done'],
        ['approve_policy', [ISSUER], 'done'],
        ['halt_issuing', [ISSUER], 'done'],
        ['list_volunteers', [ISSUER], 'done'],
      ]),
    );
    expect(own.filter(([, issuerIds]) => issuerIds.includes(OTHER) && !issuerIds.includes(ISSUER))).toEqual(
      [],
    );
    expect(await actsFor([OTHER])).toContainEqual(['list_volunteers', [OTHER], 'done']);
  });
});

describe('the first sign-in of somebody who was invited', () => {
  const findings = async () => {
    const { findings: all } = await auditCloud(cloud);
    return all.filter(({ subject }) => subject.startsWith('STAFF#'));
  };

  test('is in the journal, and to the audit the register is as it was left', async () => {
    await tokenBySignIn(cloud.url, 'sara@example.org');
    const [register] = await registers().find([ISSUER]);
    const sara = register?.people.find(({ email }) => email === 'sara@example.org');
    const auditor = await as('auditor', 'auditor');
    const acts = [];
    for await (const { act, subject, outcome } of auditor.list(supervision.listJournal, {
      query: { day: today() },
    }))
      acts.push([act, subject, outcome]);
    expect(sara?.subject).toEqual(expect.any(String));
    expect(acts).toContainEqual(['sign_in', sara?.subject, 'done']);
    expect(await findings()).toEqual([]);
  });

  test('stands: the audit finds another account in its place', async () => {
    const [register] = await registers().find([ISSUER]);
    if (register === undefined) throw new Error('There is no register');
    const people = register.people.map((person) =>
      person.email === 'sara@example.org' ? { ...person, subject: 'somebody-else' } : person,
    );
    expect(await registers().replace(register, { ...register, people })).toBe('written');
    expect(await findings()).toMatchObject([{ rule: 'NOT_AS_JOURNALED', subject: `STAFF#${ISSUER}` }]);
  });
});

const registers = () => new DynamoStaffRegisters(cloud.clients.dynamo, cloud.tableName);
