import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { Language } from '../../functions/domain/wording/language.ts';
import { MY_WORDS } from '../../functions/pages/my/words.ts';
import { getCertificate } from '../../functions/routes/issuing.ts';
import { listCertificateCorrections } from '../../functions/routes/lifecycle.ts';
import { requestName } from '../../functions/routes/names.ts';
import { getPolicies } from '../../functions/routes/supervision.ts';
import { OPERATOR_ADDRESS } from '../../infra/local/cognito/sample-people.ts';
import peopleAr from '../../templates/pages/console/people.ar.json' with { type: 'json' };
import peopleEn from '../../templates/pages/console/people.en.json' with { type: 'json' };
import { expectSound } from '../browser/sound-page.ts';
import { eventually } from '../local/eventually.ts';
import { type ConsoleCluster, consoleCluster } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, PHONE, READERS, signIn } from './signed-in-page.ts';
import { addressOf } from './small-cluster.ts';

const PEOPLE = { ar: peopleAr, en: peopleEn };

const ISSUER = 'rawabi-health-cluster';
const CLUSTER = 'CONSOLEPEOPLE';
/** Its policy is changed, and changed back. */
const POLICY_ISSUER = 'rawabi-municipality';

let cloud: SharedCloud;
let cluster: ConsoleCluster;
beforeAll(async () => {
  cloud = await sharedCloud();
  cluster = await consoleCluster(cloud, CLUSTER);
});
afterAll(() => cluster?.browser.close());

/** What the volunteer reads and presses. */
const VOLUNTEER_TEXTS = {
  ar: { open: 'فتح الشهادة وتنزيلها', email: 'قُبل طلب التصحيح' },
  en: { open: 'Open and download the certificate', email: 'Your correction was approved' },
};

/** Asks for another name on the volunteer's page. */
async function askForCorrection(page: Page, language: Language, nameEn: string): Promise<void> {
  const { certificates, correction } = MY_WORDS[language];
  await page.getByRole('button', { name: certificates.correct, exact: true }).click();
  await page.getByLabel(correction.nameEn).fill(nameEn);
  await page.getByRole('button', { name: correction.send }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Sends what waits until a volunteer has an email with a subject. Returns where the mailbox shows it. */
const emailOf = (id: string, subject: string): Promise<string> =>
  eventually(
    async () => {
      await cloud.runSchedule('Notify');
      const emails = await cloud.emails();
      const found = emails.find(
        (email) => email.to.includes(addressOf(id)) && email.subject.includes(subject),
      );
      return found && `${cloud.url}/_local/mailbox/${found.emailId}`;
    },
    { withinMilliseconds: 120_000, everyMilliseconds: 1_000 },
  );

const stateOf = async (certificateId: string) =>
  (await cluster.coordinator.call(listCertificateCorrections, { path: { id: certificateId } })).items.at(-1);

describe('corrections in the console', () => {
  test.each([
    ['ar', PHONE, 0],
    ['en', DESKTOP, 1],
  ] as const)(
    'are asked for by the volunteer, decided with old and new beside each other, and told by email: %s, %p',
    async (language, viewport, index) => {
      const texts = VOLUNTEER_TEXTS[language];
      const wanted = `Noura Salim Alharby ${'ABC'[index]}li`;
      const id = cluster.volunteerIds[index] ?? '';
      const { certificateId, displayId } = await cluster.claim(index);
      const asVolunteer = (run: (page: Page) => Promise<void>) =>
        asReader(cluster.browser, ({ page }) => run(page), { language, viewport });
      await asVolunteer(async (page) => {
        await signIn(page, `${cluster.cloud.url}/my`, addressOf(id), language);
        await askForCorrection(page, language, wanted);
        await page.getByText(wanted).waitFor();
      });
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await signIn(
            page,
            `${cluster.address}/corrections?issuer=${ISSUER}`,
            'coordinator@example.org',
            language,
          );
          const request = page.locator('article', { hasText: displayId });
          await request.getByText(wanted).waitFor();
          await request.getByText('Noura Salem Alharbi').waitFor();
          await expectSound(page);
          await request
            .getByRole('button', { name: language === 'ar' ? 'الموافقة' : 'Approve', exact: true })
            .click();
          await request.waitFor({ state: 'detached' });
          expect((await stateOf(certificateId))?.state).toBe('approved');
        },
        { language, viewport },
      );
      const email = await emailOf(id, texts.email);
      await asVolunteer(async (page) => {
        await page.goto(email);
        await page.frameLocator('iframe').getByText(texts.open).click();
        const card = page.locator('.card.issued');
        await card.waitFor();
        expect(await card.locator('.id').textContent()).not.toBe(displayId);
        const replacement = (await stateOf(certificateId))?.replacementId ?? '';
        expect(await cluster.coordinator.call(getCertificate, { path: { id: replacement } })).toMatchObject({
          state: 'issued',
          nameEn: wanted,
        });
        expect((await card.locator('.id').textContent())?.replaceAll('-', '')).toBe(replacement);
      });
    },
  );

  test('of a name that none bears yet are declined with a reason, which is asked for', async () => {
    await (await cluster.volunteer(2)).call(requestName, {
      body: { issuerId: ISSUER, nameEn: 'Noura Salim', note: 'Shorter' },
    });
    await asReader(
      cluster.browser,
      async ({ page }) => {
        await signIn(
          page,
          `${cluster.address}/corrections?issuer=${ISSUER}`,
          'coordinator@example.org',
          'en',
        );
        const request = page.locator('article', { hasText: cluster.volunteerIds[2] ?? '' });
        await request.getByRole('button', { name: 'Decline' }).click();
        await request.getByText('Write why.').waitFor();
        await request.getByLabel(/Why it is declined/).fill('The identity card says otherwise.');
        await request.getByRole('button', { name: 'Decline' }).click();
        await request.waitFor({ state: 'detached' });
      },
      { language: 'en', viewport: DESKTOP },
    );
  });
});

