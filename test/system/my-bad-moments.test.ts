import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { LANGUAGES } from '../../functions/domain/wording/language.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { startChromium } from '../browser/chromium.ts';
import { expectSound } from '../browser/sound-page.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, signIn, signInButton, typeAddress } from './signed-in-page.ts';
import { addressOf, importSmallCluster, releaseAsSecondPerson } from './small-cluster.ts';

const CLUSTER = 'BADMOMENTS';
const INSTAGRAM =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36 Instagram 340.0';

let cloud: SharedCloud;
let browser: Browser;
let coordinator: ApiClient;
let ids: readonly string[];

beforeAll(async () => {
  cloud = await sharedCloud();
  coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  ({ volunteerIds: ids } = await importSmallCluster(coordinator, cloud, { name: CLUSTER, volunteers: 3 }));
  const token = await cloud.token('volunteer', { id: ids[0] });
  const volunteer = new ApiClient({ baseUrl: cloud.url, token });
  await volunteer.call(claimCertificate, { body: { opportunityId: `${CLUSTER}-OP` } });
  browser = await startChromium();
});
afterAll(() => browser?.close());

const addressOfFirst = () => addressOf(ids[0] ?? '');

/** Opens the form that asks for another name, and types one. */
async function typeName(page: Page, language: 'ar' | 'en'): Promise<void> {
  const [button, field] =
    language === 'ar' ? ['في الاسم خطأ', 'الاسم بالإنجليزية'] : ['The name is wrong', 'Name in English'];
  await page.getByRole('button', { name: button }).click();
  await page.getByLabel(field).fill('Noura Salim Alharbi');
}

const SENTENCES = {
  ar: {
    ended: 'انتهت جلستك.',
    otherAccount: 'سُجّل الدخول بحساب آخر في نافذة أخرى',
    elsewhere: 'سُجّل خروجك من نافذة أخرى.',
    issuer: 'تجمع الروابي الصحي',
    noRecord: 'لا يوجد سجلّ متطوع بهذا البريد',
    inApp: 'فتحت هذه الصفحة داخل تطبيق آخر.',
    unreachable: 'تعذّر الوصول إلى خدمة تسجيل الدخول الآن.',
    withoutScript: 'تحتاج هذه الصفحة إلى تشغيل JavaScript',
    send: 'إرسال الطلب',
    signOut: 'تسجيل الخروج',
  },
  en: {
    ended: 'Your session has ended.',
    otherAccount: 'You signed in with another account in another tab',
    elsewhere: 'You signed out in another tab.',
    issuer: 'Rawabi Health Cluster',
    noRecord: 'There is no volunteer’s record under this address',
    inApp: 'You opened this inside another app.',
    unreachable: 'The sign-in service can’t be reached just now.',
    withoutScript: 'This page needs JavaScript.',
    send: 'Send the request',
    signOut: 'Sign out',
  },
};

