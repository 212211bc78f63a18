import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { Role } from '../../functions/domain/staff/roles.ts';
import * as approvals from '../../functions/routes/approvals.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import * as supervision from '../../functions/routes/supervision.ts';
import { listJournal } from '../../functions/routes/supervision.ts';
import { verifyCertificate } from '../../functions/routes/verification.ts';
import { approvalRequestKey } from '../../functions/storage/dynamo/table.ts';
import { awsClients } from '../../infra/local/services.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { violationsOf } from '../browser/accessibility.ts';
import { startChromium } from '../browser/chromium.ts';
import { ownCloud } from './embedded-cloud.ts';

const ISSUER = 'rawabi-health-cluster';
const OTHER = 'tilal-health-cluster';
const PHONE = { width: 360, height: 740 };

let cloud: Awaited<ReturnType<typeof ownCloud>>;
let browser: Browser;
let amal = '';
beforeAll(async () => {
  cloud = await ownCloud();
  browser = await startChromium();
  const huda = await as('administrator', 'huda');
  const body = {
    name: 'أمل سعيد',
    email: 'amal@example.org',
    roles: ['supervisor' as const],
    byLink: true,
  };
  const { body: waiting } = await huda.request(supervision.invitePerson, { body });
  const operator = await as('operator', 'operator', ['*']);
  await operator.call(supervision.approveInvitation, { path: { id: waiting.id } });
  const { items } = await (await as('recorder')).call(approvals.listSupervisors, { query: {} });
  amal = items.find(({ name }) => name === 'أمل سعيد')?.id ?? '';
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await cloud.stop();
});

const as = async (role: Role, id: string = role, issuers: string[] = [ISSUER]) =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { id, issuers }) });

/** Imports, as the recorder, an opportunity that needs 10 hours, two volunteers, and two shifts of each. */
async function record(name: string): Promise<string> {
  const files = {
    'opportunities.csv': `opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours\n${name},${ISSUER},فحص السكري في الأحياء,Diabetes Screening,preventive,2025-02-01,2025-03-31,10\n`,
    'volunteers.csv': `volunteer_id,name_ar,name_en,gender,kind\n${name}-1,نورة سالم الحربي,Noura Salem Alharbi,female,individual\n${name}-2,خالد منصور العتيبي,Khalid Mansour Alotaibi,male,individual\n`,
    'hours.csv': hoursOf(name, '08:00'),
  };
  let importId = '';
  for (const [file, text] of Object.entries(files)) importId = await importText(file, text);
  return importId;
}

const hoursOf = (name: string, start: string) =>
  [
    'entry_id,volunteer_id,opportunity_id,date,start,end,status',
    ...['1', '2'].flatMap((volunteer) =>
      ['01', '02'].map(
        (day) =>
          `${name}-${volunteer}-${day},${name}-${volunteer},${name},2025-02-${day},${day === '02' ? start : '08:00'},14:00,pending`,
      ),
    ),
  ].join('\n');

async function importText(file: string, text: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'approve-by-link-'));
  writeFileSync(path.join(folder, file), text);
  const { state, importId, problems } = await importFile(await as('recorder'), path.join(folder, file));
  expect([state, problems.filter(({ severity }) => severity === 'error')]).toEqual(['imported', []]);
  return importId;
}

/** Asks for an approval; returns the request and the address in the email. */
async function ask(selection: { opportunityId: string } | { importId: string }, supervisorId = amal) {
  const recorder = await as('recorder');
  const before = cloud.mailbox.list().length;
  const request = await recorder.call(approvals.askApproval, { body: { ...selection, supervisorId } });
  const sent = cloud.mailbox.list();
  expect(sent).toHaveLength(before + 1);
  const [email] = sent;
  const link = /https?:\/\/\S+\/approve#\S+/.exec(email?.text ?? '')?.[0] ?? '';
  const token = link.slice(link.indexOf('#') + 1);
  return { request, email, token, address: `${cloud.url}/approve#${token}` };
}

const anyone = () => new ApiClient({ baseUrl: cloud.url });
const open = (token: string) => anyone().call(approvals.openApprovalLink, { body: { token } });
const decide = async (token: string, decision: 'approved' | 'rejected', reason = '') => {
  const shifts = (await open(token)).shifts.map(({ entryId, mark }) => ({ entryId, mark }));
  return anyone().call(approvals.decideByLink, { body: { token, decision, shifts, reason } });
};