describe('people in the console', () => {
  test.each(READERS)(
    'are listed, invited and removed by an administrator: %s, %p',
    async (language, viewport) => {
      const texts = {
        ar: {
          name: 'الاسم',
          email: 'البريد الإلكتروني',
          role: 'المدقق',
          send: 'إرسال الدعوة',
          confirm: 'نعم، أزِل',
        },
        en: { name: 'Name', email: 'Email address', role: 'auditor', send: 'Invite', confirm: 'Yes, remove' },
      }[language];
      const name = `Layla ${language} Alqahtani`;
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await signIn(
            page,
            `${cluster.address}/people?issuer=${ISSUER}`,
            'administrator@example.org',
            language,
          );
          await page.getByText('supervisor@example.org').waitFor();
          await expectSound(page);
          const form = page.locator('form');
          await form.getByLabel(texts.name, { exact: true }).fill(name);
          await form.getByLabel(texts.email).fill(`layla-${language}@example.org`);
          await form.getByText(texts.role, { exact: true }).click();
          // A reload takes nothing of it.
          await page.reload();
          expect(await form.getByLabel(texts.name, { exact: true }).inputValue()).toBe(name);
          expect(await form.getByRole('checkbox', { name: texts.role }).isChecked()).toBe(true);
          await form.getByRole('button', { name: texts.send }).click();
          const listed = page.getByRole('row', { name: new RegExp(name) });
          await listed.waitFor();
          await listed.getByRole('button', { name: new RegExp(name) }).click();
          await page.getByRole('button', { name: texts.confirm }).click();
          await listed.waitFor({ state: 'detached' });
        },
        { language, viewport },
      );
    },
  );

  test.each([
    ['ar', PHONE, 'المعتمِد', 'إرسال الدعوة', 'ينتظر شخصًا ثانيًا', 'الموافقة', 'نشط ولم يدخل بعد'],
    [
      'en',
      DESKTOP,
      'approver',
      'Invite',
      'Waits for a second person',
      'Approve',
      'Active, not signed in yet',
    ],
  ] as const)(
    'become second people once a second person has approved it, who sees that no email was sent: %s, %p',
    async (language, viewport, role, send, waits, approve, active) => {
      const name = `Salma ${language} Alharbi`;
      const address = `${cluster.address}/people?issuer=${ISSUER}`;
      const listed = (page: Page) => page.getByRole('row', { name: new RegExp(name) });
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await signIn(page, address, 'administrator@example.org', language);
          const form = page.locator('form');
          await form.getByLabel(language === 'ar' ? 'الاسم' : 'Name', { exact: true }).fill(name);
          await form
            .getByLabel(language === 'ar' ? 'البريد الإلكتروني' : 'Email address')
            .fill(`salma-${language}@refused.example`);
          await form.getByText(role, { exact: true }).click();
          await form.getByRole('button', { name: send }).click();
          await listed(page).getByText(waits).waitFor();
          expect(await page.getByRole('button', { name: approve, exact: true }).count()).toBe(0);
          await expectSound(page);
        },
        { language, viewport },
      );
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await signIn(page, address, OPERATOR_ADDRESS, language);
          await listed(page).getByRole('button', { name: approve, exact: true }).click();
          await listed(page).getByText(active).waitFor();
          // The mail service takes nothing to this address.
          await page.getByText(PEOPLE[language].tell).waitFor();
          expect(await listed(page).getByRole('button', { name: approve, exact: true }).count()).toBe(0);
          await expectSound(page);
        },
        { language, viewport },
      );
    },
  );

  test.each([
    ['ar', PHONE, 'طلب السياسة الأخرى', 'تغيير ينتظر شخصًا ثانيًا', 'الموافقة على التغيير'],
    ['en', DESKTOP, 'Ask for the other policy', 'A change waits for a second person', 'Approve the change'],
  ] as const)(
    'change the policy by two presses of two people: %s, %p',
    async (language, viewport, propose, waits, approve) => {
      const token = await cluster.cloud.token('administrator', { issuers: [POLICY_ISSUER] });
      const administrator = new ApiClient({ baseUrl: cluster.cloud.url, token });
      const policy = async () => (await administrator.call(getPolicies, { query: {} })).items[0];
      const before = await policy();
      const address = `${cluster.address}/people?issuer=${POLICY_ISSUER}`;
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await signIn(page, address, 'administrator@example.org', language);
          await page.getByRole('button', { name: propose }).click();
          await page.getByText(waits).waitFor();
          expect(await page.getByRole('button', { name: approve }).count()).toBe(0);
          await expectSound(page);
        },
        { language, viewport },
      );
      expect((await policy())?.makerAndChecker).toBe(before?.makerAndChecker);
      await asReader(
        cluster.browser,
        async ({ page }) => {
          await signIn(page, address, OPERATOR_ADDRESS, language);
          await page.getByRole('button', { name: approve }).click();
          await page.getByText(waits).waitFor({ state: 'detached' });
        },
        { language, viewport },
      );
      expect(await policy()).toMatchObject({ makerAndChecker: !before?.makerAndChecker, proposal: null });
    },
  );
});
