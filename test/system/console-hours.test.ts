import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { decideByLink, openApprovalLink } from '../../functions/routes/approvals.ts';
import { decideHours, listPendingHours, listPendingOpportunities } from '../../functions/routes/ledger.ts';
import { approveInvitation, listPeople } from '../../functions/routes/supervision.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { expectSound } from '../browser/sound-page.ts';
import { eventually } from '../local/eventually.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, PHONE, READERS, signIn } from './signed-in-page.ts';
import { importSmallCluster } from './small-cluster.ts';

const ISSUER = 'rawabi-health-cluster';

let cloud: SharedCloud;
let browser: Browser;
let coordinator: ApiClient;

beforeAll(async () => {
  cloud = await sharedCloud();
  ({ coordinator, browser } = await startConsole(cloud));
});
afterAll(() => browser?.close());

/** Records an opportunity with so many pending entries of one volunteer. Returns where the console shows them. */
async function pendingHours(name: string, entries: number): Promise<string> {
  const { opportunityId, volunteerIds } = await importSmallCluster(coordinator, cloud, {
    name,
    volunteers: 1,
  });
  const path = join(mkdtempSync(join(tmpdir(), 'pending-')), 'pending.csv');
  const rows = Array.from(
    { length: entries },
    (_, n) =>
      `${name}-P${n},${volunteerIds[0]},${opportunityId},2025-03-${String(n + 1).padStart(2, '0')},2,pending`,
  );
  writeFileSync(path, ['entry_id,volunteer_id,opportunity_id,date,hours,status', ...rows, ''].join('\n'));
  const { state } = await importFile(coordinator, path);
  if (state !== 'imported') throw new Error(`The pending hours are ${state}`);
  return `${cloud.url}/console/hours/${ISSUER}/${opportunityId}`;
}

const left = async (opportunity: string) =>
  (await coordinator.call(listPendingHours, { query: { issuer: ISSUER, opportunity } })).items.length;

