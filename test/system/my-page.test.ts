import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../../functions/client/api-client.ts';
import { revokeCertificate } from '../../functions/routes/lifecycle.ts';
import { startChromium } from '../browser/chromium.ts';
import { watchAssets } from '../browser/loaded-assets.ts';
import { placesOf, withLargeText } from '../browser/page-layout.ts';
import { expectSound } from '../browser/sound-page.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, holdScript, PHONE, signIn, signInButton, stylesOf } from './signed-in-page.ts';
import { addressOf, importSmallCluster } from './small-cluster.ts';

const CLUSTER = 'MYPAGE';
const ARABIC_FONTS = [
  'Plex Arabic 400',
  'Plex Arabic 600 700',
  'Plex Latin Words 400 700',
  'Plex Zero 400 700',
];
const ENGLISH_FONTS = ['Plex Latin 400', 'Plex Latin 600 700', 'Plex Marks 600 700'];

let cloud: SharedCloud;
let browser: Browser;
let coordinator: ApiClient;
let address: string;
const volunteers = { claims: '', revoked: '', reloads: '', corrects: '', looks: '' };

beforeAll(async () => {
  cloud = await sharedCloud();
  address = `${cloud.url}/my`;
  coordinator = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const { volunteerIds } = await importSmallCluster(coordinator, cloud, { name: CLUSTER, volunteers: 5 });
  for (const [index, name] of (Object.keys(volunteers) as (keyof typeof volunteers)[]).entries())
    volunteers[name] = volunteerIds[index] ?? '';
  browser = await startChromium();
});
afterAll(() => browser?.close());

