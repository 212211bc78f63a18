import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { emptyRegister, invited } from '../../functions/domain/staff/staff-register.ts';
import { DynamoStaffRegisters } from '../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { expectSound } from '../browser/sound-page.ts';
import { Authenticator } from './authenticator.ts';
import { startConsole } from './console-cluster.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, PHONE, signIn, signInButton, typeAddress } from './signed-in-page.ts';

const ISSUER = 'rawabi-health-cluster';
const TEXTS = {
  ar: {
    title: 'أضف عاملًا ثانيًا يحمي دخولك',
    password: 'كلمة المرور الجديدة',
    set: 'حفظ كلمة المرور',
    weak: /كلمة المرور ناقصة/,
    has: 'لديّ كلمة مرور',
    kept: /تبقى كلمة مرورك كما هي/,
    app: '٢. أضف هذا الحساب إلى تطبيق مصادقة',
    code: 'الرمز المكوّن من ستة أرقام',
    register: 'تسجيل التطبيق',
    short: 'اكتب أرقام الرمز الستة كاملة.',
    wrong: /ليس هذا هو الرمز الظاهر/,
    offline: /لا يوجد اتصال الآن، ولم يتمّ شيء/,
    again: 'الدخول من جديد',
    home: 'الرئيسية',
  },
  en: {
    title: 'Protect your sign-in with a second factor',
    password: 'New password',
    set: 'Set the password',
    weak: /This password lacks something/,
    has: 'I already have a password',
    kept: /Your password stays as it is/,
    app: '2. Add this account to an authenticator app',
    code: 'Code of six digits',
    register: 'Register the app',
    short: 'Type all six digits of the code.',
    wrong: /This is not the code that the app shows now/,
    offline: /There is no connection just now, and nothing was done/,
    again: 'Sign in again',
    home: 'Home',
  },
} as const;

let cloud: SharedCloud;
let browser: Browser;
beforeAll(async () => {
  cloud = await sharedCloud();
  ({ browser } = await startConsole(cloud));
});
afterAll(() => browser?.close());

/** Invites a recorder who has never signed in, and returns the address. */
async function newMember(name: string): Promise<string> {
  const registers = new DynamoStaffRegisters(cloud.clients.dynamo, cloud.tableName);
  const email = `${name}.factor@example.org`;
  const request = { invitationId: name, email, name, roles: ['recorder'] } as const;
  for (;;) {
    const [before = emptyRegister(ISSUER)] = await registers.find([ISSUER]);
    const after = invited(before, request, 'sample-administrator', '2026-01-01T00:00:00.000Z');
    if ((await registers.replace(before, { ...after, revision: before.revision + 1 })) === 'written')
      return email;
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** Reads the secret as somebody would who types it into an app. */
const secretOn = async (page: Page) =>
  ((await page.locator('.secret').textContent()) ?? '').replace(/\s/g, '');

describe('staff without a second factor, in Chromium at the embedded cloud', () => {
  test.each([
    ['ar', PHONE],
    ['en', PHONE],
    ['ar', DESKTOP],
    ['en', DESKTOP],
  ] as const)(
    'register an authenticator app, sign in with its code, and come to the console: %s, %p',
    async (language, viewport) => {
      const texts = TEXTS[language];
      const address = await newMember(`${language}${viewport.width}`);
      await asReader(
        browser,
        async ({ page, context }) => {
          await signIn(page, `${cloud.url}/console`, address, language);
          await page.getByRole('heading', { name: texts.title }).waitFor();
          await expectSound(page);
          const password = page.getByLabel(texts.password);
          await password.fill('too-weak');
          await password.press('Enter');
          await page.getByRole('alert').getByText(texts.weak).waitFor();
          await password.fill('Ledger-of-2026-hours');
          await button(page, texts.set).click();
          await page.getByRole('heading', { name: texts.app }).waitFor();
          await expectSound(page);

          const app = new Authenticator(await secretOn(page));
          const code = page.getByLabel(texts.code);
          await code.fill('12345');
          await code.press('Enter');
          await page.getByRole('alert').getByText(texts.short).waitFor();
          await code.fill('000000');
          await button(page, texts.register).click();
          await page.getByRole('alert').getByText(texts.wrong).waitFor();
          await expectSound(page);
          const right = await app.unusedCode();
          await code.fill(language === 'ar' ? inArabicDigits(right) : right);
          await context.setOffline(true);
          await button(page, texts.register).click();
          await page.getByRole('alert').getByText(texts.offline).waitFor();
          await context.setOffline(false);
          await button(page, texts.register).click();
          await button(page, texts.again).waitFor();
          await expectSound(page);

          await button(page, texts.again).click();
          await signInButton(page, language).click();
          await typeAddress(page, address);
          // A code is taken once, also by the sign-in after the one that registered the app.
          await page.locator('#code').fill(right);
          await page.locator('#code').press('Enter');
          await page.getByRole('alert').waitFor();
          await expectSound(page);
          await page.locator('#code').fill(await app.unusedCode());
          await page.locator('#code').press('Enter');
          await page.getByRole('heading', { name: texts.home }).waitFor();
        },
        { language, viewport },
      );
    },
  );

  test('keep the password that they have', async () => {
    const address = await newMember('kept');
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${cloud.url}/console`, address, 'en');
        await page.getByLabel(TEXTS.en.password).fill('Ledger-of-2026-hours');
        await button(page, TEXTS.en.set).click();
        const secret = await secretOn(page);
        await page.reload();
        await page.getByLabel(TEXTS.en.password).fill('Another-of-2026-hours');
        await button(page, TEXTS.en.set).click();
        await page.getByText(TEXTS.en.kept).waitFor();
        // What was scanned before the reload is worth nothing any more.
        expect(await secretOn(page)).not.toBe(secret);
        await page.reload();
        await button(page, TEXTS.en.has).click();
        await page.getByRole('heading', { name: TEXTS.en.app }).waitFor();
      },
      { language: 'en', viewport: DESKTOP },
    );
  });
});

test('the console may call its own origin, the provider’s and that of uploads, and no other', async () => {
  const { headers } = await fetch(`${cloud.url}/console`, { headers: { accept: 'text/html' } });
  const connect = /connect-src ([^;]+)/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
  const provider = (await (await fetch(`${cloud.url}/sign-in`)).json()) as { readonly issuer: string };
  const origins = connect.split(' ').filter((origin) => origin !== "'self'");
  // The pool's API is at the origin of its issuer.
  expect(origins).toContain(new URL(provider.issuer).origin);
  expect(origins.filter((origin) => !/^https?:\/\/[^*/]+$/.test(origin))).toEqual([]);
});

const inArabicDigits = (code: string): string =>
  code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x630));
