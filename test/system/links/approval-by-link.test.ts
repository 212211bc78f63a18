import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../functions/client/api-client.ts';
import * as approvals from '../../../functions/routes/approvals.ts';
import { claimCertificate } from '../../../functions/routes/issuing.ts';
import * as supervision from '../../../functions/routes/supervision.ts';
import { listJournal } from '../../../functions/routes/supervision.ts';
import { verifyCertificate } from '../../../functions/routes/verification.ts';
import { auditCloud } from '../audit-cloud.ts';
import { type ApprovalLinks, approvalLinks } from './approval-links.ts';

let links: ApprovalLinks;
beforeAll(async () => {
  links = await approvalLinks();
});
afterAll(() => links?.stop());

describe('an approval by link', () => {
  test('makes hours count, and the answer about the certificate says how they were approved', async () => {
    await links.record('LINKOK');
    const { token, request } = await links.ask({ opportunityId: 'LINKOK' });
    expect(await links.decide(token, 'approved')).toMatchObject({ decided: 4, already: 0, changed: 0 });
    // A repeated decision changes nothing, and neither does the opposite one.
    const shifts = request.opportunityIds.flatMap(() => [{ entryId: 'LINKOK-1-01', mark: 'whatever' }]);
    const again = { token, decision: 'rejected' as const, reason: 'no', shifts };
    expect(await links.anyone().call(approvals.decideByLink, { body: again })).toMatchObject({ decided: 0 });
    const volunteer = new ApiClient({
      baseUrl: links.cloud.url,
      token: await links.cloud.token('volunteer', { id: 'LINKOK-1' }),
    });
    const { body: claimed } = await volunteer.request(claimCertificate, {
      body: { opportunityId: 'LINKOK' },
    });
    const answer = await links.anyone().call(verifyCertificate, { path: { id: claimed.certificateId } });
    if (answer.result !== 'valid') throw new Error(answer.result);
    expect(answer.provenance).toMatchObject({
      grade: 'late',
      approvers: 1,
      approversByLink: 1,
      recordedSome: 0,
      approversRecordedSome: 0,
      releasersRecordedSome: 0,
    });
    expect(answer.provenance?.textAr).toContain('برابط أُرسل إلى عنوان مسجَّل لدى الجهة');
  });

  test('is not asked for again of hours that a release has approved', async () => {
    const importId = await links.record('LINKREL', 'approved');
    await links.release(importId);
    const recorder = await links.as('recorder');
    const body = { opportunityId: 'LINKREL', supervisorId: links.amal };
    await expect(recorder.call(approvals.askApproval, { body })).rejects.toMatchObject({
      code: 'APPROVAL_EMPTY',
    });
  });

  test('is not asked for of a supervisor whose address the mail service refuses, and nothing stays asked', async () => {
    await links.record('LINKREFUSED');
    const supervisorId = await links.supervisor({ name: 'هند عمر', email: 'hind@refused.example' });
    const recorder = await links.as('recorder');
    const asking = recorder.call(approvals.askApproval, {
      body: { opportunityId: 'LINKREFUSED', supervisorId },
    });
    await expect(asking).rejects.toMatchObject({ status: 409, code: 'ADDRESS_REFUSED' });
    const { items } = await recorder.call(approvals.listApprovalRequests, { query: {} });
    const ofRefused = items.filter(({ opportunityIds }) => opportunityIds.includes('LINKREFUSED'));
    expect(ofRefused.map(({ state }) => state)).toEqual(['withdrawn']);
  });

  test('is journaled as the supervisor’s, before it takes effect, and no entry has a name or a token', async () => {
    await links.record('LINKLOG');
    const { token, request } = await links.ask({ opportunityId: 'LINKLOG' });
    await links.decide(token, 'approved');
    const auditor = await links.as('auditor');
    const day = new Date().toISOString().slice(0, 10);
    const entries = [];
    for await (const entry of auditor.list(listJournal, { query: { day } }, 500)) entries.push(entry);
    const ofRequest = entries.filter(({ targets }) => targets.id === request.requestId);
    expect(
      ofRequest
        .filter(({ subject }) => subject === links.amal)
        .map(({ act, phase, outcome }) => [act, phase, outcome])
        .reverse(),
    ).toEqual([
      ['open_approval_link', 'begun', null],
      ['open_approval_link', 'ended', 'done'],
      ['decide_by_link', 'begun', null],
      ['decide_by_link', 'ended', 'done'],
    ]);
    expect(entries.some(({ act }) => act === 'ask_approval')).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${token.split('.')[1]}|أمل|نورة`));
  });

  test('is asked for by no other issuer, of nobody who isn’t registered, and for nothing', async () => {
    await links.record('LINKNO');
    const recorder = await links.as('recorder');
    const asking = (body: Parameters<typeof recorder.call<typeof approvals.askApproval>>[1]['body']) =>
      recorder.call(approvals.askApproval, { body });
    await expect(asking({ opportunityId: 'LINKNO', supervisorId: 'nobody' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      asking({ opportunityId: 'LINKNO', supervisorId: links.amal, from: '2025-03-01' }),
    ).rejects.toMatchObject({ code: 'APPROVAL_EMPTY' });
    const stranger = await links.as('recorder', 'stranger', ['tilal-health-cluster']);
    const foreign = { opportunityId: 'LINKNO', supervisorId: links.amal };
    await expect(stranger.call(approvals.askApproval, { body: foreign })).rejects.toMatchObject({
      status: 404,
    });
    expect(await stranger.call(approvals.listSupervisors, { query: {} })).toMatchObject({ items: [] });
    const { request } = await links.ask({ opportunityId: 'LINKNO' });
    const path = { id: request.requestId };
    await expect(stranger.call(approvals.getApprovalRequest, { path })).rejects.toMatchObject({
      status: 404,
    });
    await expect(stranger.call(approvals.withdrawApprovalRequest, { path })).rejects.toMatchObject({
      status: 404,
    });
    expect((await stranger.call(approvals.listApprovalRequests, { query: {} })).items).toEqual([]);
  });

  test('ends with its supervisor', async () => {
    await links.record('LINKGONE');
    const huda = await links.as('administrator', 'huda');
    const body = { name: 'سعد', email: 'saad@example.org', roles: ['supervisor' as const], byLink: true };
    const { body: waiting } = await huda.request(supervision.invitePerson, { body });
    const operator = await links.as('operator', 'operator', ['*']);
    await operator.call(supervision.approveInvitation, { path: { id: waiting.id } });
    const { token } = await links.ask({ opportunityId: 'LINKGONE' }, waiting.id);
    await huda.call(supervision.removePerson, { path: { id: waiting.id } });
    expect(await links.open(token)).toMatchObject({ state: 'withdrawn', shifts: [], supervisorName: null });
  });

  test('stands as the acts of the journal wrote it, which the audit checks', async () => {
    const { findings } = await auditCloud(links.cloud);
    expect(findings.filter(({ subject }) => subject.startsWith('APPROVAL#'))).toEqual([]);
  });
});
