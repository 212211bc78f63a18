import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { StaffRole } from '../../functions/domain/staff/roles.ts';
import { createBatch, getBatch } from '../../functions/routes/batches.ts';
import { requestCorrection } from '../../functions/routes/lifecycle.ts';
import * as supervision from '../../functions/routes/supervision.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { appointSampleStaff } from '../../infra/local/sample-staff.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { expectSound } from '../browser/sound-page.ts';
import { eventually } from '../local/eventually.ts';
import { type ConsoleCluster, consoleCluster } from './console-cluster.ts';
import { ownCloud } from './embedded-cloud.ts';
import { asReader, READERS, signIn, signInButton } from './signed-in-page.ts';
import { importSmallCluster } from './small-cluster.ts';

const ISSUER = 'rawabi-health-cluster';
const TEST_MS = 300_000;
/** The page looks this often, and a little more, whether a person has done something. */
const LOOKS_WITHIN = { timeout: 30_000 };

let cloud: EmbeddedCloud;
let cluster: ConsoleCluster;
/** A certificate with a request for correction that nobody decides. */
let undecided: string;
beforeAll(async () => {
  cloud = await ownCloud();
  await appointSampleStaff(cloud, { haveSignedIn: true });
  cluster = await consoleCluster(cloud, 'BADMOMENT');
  undecided = (await askForCorrection(2)).displayId;
});
afterAll(async () => {
  await cluster?.browser.close();
  await cloud?.stop();
});

/** Somebody of the sample's staff, at the API. */
const as = async (role: StaffRole) =>
  new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token(role, { id: `${role}@example.org`, issuers: [ISSUER] }),
  });

/** Opens the same address in another tab of somebody who is signed in. */
async function secondTab(context: BrowserContext, url: string, language: 'ar' | 'en'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await signInButton(page, language).click();
  await page.locator('.account').waitFor();
  return page;
}

const TEXTS = {
  ar: {
    issue: 'إصدار ٣ شهادات …',
    yes: 'أصدِر ٣ شهادات',
    issued: 'صدرت ٣ شهادات.',
    overtaken: 'سبقك غيرك، وتقدّمت الدفعة في هذه الأثناء.',
    halted: 'الإصدار موقوف',
    running: 'جارٍ إصدار الشهادات',
    paused: 'متوقفة مؤقتًا',
    by: 'صاحب القرار: Maha Ibrahim Alghamdi',
    pausedBy: 'الإيقاف المؤقت: Maha Ibrahim Alghamdi، في',
    pause: 'إيقاف مؤقت',
    resume: 'استئناف',
    mustResume: 'لا بد أن يستأنفه أولًا معتمِد من الجهة',
    resumeIssuing: 'استئناف الإصدار',
    forbidden: 'أدوارك لا تسمح بهذا، أو لم تعد تسمح به.',
    noRole: 'لم يعد لك دور في أي جهة',
    reason: /سبب الاعتذار/,
    approve: 'الموافقة',
    reject: 'الاعتذار عن الطلب',
    decided: /^بُتّ فيه في هذه الأثناء: الموافقة. صاحب القرار: Maha Ibrahim Alghamdi، في/,
  },
  en: {
    issue: 'Issue 3 certificates …',
    yes: 'Issue 3 certificates',
    issued: '3 certificates were issued.',
    overtaken: 'Somebody was faster: the batch has gone on meanwhile.',
    halted: 'Issuing is halted',
    running: 'Certificates are being issued',
    paused: 'Paused',
    by: 'halted by Maha Ibrahim Alghamdi',
    pausedBy: 'Paused by Maha Ibrahim Alghamdi, on',
    pause: 'Pause',
    resume: 'Resume',
    mustResume: 'An approver of the entity, or an operator of the service, has to resume it first.',
    resumeIssuing: 'Resume issuing',
    forbidden: 'Your roles don’t allow this, or no longer do.',
    noRole: 'You no longer have a role in any entity',
    reason: /Why it is declined/,
    approve: 'Approve',
    reject: 'Decline',
    decided: /^Decided meanwhile: approved by Maha Ibrahim Alghamdi on/,
  },
} as const;