describe.each(LANGUAGES)('a bad moment at /my is told in %s', (language) => {
  const says = SENTENCES[language];

  test('the session ends in the middle of a form: what was typed is there after signing in again', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${cloud.url}/my`, addressOfFirst(), language);
        await typeName(page, language);
        await page.route(`${cloud.url}/certificates/**`, (route) =>
          route.fulfill({ status: 401, contentType: 'application/json', body: '{"message":"Unauthorized"}' }),
        );
        await page.getByRole('button', { name: says.send }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
        await page.keyboard.press('Escape');
        await page.getByText(says.ended, { exact: true }).waitFor();
        await expectSound(page);
        await page.unroute(`${cloud.url}/certificates/**`);
        await signInButton(page, language).click();
        await page.locator('.card.issued').waitFor();
        await typeNameIsKept(page, language);
      },
      { language },
    );
  });

  test('another tab signs out, or signs in with another account', async () => {
    await asReader(
      browser,
      async ({ page, context }) => {
        await signIn(page, `${cloud.url}/my`, addressOfFirst(), language);
        await typeName(page, language);
        expect(await draftsIn(page)).toHaveLength(1);
        const other = await context.newPage();
        await other.goto(`${cloud.url}/my`);
        await signInButton(other, language).click();
        // The provider's own session signs the same person in at once.
        await other.locator('.account').waitFor();
        await other.getByRole('button', { name: says.signOut }).click();
        await page.getByText(says.elsewhere).waitFor();
        expect(await draftsIn(page)).toEqual([]);
        await signInButton(page, language).click();
        await typeAddress(page, addressOfFirst());
        await page.locator('.account').waitFor();
        await typeName(page, language);
        // Another account in another tab, after the provider's session has ended.
        await context.clearCookies();
        await other.goto(`${cloud.url}/my`);
        await signInButton(other, language).click();
        await typeAddress(other, addressOf(ids[1] ?? ''));
        await page.getByText(says.otherAccount).waitFor();
        await expectSound(page);
        // What was typed waits for whoever typed it, and for nobody else.
        expect(await draftsIn(page)).toHaveLength(1);
        await signInButton(page, language).click();
        await page.locator('.account').waitFor();
        expect(await draftsIn(page)).toEqual([]);
      },
      { language },
    );
  });

  test('the names of issuers come late: until then no ID stands in their place', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        const asked = Promise.withResolvers<() => Promise<void>>();
        await page.route(`${cloud.url}/issuers*`, (route) => asked.resolve(() => route.continue()));
        await signIn(page, `${cloud.url}/my`, addressOfFirst(), language);
        const card = page.locator('.card.issued');
        await card.waitFor();
        const answer = await asked.promise;
        expect(await card.textContent()).toContain('…');
        expect(await card.textContent()).not.toContain('health-cluster');
        await answer();
        await card.getByText(says.issuer, { exact: true }).waitFor();
      },
      { language },
    );
  });

  test('an account that no ledger knows', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${cloud.url}/my`, `nobody.${language}@example.org`, language);
        await page.getByText(says.noRecord).waitFor();
        await expectSound(page);
      },
      { language },
    );
  });

  test('an app that blocks downloads leads to the browser', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${cloud.url}/my`, addressOfFirst(), language);
        await page.getByText(says.inApp).waitFor();
        const address = await page.locator('.callout a.action').getAttribute('href');
        expect(address).toMatch(/^intent:\/\/127\.0\.0\.1:\d+\/my.*#Intent;scheme=http;/);
        await expectSound(page);
      },
      { language, userAgent: INSTAGRAM },
    );
  });

  test('the sign-in service can’t be reached', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await page.goto(`${cloud.url}/my`);
        await page.route('**/.well-known/openid-configuration', (route) =>
          route.abort('internetdisconnected'),
        );
        await signInButton(page, language).click();
        await page.getByText(says.unreachable).waitFor();
        await expectSound(page);
      },
      { language },
    );
  });

  test('the sign-in service doesn’t answer', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await page.clock.install();
        await page.goto(`${cloud.url}/my`);
        await page.route('**/.well-known/openid-configuration', () => undefined);
        await signInButton(page, language).click();
        await page.locator('.action.working').waitFor();
        await signInButton(page, language).click();
        await page.clock.fastForward('00:16');
        await page.getByText(says.unreachable).waitFor();
        await signInButton(page, language).and(page.locator(':not(.working)')).waitFor();
      },
      { language },
    );
  });

  test('JavaScript is off: the page says so, and leads to verification, which needs none', async () => {
    const shell = await (await fetch(`${cloud.url}/my?lang=${language}`)).text();
    const [, text = ''] = /<noscript>(.*?)<\/noscript>/s.exec(shell) ?? [];
    expect(text).toContain(says.withoutScript);
    const [, address] = /href="([^"]+)"/.exec(text) ?? [];
    await asReader(
      browser,
      async ({ page }) => {
        await page.goto(`${cloud.url}${address}`);
        await page.locator('#id').fill('B1P9-0CH3-5ABA-RTZ7-68');
        await page.locator('#id').press('Enter');
        await page.waitForURL(/B1P9/);
        await page.locator('.status h1').waitFor();
      },
      { language, javaScriptEnabled: false },
    );
  });
});

test('an address that the ledger has no more opens nothing after the next token', async () => {
  const id = ids[2] ?? '';
  await asReader(browser, async ({ page }) => {
    await signIn(page, `${cloud.url}/my`, addressOf(id));
    await page.getByRole('tab').first().waitFor();
    const file = join(mkdtempSync(join(tmpdir(), 'bad-moments-')), 'volunteers.csv');
    writeFileSync(
      file,
      `volunteer_id,name_ar,name_en,gender,kind,birth_date,guardian_consent,email\n${id},نورة سالم الحربي,Noura Salem Alharbi,female,individual,,,other.${addressOf(id)}\n`,
    );
    const { state, importId } = await importFile(coordinator, file);
    expect(state).toBe('imported');
    // Another address waits for a second person.
    await releaseAsSecondPerson(cloud, importId);
    await page.reload();
    await page.getByText(SENTENCES.ar.noRecord).waitFor();
    expect(await page.locator('.card').count()).toBe(0);
  });
});

/** The names under which a tab keeps what was typed. */
const draftsIn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>("Object.keys(sessionStorage).filter((key) => key.startsWith('draft '))");

async function typeNameIsKept(page: Page, language: 'ar' | 'en'): Promise<void> {
  const [button, field] =
    language === 'ar' ? ['في الاسم خطأ', 'الاسم بالإنجليزية'] : ['The name is wrong', 'Name in English'];
  await page.getByRole('button', { name: button }).click();
  expect(await page.getByLabel(field).inputValue()).toBe('Noura Salim Alharbi');
}