/** Opens a link on a phone. Fails on any error that the browser reports. */
async function onPhone(address: string, language: 'ar' | 'en', run: (page: Page) => Promise<void>) {
  const context = await browser.newContext({
    viewport: PHONE,
    locale: language === 'ar' ? 'ar-SA' : 'en-GB',
  });
  const errors: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of'))
        errors.push(message.text());
    });
    await page.goto(address);
    await run(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

async function expectSound(page: Page, name: string) {
  expect(await violationsOf(page)).toEqual([]);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(overflow)).toBe(0);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/approve-${name}.png`, fullPage: true });
}

describe('a supervisor with a phone and a link', () => {
  test('sees in Arabic who was there, shift by shift, approves some and rejects others with a reason', async () => {
    await record('LINKAR');
    const { address, email, request, token } = await ask({ opportunityId: 'LINKAR' });
    expect(email?.to).toEqual(['amal@example.org']);
    expect(JSON.stringify(request)).not.toContain(token.split('.')[1]);
    await onPhone(address, 'ar', async (page) => {
      await page.getByRole('heading', { name: 'هل حضر هؤلاء؟' }).waitFor();
      expect(await page.locator('label.shift:not(.whole-day)').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringMatching(/نورة سالم الحربي[\s\S]*٨:٠٠|٠٨:٠٠[\s\S]*٦ ساعات/)]),
      );
      expect(await page.locator('input:checked').count()).toBe(0);
      await expectSound(page, 'ar-open');
      await page.getByLabel('فترات اليوم كلها').first().check();
      await page.getByText('المحدَّد: فترتان').waitFor();
      await page.getByRole('button', { name: 'اعتماد', exact: true }).click();
      await page.getByText('اعتُمد: فترتان').waitFor();
      await page.getByRole('button', { name: 'تحديد الكل' }).click();
      await page.getByRole('button', { name: 'رفض', exact: true }).click();
      await expectSound(page, 'ar-reject');
      await page.getByRole('button', { name: 'رفض: فترتان' }).click();
      await page.getByText('اكتب السبب من فضلك.').waitFor();
      await page.getByRole('textbox').fill('لم يُفتتح الموقع في ذلك اليوم');
      await page.getByRole('button', { name: 'رفض: فترتان' }).click();
      await page.getByRole('heading', { name: 'اكتمل البتّ في جميع الفترات' }).waitFor();
      await expectSound(page, 'ar-decided');
      // A second opening says so, and shows the decision.
      await page.reload();
      await page.getByRole('heading', { name: 'اكتمل البتّ في جميع الفترات' }).waitFor();
      expect(await page.locator('.shift.approved').count()).toBe(2);
      expect(await page.locator('.shift.rejected').first().textContent()).toContain('لم يُفتتح الموقع');
    });
    const shown = await (await as('coordinator')).call(approvals.getApprovalRequest, {
      path: { id: request.requestId },
    });
    expect([shown.state, shown.shifts.map(({ standing }) => standing)]).toEqual([
      'decided',
      ['approved', 'approved', 'rejected', 'rejected'],
    ]);
    expect(shown.shifts.at(-1)?.reason).toBe('لم يُفتتح الموقع في ذلك اليوم');
  }, 180_000);

  test('is told in English which shifts changed meanwhile, and decides on them as they are', async () => {
    const importId = await record('LINKEN');
    const { address } = await ask({ importId });
    await onPhone(address, 'en', async (page) => {
      await page.getByRole('button', { name: 'Select all' }).click();
      await page.getByText('Selected: 4 shifts').waitFor();
      await expectSound(page, 'en-open');
      await importText('hours.csv', hoursOf('LINKEN', '09:00'));
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByText('Approved: 2 shifts').waitFor();
      await page.getByText(/Changed while you were looking, so not decided: 2 shifts/).waitFor();
      expect(await page.getByText('Changed since you were asked').count()).toBe(2);
      expect(await page.locator('label.shift:not(.whole-day)').first().textContent()).toContain(
        '09:00–14:00',
      );
      await expectSound(page, 'en-changed');
      await page.getByRole('button', { name: 'Select all' }).click();
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('heading', { name: 'Everything is decided' }).waitFor();
    });
  }, 180_000);

  test.each(['ar', 'en'] as const)(
    'learns in %s that a link has ended, was withdrawn or is cut off',
    async (language) => {
      const name = `LINKEND${language.toUpperCase()}`;
      await record(name);
      const heading = (page: Page, ar: string, en: string) =>
        page.getByRole('heading', { name: language === 'ar' ? ar : en }).waitFor();
      const ended = await ask({ opportunityId: name });
      await end(ended.request.requestId);
      await onPhone(ended.address, language, async (page) => {
        await heading(page, 'انتهت صلاحية هذا الرابط', 'This link has ended');
        await expectSound(page, `${language}-expired`);
        expect(await page.locator('body').textContent()).not.toMatch(/نورة|Noura|أمل/);
      });
      const withdrawn = await ask({ opportunityId: name });
      const path = { id: withdrawn.request.requestId };
      await (await as('coordinator')).call(approvals.withdrawApprovalRequest, { path });
      await onPhone(withdrawn.address, language, async (page) => {
        await heading(page, 'سُحب هذا الرابط', 'This link was withdrawn');
        await expectSound(page, `${language}-withdrawn`);
      });
      await onPhone(withdrawn.address.slice(0, -1), language, async (page) => {
        await heading(page, 'هذا الرابط لا يؤدي إلى شيء', 'This link leads nowhere');
        await expectSound(page, `${language}-invalid`);
      });
      // Neither decides anything.
      for (const token of [ended.token, withdrawn.token]) {
        const shifts = [{ entryId: `${name}-1-01`, mark: 'x' }];
        const body = { token, decision: 'approved' as const, shifts };
        expect(await anyone().call(approvals.decideByLink, { body })).toMatchObject({ decided: 0 });
      }
    },
    180_000,
  );
});

/** Lets the link of a request end now. */
const end = (requestId: string) =>
  awsClients(cloud.endpoints).dynamo.send(
    new UpdateItemCommand({
      TableName: cloud.tableName,
      Key: marshall(approvalRequestKey(requestId)),
      UpdateExpression: 'SET validUntil = :now',
      ExpressionAttributeValues: marshall({ ':now': '2025-01-01T00:00:00.000Z' }),
    }),
  );

describe('an approval by link', () => {
  test('makes hours count, and the answer about the certificate says how they were approved', async () => {
    await record('LINKOK');
    const { token, request } = await ask({ opportunityId: 'LINKOK' });
    expect(await decide(token, 'approved')).toMatchObject({ decided: 4, already: 0, changed: 0 });
    // A repeated decision changes nothing, and neither does the opposite one.
    const shifts = request.opportunityIds.flatMap(() => [{ entryId: 'LINKOK-1-01', mark: 'whatever' }]);
    const again = { token, decision: 'rejected' as const, reason: 'no', shifts };
    expect(await anyone().call(approvals.decideByLink, { body: again })).toMatchObject({ decided: 0 });
    const volunteer = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('volunteer', { id: 'LINKOK-1' }),
    });
    const { body: claimed } = await volunteer.request(claimCertificate, {
      body: { opportunityId: 'LINKOK' },
    });
    const answer = await anyone().call(verifyCertificate, { path: { id: claimed.certificateId } });
    if (answer.result !== 'valid') throw new Error(answer.result);
    expect(answer.provenance).toMatchObject({
      grade: 'late',
      approvers: 1,
      approversByLink: 1,
      recordedSome: 0,
    });
    expect(answer.provenance?.textAr).toContain('برابط أُرسل إلى عنوان مسجَّل لدى الجهة');
  }, 120_000);

  test('is journaled as the supervisor’s, before it takes effect, and no entry has a name or a token', async () => {
    await record('LINKLOG');
    const { token, request } = await ask({ opportunityId: 'LINKLOG' });
    await decide(token, 'approved');
    const auditor = await as('auditor');
    const day = new Date().toISOString().slice(0, 10);
    const entries = [];
    for await (const entry of auditor.list(listJournal, { query: { day } }, 500)) entries.push(entry);
    const ofRequest = entries.filter(({ targets }) => targets.id === request.requestId);
    expect(
      ofRequest
        .filter(({ subject }) => subject === amal)
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
  }, 120_000);

  test('is asked for by no other issuer, of nobody who isn’t registered, and for nothing', async () => {
    await record('LINKNO');
    const recorder = await as('recorder');
    const asking = (body: Parameters<typeof recorder.call<typeof approvals.askApproval>>[1]['body']) =>
      recorder.call(approvals.askApproval, { body });
    await expect(asking({ opportunityId: 'LINKNO', supervisorId: 'nobody' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      asking({ opportunityId: 'LINKNO', supervisorId: amal, from: '2025-03-01' }),
    ).rejects.toMatchObject({ code: 'APPROVAL_EMPTY' });
    const stranger = await as('recorder', 'stranger', [OTHER]);
    const foreign = { opportunityId: 'LINKNO', supervisorId: amal };
    await expect(stranger.call(approvals.askApproval, { body: foreign })).rejects.toMatchObject({
      status: 404,
    });
    expect(await stranger.call(approvals.listSupervisors, { query: {} })).toMatchObject({ items: [] });
    const { request } = await ask({ opportunityId: 'LINKNO' });
    const path = { id: request.requestId };
    await expect(stranger.call(approvals.getApprovalRequest, { path })).rejects.toMatchObject({
      status: 404,
    });
    await expect(stranger.call(approvals.withdrawApprovalRequest, { path })).rejects.toMatchObject({
      status: 404,
    });
    expect((await stranger.call(approvals.listApprovalRequests, { query: {} })).items).toEqual([]);
  }, 120_000);

  test('ends with its supervisor', async () => {
    await record('LINKGONE');
    const huda = await as('administrator', 'huda');
    const body = { name: 'سعد', email: 'saad@example.org', roles: ['supervisor' as const], byLink: true };
    const { body: waiting } = await huda.request(supervision.invitePerson, { body });
    const operator = await as('operator', 'operator', ['*']);
    await operator.call(supervision.approveInvitation, { path: { id: waiting.id } });
    const { token } = await ask({ opportunityId: 'LINKGONE' }, waiting.id);
    await huda.call(supervision.removePerson, { path: { id: waiting.id } });
    expect(await open(token)).toMatchObject({ state: 'withdrawn', shifts: [], supervisorName: null });
  }, 120_000);
});
