import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { putOpportunity } from '../../functions/routes/ledger.ts';
import { appointSampleStaff } from '../../infra/local/sample-staff.ts';
import { startChromium } from '../browser/chromium.ts';
import { watchAssets } from '../browser/loaded-assets.ts';
import { expectSound } from '../browser/sound-page.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, PHONE, READERS, signIn } from './signed-in-page.ts';

const MOST_BYTES = 280_000;
const ISSUER = 'rawabi-health-cluster';

let cloud: SharedCloud;
let browser: Browser;
let address: string;

beforeAll(async () => {
  cloud = await sharedCloud();
  await appointSampleStaff(cloud);
  address = `${cloud.url}/console`;
  const coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  for (const number of [1, 2, 3, 4, 5, 6])
    await coordinator.call(putOpportunity, {
      path: { id: `CONSOLE-${number}` },
      body: {
        issuerId: ISSUER,
        titleAr: 'فحص السكري في الأحياء',
        titleEn: 'Diabetes Screening',
        track: 'preventive',
        startsOn: '2025-03-01',
        endsOn: '2025-03-31',
        requiredMinutes: 600,
        partnerIds: [],
      },
    });
  browser = await startChromium();
});
afterAll(() => browser?.close());

describe('the console, in Chromium at the embedded cloud', () => {
  test('says to whoever has no role that they have none, and who to ask', async () => {
    await asReader(browser, async ({ page }) => {
      await signIn(page, address, 'nobody@example.org');
      await page.getByText('ليس لك دور في أي جهة بعد').waitFor();
      await expectSound(page);
      await page.getByRole('link', { name: 'هل أنت متطوع؟' }).waitFor();
    });
  });

  test('returns to the same place after signing in, a reload and a change of the language', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${address}/batches`, 'coordinator@example.org', 'en');
        await page.getByRole('heading', { name: 'Issuing' }).waitFor();
        expect(page.url()).toBe(`${address}/batches`);
        await page.reload();
        await page.getByRole('heading', { name: 'Issuing' }).waitFor();
        await page.getByRole('button', { name: 'العربية' }).click();
        await page.getByRole('link', { name: 'الرئيسية' }).click();
        expect(page.url()).toBe(`${address}?lang=ar`);
        await page.reload();
        await page.getByRole('heading', { name: 'الرئيسية' }).waitFor();
        const stored = await page.evaluate('JSON.stringify([{...localStorage}, {...sessionStorage}])');
        expect(String(stored)).not.toContain('eyJ');
        await page.getByRole('button', { name: 'تسجيل الخروج' }).click();
        await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      },
      { language: 'en', viewport: DESKTOP },
    );
  });

  test('shows the sections that the roles include, and no other', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, `${address}/batches`, 'supervisor@example.org', 'en');
        await page.getByRole('heading', { name: 'There is no such page here' }).waitFor();
        const sections = page.getByRole('navigation', { name: 'Sections' });
        expect(await sections.getByRole('link', { name: 'Issuing' }).count()).toBe(0);
        await sections.getByRole('link', { name: 'Home' }).click();
        await page.getByRole('heading', { name: 'Home' }).waitFor();
        await page.getByText('Your roles: supervisor').waitFor();
      },
      { language: 'en', viewport: DESKTOP },
    );
  });

  test('lets whoever works for several issuers choose one, and keeps the choice in the address', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, address, 'coordinator@example.org', 'en');
        await page.getByRole('button', { name: /All of my entities/ }).click();
        await page.getByRole('option', { name: 'Rawabi Municipality' }).click();
        await page.getByRole('link', { name: 'Issuing' }).click();
        expect(page.url()).toBe(`${address}/batches?issuer=rawabi-municipality`);
        await page.reload();
        await page.getByRole('button', { name: /Rawabi Municipality/ }).waitFor();
      },
      { language: 'en', viewport: DESKTOP },
    );
  });

  test.each([
    ['ar', PHONE],
    ['en', PHONE],
    ['ar', DESKTOP],
    ['en', DESKTOP],
    ['ar', { width: 320, height: 640 }],
  ] as const)(
    'has no fault of accessibility and never scrolls sideways: %s, %p',
    async (language, viewport) => {
      await asReader(
        browser,
        async ({ page }) => {
          await page.goto(address);
          await page.locator('.greeting').waitFor();
          await expectSound(page);
          await signIn(page, address, 'coordinator@example.org', language);
          for (const path of ['', '/batches', '/nowhere']) {
            await page.goto(`${address}${path}`);
            await page.locator('.section h1').waitFor();
            await page.locator('.section > :not(h1)').first().waitFor();
            await expectSound(page);
          }
        },
        { language, viewport },
      );
    },
  );

  test('goes no further down than its content where a list scrolls within it', async () => {
    await asReader(browser, async ({ page }) => {
      await signIn(page, `${address}/batches/new?issuer=${ISSUER}`, 'coordinator@example.org');
      await page.locator('.picker .checkbox').nth(5).waitFor();
      await expectSound(page);
    });
  });

  test.each(READERS)(
    'keeps its frame where a section’s script doesn’t arrive, and trying again brings it: %s, %p',
    async (language, viewport) => {
      const texts = {
        ar: {
          section: 'التقارير',
          home: 'الرئيسية',
          gone: 'لا يوجد اتصال الآن، ولم يتمّ شيء.',
          again: 'إعادة المحاولة',
        },
        en: {
          section: 'Reports',
          home: 'Home',
          gone: 'There is no connection just now, and nothing was done.',
          again: 'Try again',
        },
      }[language];
      await asReader(
        browser,
        async ({ page, context }) => {
          await signIn(page, address, 'coordinator@example.org', language);
          const open = async (name: string) => {
            if (viewport === PHONE) await page.locator('.menu').click();
            await page.getByRole('link', { name, exact: true }).click();
          };
          await page.locator('.section h1').waitFor();
          await context.setOffline(true);
          await open(texts.section);
          await page.getByText(texts.gone).first().waitFor();
          await expectSound(page);
          await open(texts.home);
          await page.getByRole('heading', { name: texts.home, level: 1 }).waitFor();
          await open(texts.section);
          await context.setOffline(false);
          await page.getByRole('button', { name: texts.again }).click();
          await page.locator('.day-input').first().waitFor();
        },
        { language, viewport },
      );
    },
  );

  test('opens its sections with the keyboard alone, on a phone', async () => {
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, address, 'coordinator@example.org', 'en');
        const menu = page.locator('.menu');
        await menu.focus();
        await page.keyboard.press('Enter');
        expect(await menu.getAttribute('aria-expanded')).toBe('true');
        await page.getByRole('link', { name: 'Issuing' }).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Issuing' }).waitFor();
        expect(await menu.getAttribute('aria-expanded')).toBe('false');
      },
      { language: 'en' },
    );
  });

  test(`loads at most ${MOST_BYTES / 1000} KB of scripts and styles before its home stands`, async () => {
    await asReader(browser, async ({ page }) => {
      const bytes = await watchAssets(page);
      await signIn(page, address, 'coordinator@example.org');
      await page.locator('.section h1').waitFor();
      const { scriptsAndStyles } = await bytes();
      expect(scriptsAndStyles).toBeGreaterThan(50_000);
      expect(scriptsAndStyles).toBeLessThanOrEqual(MOST_BYTES);
    });
  });
});