describe('a bad moment in the console', () => {
  test.each(READERS)(
    'a dry run confirmed in two tabs at once is issued once, and the slower tab says so: %s, %p',
    async (language, viewport) => {
      const texts = TEXTS[language];
      const name = `TWOTABS${language.toUpperCase()}`;
      const { opportunityId } = await importSmallCluster(cluster.coordinator, cloud, { name, volunteers: 3 });
      const body = { opportunityIds: [opportunityId], issuerId: ISSUER, dryRun: true };
      const { batchId } = await cluster.coordinator.call(createBatch, { body });
      await waitForBatch(cluster.coordinator, batchId);
      await asReader(
        cluster.browser,
        async ({ page, context }) => {
          const address = `${cluster.address}/batches/${batchId}`;
          await signIn(page, address, 'coordinator@example.org', language);
          const tabs = [page, await secondTab(context, address, language)];
          for (const tab of tabs) await tab.getByRole('button', { name: texts.issue }).click();
          // Both press before either knows of the other, the first one twice.
          const confirm = (tab: Page) => tab.getByRole('button', { name: texts.yes, exact: true });
          await Promise.all(tabs.map((tab) => confirm(tab).waitFor()));
          await Promise.all([confirm(tabs[0] as Page).dblclick(), confirm(tabs[1] as Page).click()]);
          for (const tab of tabs) await tab.getByText(texts.issued).waitFor();
          const told = await eventually(async () => {
            const counts = await Promise.all(tabs.map((tab) => tab.getByText(texts.overtaken).count()));
            return counts.includes(1) ? counts : undefined;
          });
          expect(told.toSorted()).toEqual([0, 1]);
          await expectSound(tabs[told.indexOf(1)] as Page);
        },
        { language, viewport },
      );
      expect((await cluster.coordinator.call(getBatch, { path: { id: batchId } })).counts).toMatchObject({
        requested: 3,
        issued: 3,
        alreadyIssued: 0,
        failed: 0,
      });
    },
    TEST_MS,
  );

  test.each(READERS)(
    'issuing is halted, and a batch paused, by others: the page says so, and goes on once they resume: %s, %p',
    async (language, viewport) => {
      const texts = TEXTS[language];
      const name = `HALTED${language.toUpperCase()}`;
      const { opportunityId } = await importSmallCluster(cluster.coordinator, cloud, { name, volunteers: 3 });
      const approver = await as('approver');
      const body = { opportunityIds: [opportunityId], issuerId: ISSUER, notify: false };
      const { batchId } = await cluster.coordinator.call(createBatch, { body });
      await approver.call(supervision.haltIssuing, { body: {} });
      await waitForBatch(cluster.coordinator, batchId, { until: ({ state }) => state === 'running' });
      await asReader(
        cluster.browser,
        async ({ page }) => {
          const address = `${cluster.address}/batches/${batchId}`;
          const heading = (text: string) => page.getByRole('heading', { name: text, exact: true, level: 1 });
          await signIn(page, address, 'coordinator@example.org', language);
          await heading(texts.halted).waitFor();
          await page.getByText(texts.by).waitFor();
          expect(await page.getByText(texts.running).count()).toBe(0);
          await expectSound(page);

          await asReader(
            cluster.browser,
            async ({ page: other }) => {
              await signIn(other, address, 'approver@example.org', language);
              await other.getByRole('button', { name: texts.pause, exact: true }).click();
              await heading(texts.paused).waitFor();
              await page.getByText(texts.pausedBy).waitFor();
              await page.getByRole('button', { name: texts.resume, exact: true }).click();
              await page.getByText(texts.mustResume).waitFor();
              expect(await page.getByRole('button', { name: texts.resumeIssuing }).count()).toBe(0);
              await other.getByRole('button', { name: texts.resumeIssuing }).click();
              await expectSound(other);
              await other.getByRole('dialog').getByRole('button', { name: texts.resumeIssuing }).click();
              await other.getByText(texts.by).waitFor({ state: 'detached' });
            },
            { language, viewport },
          );
          await page.getByText(texts.by).waitFor({ state: 'detached', ...LOOKS_WITHIN });
          await approver.call(supervision.haltIssuing, { body: {} });
          await page.getByText(texts.by).waitFor(LOOKS_WITHIN);
          await approver.call(supervision.resumeIssuing, { body: {} });
          await page.getByText(texts.by).waitFor({ state: 'detached', ...LOOKS_WITHIN });
          await page.getByRole('button', { name: texts.resume, exact: true }).click();
          await page.getByText(texts.issued).waitFor();
          expect(await page.getByText(texts.pausedBy).count()).toBe(0);
        },
        { language, viewport },
      );
    },
    TEST_MS,
  );

  test.each(READERS)(
    'two people decide one correction: the second sees who decided, and how: %s, %p',
    async (language, viewport) => {
      const texts = TEXTS[language];
      const { displayId } = await askForCorrection(language === 'ar' ? 0 : 1);
      const address = `${cluster.address}/corrections?issuer=${ISSUER}`;
      const open = async (page: Page, who: string) => {
        await signIn(page, address, `${who}@example.org`, language);
        const request = page.locator('article', { hasText: displayId });
        await request.waitFor();
        return request;
      };
      await asReader(
        cluster.browser,
        async ({ page }) => {
          const late = await open(page, 'coordinator');
          await late.getByLabel(texts.reason).fill('Not as on the identity card');
          await asReader(
            cluster.browser,
            async ({ page: other }) => {
              const first = await open(other, 'approver');
              await first.getByRole('button', { name: texts.approve, exact: true }).click();
              await first.waitFor({ state: 'detached' });
            },
            { language, viewport },
          );
          await late.getByRole('button', { name: texts.reject }).click();
          await late.getByText(texts.decided).waitFor();
          expect(await late.getByRole('button').count()).toBe(0);
          await expectSound(page);
          await page.reload();
          await page.locator('section h2').first().waitFor();
          expect(await late.count()).toBe(0);
        },
        { language, viewport },
      );
    },
    TEST_MS,
  );

  test.each(READERS)(
    'a role is taken away while its holder writes: the page says so, and keeps what was typed: %s, %p',
    async (language, viewport) => {
      const texts = TEXTS[language];
      // Somebody with an authenticator app, who is a coordinator for the time of this test.
      const email = language === 'ar' ? 'recorder@example.org' : 'auditor@example.org';
      const administrator = await as('administrator');
      const { items } = await administrator.call(supervision.listPeople, { query: {} });
      const before = items.find((person) => person.email === email);
      await administrator.call(supervision.removePerson, { path: { id: before?.id ?? '' } });
      const { id } = await administrator.call(supervision.invitePerson, {
        body: { issuerId: ISSUER, name: 'Salma Omar', email, roles: ['coordinator'] },
      });
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await page.clock.install();
          await signIn(page, `${cluster.address}/corrections?issuer=${ISSUER}`, email, language);
          const request = page.locator('article', { hasText: undecided });
          await request.getByLabel(texts.reason).fill('Written before the role was taken away');
          await administrator.call(supervision.removePerson, { path: { id } });
          // The role ends with the token, which the page renews by itself.
          const renewed = page.waitForResponse((answer) => answer.url().includes('/token'));
          await page.clock.fastForward('59:30');
          await renewed;
          await request.getByRole('button', { name: texts.reject }).click();
          await request.getByText(texts.forbidden).waitFor();
          expect(await request.getByLabel(texts.reason).inputValue()).toBe(
            'Written before the role was taken away',
          );
          await expectSound(page);
          // Whoever looks at the page again later is told so in the place of what they may no longer see.
          await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
          await page.getByText(texts.noRole).waitFor();
          await expectSound(page);
        },
        { language, viewport },
      );
    },
    TEST_MS,
  );
});

/** Has a volunteer ask for another name on the certificate. Returns its IDs. */
async function askForCorrection(index: number) {
  const { certificateId, displayId } = await cluster.claim(index);
  await (await cluster.volunteer(index)).call(requestCorrection, {
    path: { id: certificateId },
    body: { nameEn: 'Noura Salim Alharbi', note: 'As in my passport' },
  });
  return { certificateId, displayId };
}