describe('hours in the console', () => {
  test.each(READERS)(
    'are approved all at once after a look at a sample: %s, %p',
    async (language, viewport) => {
      const texts = {
        ar: {
          sample: 'عيّنة للنظر فيها',
          sure: /نظرت في العيّنة/,
          approve: /اعتماد كل الساعات/,
          done: /ما نُفّذ فيه القرار: ١٢/,
        },
        en: {
          sample: 'A sample to look at',
          sure: /I have looked/,
          approve: /Approve all pending/,
          done: 'Decided: 12',
        },
      }[language];
      const name = `CHOURS-${language.toUpperCase()}`;
      const address = await pendingHours(name, 12);
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, address, 'supervisor@example.org', language);
          await page.getByRole('heading', { name: texts.sample }).waitFor();
          expect(await page.getByRole('table', { name: texts.sample }).getByRole('row').count()).toBe(11);
          await expectSound(page);
          await page.getByText(texts.sure).click();
          // A second press finds the button at work, and doesn't count anew.
          await page.getByRole('button', { name: texts.approve }).dblclick();
          await page.getByText(texts.done).waitFor();
          expect(await left(`${name}-OP`)).toBe(0);
        },
        { language, viewport },
      );
    },
  );

  test.each([
    ['ar', PHONE, 'الفرص التي فيها ساعات تنتظر القرار، الأقدم أولًا', /ساعات تنتظر القرار/],
    ['en', DESKTOP, 'Opportunities with hours that wait, the longest wait first', /hours that wait/],
  ] as const)(
    'are counted by opportunity, which leaves the list once they are decided: %s, %p',
    async (language, viewport, list, task) => {
      const name = `CWAIT-${language.toUpperCase()}`;
      const opportunityId = `${name}-OP`;
      await pendingHours(name, 3);
      const waiting = async () =>
        (await coordinator.call(listPendingOpportunities, { query: { issuer: ISSUER } })).items.find(
          (one) => one.opportunityId === opportunityId,
        );
      // The index follows the table.
      expect(await eventually(waiting)).toEqual({
        issuerId: ISSUER,
        opportunityId,
        titleAr: 'فحص السكري في الأحياء',
        titleEn: 'Diabetes Screening',
        volunteers: 1,
        entries: 3,
        minutes: 360,
        oldestOn: '2025-03-01',
      });
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, `${cloud.url}/console`, 'supervisor@example.org', language);
          await page.getByRole('link', { name: task }).click();
          const table = page.getByRole('table', { name: list });
          const link = table.locator(`a[href*="/${opportunityId}"]`);
          await link.waitFor();
          await expectSound(page);
          await link.click();
          await page.getByText(language === 'ar' ? /نظرت في العيّنة/ : /I have looked/).click();
          await page.getByRole('button', { name: language === 'ar' ? /اعتماد كل/ : /Approve all/ }).click();
          await eventually(async () => (await waiting()) === undefined, { withinMilliseconds: 60_000 });
        },
        { language, viewport },
      );
    },
  );

  test('have no boxes to tick for who may not decide on them', async () => {
    const address = await pendingHours('CHOURS-C', 2);
    await asReader(browser, async ({ page }) => {
      await signIn(page, address, 'coordinator@example.org');
      await page.getByText('متاح فقط لدور المشرف أو المعتمِد').waitFor();
      await page.getByRole('table').waitFor();
      expect(await page.getByRole('checkbox').count()).toBe(0);
      await expectSound(page);
    });
  });

  test('are sent to a supervisor without an account, whom an administrator registers, by a link', async () => {
    const address = await pendingHours('CHOURS-L', 3);
    const name = 'Amal Saeed Alzahrani';
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${cloud.url}/console/people?issuer=${ISSUER}`, 'administrator@example.org', 'en');
        const form = page.locator('form');
        await form.getByLabel('Name', { exact: true }).fill(name);
        await form.getByLabel('Email address').fill('amal-of-hours@example.org');
        await form.getByText('supervisor', { exact: true }).click();
        await form.getByText('without an account').click();
        await expectSound(page);
        await form.getByRole('button', { name: 'Invite' }).click();
        await page.getByText(`The invitation of ${name} waits`).waitFor();
      },
      { language: 'en', viewport: DESKTOP },
    );
    const operator = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('operator', { id: 'operator', issuers: ['*'] }),
    });
    const { items } = await operator.call(listPeople, { query: { issuer: ISSUER } });
    const invited = items.find((member) => member.name === name);
    expect(invited).toMatchObject({ byLink: true });
    await operator.call(approveInvitation, { path: { id: invited?.id ?? '' } });
    const supervisor = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('supervisor', { id: 'another-supervisor' }),
    });
    await asReader(browser, async ({ page }) => {
      await signIn(page, address, 'coordinator@example.org');
      await page.getByRole('button', { name: /المشرف/ }).click();
      await page.getByRole('option', { name }).click();
      await page
        .getByRole('group', { name: /أول يوم/ })
        .getByRole('spinbutton')
        .first()
        .click();
      await page.keyboard.type('02032025');
      await page.reload();
      await page.getByRole('button', { name: new RegExp(name) }).waitFor();
      await page.getByRole('button', { name: 'إرسال الرابط' }).click();
      await page.getByText(`أُرسل الرابط إلى ${name}.`).waitFor();
      await page.getByText('بانتظار القرار').waitFor();
      const sent = (await cloud.emails()).filter(({ to }) => to.includes('amal-of-hours@example.org'));
      const token = /\/approve#(\S+)/.exec(sent[0]?.text ?? '')?.[1] ?? '';
      const anybody = new ApiClient({ baseUrl: cloud.url });
      const { shifts } = await anybody.call(openApprovalLink, { body: { token } });
      expect(shifts.map(({ date }) => date)).toEqual(['2025-03-02', '2025-03-03']);
      await expectSound(page);

      // Why a shift was rejected is read where it was asked for.
      const [{ entryId = '', mark = '' } = {}] = shifts;
      await anybody.call(decideByLink, {
        body: { token, decision: 'rejected', shifts: [{ entryId, mark }], reason: 'لم يحضر في ذلك اليوم' },
      });
      await page.locator('summary', { hasText: 'ما بُتّ فيه' }).click();
      await page.getByText('لم يحضر في ذلك اليوم').waitFor();
      await page.getByText('المعتمَدة: ٠، والمرفوضة: ١، والمنتظرة: ١.').waitFor();
      await expectSound(page);
      await page.getByRole('button', { name: `سحب الرابط المرسل إلى ${name}` }).click();
      await page.getByRole('button', { name: 'نعم، اسحبه' }).click();
      await page.getByText('مسحوب').waitFor();
      // Once nothing waits any more, what was asked and answered is still to be read.
      for (const decision of ['approved', 'rejected'] as const)
        await supervisor.call(decideHours, {
          body: { issuerId: ISSUER, opportunityId: 'CHOURS-L-OP', decision },
        });
      await page.reload();
      await page.locator('summary', { hasText: 'ما بُتّ فيه' }).click();
      await page.getByText('لم يحضر في ذلك اليوم').waitFor();
    });
  });

  test('are rejected one by one, after a question', async () => {
    const address = await pendingHours('CHOURS-R', 3);
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, address, 'supervisor@example.org', 'en');
        await page.getByRole('checkbox', { name: /on 2 March 2025/ }).check({ force: true });
        await page.getByText('Chosen entries: 1').waitFor();
        await page.reload();
        await page.getByText('Chosen entries: 1').waitFor();
        await page.getByRole('button', { name: 'Reject the chosen ones' }).click();
        await expectSound(page);
        await page.getByRole('button', { name: 'Yes, reject' }).click();
        await page.getByText('Decided: 1').waitFor();
        expect(await left('CHOURS-R-OP')).toBe(2);
      },
      { language: 'en', viewport: DESKTOP },
    );
  });

  test('can be looked at by whoever does not decide, who is told who does', async () => {
    const address = await pendingHours('CHOURS-W', 2);
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, address, 'coordinator@example.org', 'en');
        await page.getByText('Only for: supervisor or approver').waitFor();
        expect(await page.getByRole('button', { name: /Approve all/ }).count()).toBe(0);
      },
      { language: 'en', viewport: DESKTOP },
    );
  });
});