describe('the volunteer’s page, in Chromium at the embedded cloud', () => {
  test('leads from signing in by address to the certificate and its PDF', async () => {
    await asReader(browser, async ({ page }) => {
      await signIn(page, address, addressOf(volunteers.claims).toUpperCase());
      await page.getByText('لم تصدر لك شهادة بعد.').waitFor();
      // A text that isn't a link doesn't look like one.
      const lines = await page.evaluate(
        "getComputedStyle(document.querySelector('.callout')).textDecorationLine",
      );
      expect(lines).toBe('none');
      await page.getByRole('tab', { name: 'الساعات' }).click();
      const card = page.locator('.card', { hasText: 'فحص السكري في الأحياء' });
      expect(await card.textContent()).toContain('٣٠ ساعة من أصل ٣٠ ساعة');
      await card.getByRole('button', { name: 'إصدار الشهادة' }).click();
      await page.locator('.card.issued').waitFor();
      expect(await withLargeText(page)).toEqual({ wider: 0, hasRoom: true });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'تنزيل الشهادة (PDF)' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{2,4}){4}\.pdf$/);
      expect(await page.locator('.card .id').textContent()).toBe(
        download.suggestedFilename().replace('.pdf', ''),
      );
    });
  });

  test('tells whoever signs in with an address that no ledger has, and nobody else', async () => {
    await asReader(browser, async ({ page }) => {
      await signIn(page, address, 'nobody@example.org');
      await page.getByText('لا يوجد سجلّ متطوع بهذا البريد').waitFor();
      await expectSound(page);
    });
  });

  test('keeps no token in storage or address, renews after a reload, and returns to the same place', async () => {
    await asReader(
      browser,
      async ({ page, context }) => {
        await signIn(page, address, addressOf(volunteers.reloads), 'en');
        await page.getByRole('tab', { name: 'My details' }).click();
        await page.getByText('Noura Salem Alharbi').waitFor();
        const stored = await page.evaluate('JSON.stringify([{...localStorage}, {...sessionStorage}])');
        expect(String(stored)).not.toContain('eyJ');
        expect(page.url()).toBe(`${cloud.url}/my#details`);
        await page.reload();
        await page.getByText('Noura Salem Alharbi').waitFor();
        expect(page.url()).toBe(`${cloud.url}/my#details`);
        const other = await context.newPage();
        await other.goto(`${cloud.url}/my`);
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
        await page.reload();
        await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      },
      { language: 'en' },
    );
  });

  test('shows a revoked certificate with the reason', async () => {
    const api = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('volunteer', { id: volunteers.revoked }),
    });
    const { certificateId } = await issue(api);
    await coordinator.call(revokeCertificate, {
      path: { id: certificateId },
      body: { reasonCode: 'holder_request' },
    });
    await asReader(
      browser,
      async ({ page }) => {
        await page.addInitScript('navigator.share = async () => {};');
        await signIn(page, address, addressOf(volunteers.revoked), 'en');
        const card = page.locator('.card.revoked');
        await card.waitFor();
        expect(await card.textContent()).toMatch(/The issuer revoked it on .*: you asked for it\./);
        expect(await card.getByRole('button', { name: 'Share' }).count()).toBe(0);
      },
      { language: 'en' },
    );
  });

  test('keeps what was typed into a correction over a reload, sends it, and shows where it stands', async () => {
    const api = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('volunteer', { id: volunteers.corrects }),
    });
    await issue(api);
    await asReader(
      browser,
      async ({ page }) => {
        await signIn(page, address, addressOf(volunteers.corrects), 'en');
        await page.getByRole('button', { name: 'The name is wrong' }).click();
        await page.getByLabel('Name in English').fill('Noura Salim Alharbi');
        await page.reload();
        await page.getByRole('button', { name: 'The name is wrong' }).click();
        expect(await page.getByLabel('Name in English').inputValue()).toBe('Noura Salim Alharbi');
        await page.getByRole('button', { name: 'Send the request' }).click();
        await page.getByText(/waiting for the issuer’s decision/).waitFor();
        await page.getByText('Noura Salim Alharbi').waitFor();
      },
      { language: 'en' },
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
          await page.goto(`${cloud.url}/my`);
          await page.locator('.greeting').waitFor();
          await expectSound(page);
          await signIn(page, address, addressOf(volunteers.looks), language);
          for (const tab of [0, 1, 2]) {
            await page.getByRole('tab').nth(tab).click();
            await page.locator('[role=tabpanel] :is(.card, .callout, .panel)').first().waitFor();
            await expectSound(page);
          }
        },
        { language, viewport },
      );
    },
  );

  test('can be used with the keyboard alone', async () => {
    await asReader(browser, async ({ page }) => {
      await signIn(page, address, addressOf(volunteers.claims));
      await page.locator('.card.issued').waitFor();
      await page.getByRole('tab', { name: 'الشهادات' }).focus();
      // In a page from right to left the next tab is at the left.
      await page.keyboard.press('ArrowLeft');
      expect(await page.getByRole('tab', { name: 'الساعات' }).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('ArrowRight');
      await page.getByRole('button', { name: 'رمز الاستجابة السريعة' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('dialog').count()).toBe(0);
    });
  });

  test('shows the welcome before its script, a press on it then isn’t lost, and nothing moves', async () => {
    await asReader(browser, async ({ page }) => {
      const loadScript = await holdScript(page);
      await page.addInitScript(() => {
        const moved = { by: 0 };
        Object.assign(globalThis, { moved });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved.by += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(`${cloud.url}/my`, { waitUntil: 'commit' });
      await page.locator('.greeting').waitFor();
      const panels = () => page.locator('#page :is(header, .panel)').evaluateAll(placesOf);
      const early = await panels();
      loadScript();
      await page.locator('#send-again').waitFor();
      expect(await page.locator('.early').count()).toBe(0);
      expect((await panels()).slice(0, early.length)).toEqual(early);
      expect(await page.evaluate('moved.by')).toBe(0);
      // Loaded in the order of their need: the parts that the script imports beside it, not after it.
      const preloaded = await page.evaluate(
        "[...document.querySelectorAll('link[rel=modulepreload]')].map(({ href }) => href)",
      );
      const parts = await page.evaluate(
        "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))",
      );
      expect(parts).toEqual(expect.arrayContaining(preloaded as string[]));
    });
    await asReader(browser, async ({ page }) => {
      const loadScript = await holdScript(page);
      await page.goto(`${cloud.url}/my`, { waitUntil: 'commit' });
      await page.locator('.greeting').waitFor();
      await stylesOf(page);
      await expectSound(page);
      await signInButton(page).click();
      loadScript();
      await page.locator('#email').waitFor();
    });
  });

  test('shows the welcome to nobody who comes back, by a link, or without scripts', async () => {
    const isWelcomed = (page: Page) => page.locator('.greeting').isVisible();
    await asReader(browser, async ({ page }) => {
      await signIn(page, address, addressOf(volunteers.looks));
      const loadScript = await holdScript(page);
      await page.reload({ waitUntil: 'commit' });
      await page.getByText('سجلّي التطوعي').waitFor();
      await stylesOf(page);
      expect(await isWelcomed(page)).toBe(false);
      loadScript();
      await page.locator('.account').waitFor();
    });
    await asReader(browser, async ({ page }) => {
      await holdScript(page);
      await page.goto(`${address}#${'A'.repeat(18)}${'0'.repeat(32)}`, { waitUntil: 'commit' });
      await page.getByText('سجلّي التطوعي').waitFor();
      await stylesOf(page);
      expect(await isWelcomed(page)).toBe(false);
    });
    await asReader(
      browser,
      async ({ page }) => {
        await page.goto(address);
        await page.getByText('سجلّي التطوعي').waitFor();
        expect(await isWelcomed(page)).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });

  test.each([
    ['an empty list', 'looks', 'ar', '.tab-panel .callout strong', ARABIC_FONTS],
    ['a certificate', 'corrects', 'ar', '.card.issued', ARABIC_FONTS],
    ['a certificate', 'corrects', 'en', '.card.issued', ENGLISH_FONTS],
  ] as const)(
    'loads at most 180 KB of scripts and styles and 120 KB of fonts before %s stands: %s, in %s',
    async (_, name, language, stands, expectedFonts) => {
      await asReader(
        browser,
        async ({ page }) => {
          const bytes = await watchAssets(page);
          // What a font that is late leaves to the others asks for no other file.
          await page.route(/-arabic-600-/, (route) => after(1000).then(() => route.continue()));
          await signIn(page, address, addressOf(volunteers[name]), language);
          await page.locator(stands).waitFor();
          const { scriptsAndStyles, fonts } = await bytes();
          expect(scriptsAndStyles).toBeGreaterThan(50_000);
          expect(scriptsAndStyles).toBeLessThanOrEqual(180_000);
          expect(fonts).toBeGreaterThan(30_000);
          expect(fonts).toBeLessThanOrEqual(120_000);
          const loaded = await page.evaluate(async () =>
            [...(await document.fonts.ready)].flatMap(({ family, weight, status }) =>
              status === 'loaded' ? `${family.replaceAll('"', '')} ${weight}` : [],
            ),
          );
          expect(loaded.sort()).toEqual(expectedFonts);
        },
        { language },
      );
    },
  );
});

/** Claims the certificate of the small cluster's opportunity. */
async function issue(api: ApiClient): Promise<{ readonly certificateId: string }> {
  const { claimCertificate } = await import('../../functions/routes/issuing.ts');
  return api.call(claimCertificate, { body: { opportunityId: `${CLUSTER}-OP` } });
}
