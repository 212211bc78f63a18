import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../local/eventually.ts';
import { PREVIEW_IDS } from '../verification/preview.ts';
import { violationsOf, WCAG } from './accessibility.ts';
import { overflowOf } from './page-layout.ts';
import { onPage, openSite, type Site } from './site.ts';

/** SHA-256 of the valid certificate's document. */
const SHA256 = 'ab'.repeat(32);
const PHONE = { width: 360, height: 740 };

let site: Site;
beforeAll(async () => {
  site = await openSite(SHA256);
});
afterAll(() => site?.stop());

const ADDRESSES = [
  '/',
  '/verify',
  '/verify/list',
  '/nothing',
  ...Object.values(PREVIEW_IDS).map((id) => `/verify/${id}`),
];

describe('every page', () => {
  test.each([
    ['ar', 'light'],
    ['ar', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('in %s and %s has no axe violation, and fits 320 px', async (language, colorScheme) => {
    await onPage(
      site,
      '/verify',
      async (page) => {
        for (const address of ADDRESSES) {
          await page.goto(`${site.base}${address}?lang=${language}`);
          const violations = await violationsOf(page, [...WCAG, 'best-practice']);
          expect([address, violations, await overflowOf(page)]).toEqual([address, [], 0]);
        }
      },
      { colorScheme, viewport: { width: 320, height: 640 } },
    );
  });

  test('axe finds a violation where there is one', async () => {
    await onPage(site, '/verify?lang=en', async (page) => {
      await page.evaluate("document.querySelector('main').append(document.createElement('img'))");
      expect(await violationsOf(page, WCAG)).toEqual(['image-alt: <img>']);
    });
  });

  test('fits a phone with text twice as large', async () => {
    await onPage(
      site,
      `/verify/${PREVIEW_IDS.full}?lang=ar`,
      async (page) => {
        await page.evaluate("document.documentElement.style.fontSize = '200%'");
        expect(await overflowOf(page)).toBe(0);
      },
      { viewport: { width: 320, height: 640 }, bypassCSP: true },
    );
  });

  test('loads less than 33 KB, the issuer’s logo among them, besides its fonts, and nothing from another host', async () => {
    const sizes: Promise<{ readonly isFont: boolean; readonly length: number }>[] = [];
    const hosts = new Set<string>();
    const context = await site.browser.newContext();
    const page = await context.newPage();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page.on('response', (response) => {
      const isFont = response.url().endsWith('.woff2');
      if (response.url().startsWith('http'))
        sizes.push(response.body().then(({ length }) => ({ isFont, length })));
    });
    await page.goto(`${site.base}/verify/${PREVIEW_IDS.full}?lang=ar`, { waitUntil: 'networkidle' });
    expect([...hosts].filter((host) => host !== 'null')).toEqual([site.base]);
    const loaded = await Promise.all(sizes);
    const fonts = loaded.filter(({ isFont }) => isFont);
    const others = loaded.filter(({ isFont }) => !isFont);
    const bytesOf = (files: typeof fonts) => files.reduce((sum, { length }) => sum + length, 0);
    // The page, its style sheet, its script, its icon and the logo, uncompressed.
    expect(others).toHaveLength(5);
    expect(bytesOf(others)).toBeLessThan(33_000);
    expect(bytesOf(fonts)).toBeGreaterThan(0);
    // Both weights of both scripts: its ID and its name in English are bold.
    expect(bytesOf(fonts)).toBeLessThan(130_000);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});

describe('an employer', () => {
  const id = PREVIEW_IDS.valid;
  const arabicDigits = id.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

  test.each([
    ['with spaces and in lower case', id.toLowerCase().replace(/(.{4})/g, '$1 ')],
    ['with Arabic-Indic digits', arabicDigits],
    ['as a pasted address', `https://verify.example.org/V/${id}`],
  ])('types an ID %s and sees that it is valid, without scripts', async (_form, typed) => {
    await onPage(
      site,
      '/verify?lang=ar',
      async (page) => {
        await page.getByLabel('رقم الشهادة').fill(typed);
        await page.getByRole('button', { name: 'تحقّق' }).click();
        await page.waitForURL(`**/verify/${id}?lang=ar`);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('شهادة صحيحة');
      },
      { javaScriptEnabled: false },
    );
  });

  test('can use the keyboard alone: the first stop skips the header, then the form can be sent', async () => {
    await onPage(site, '/verify?lang=en', async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Go to the answer');
      await page.getByLabel('Certificate ID').focus();
      await page.keyboard.type(PREVIEW_IDS.revoked);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/verify/*');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Revoked');
    });
  });

  test('compares the name on the paper, without scripts', async () => {
    await onPage(
      site,
      `/verify/${PREVIEW_IDS.match}?lang=en`,
      async (page) => {
        const compare = async (name: string, expected: RegExp) => {
          await page.getByLabel('Full name on the certificate').fill(name);
          await page.getByRole('button', { name: 'Compare' }).click();
          const answer = page.getByRole('status').filter({ hasText: expected });
          await answer.waitFor();
          // A phone shows the answer once it has followed the address, and not the certificate above it.
          await eventually(async () => {
            const { y } = (await answer.boundingBox()) ?? { y: -1 };
            return y >= 0 && y < PHONE.height;
          });
        };
        await compare('نوره عبد الله البيشي', /^The name matches: “نوره عبد الله البيشي”\.$/);
        await compare('Sara Saad', /^The name doesn’t match/);
      },
      { javaScriptEnabled: false, viewport: PHONE },
    );
  });

  test('follows a replaced certificate to the corrected one', async () => {
    await onPage(site, `/verify/${PREVIEW_IDS.superseded}?lang=en`, async (page) => {
      await page.getByRole('link', { name: 'Open the corrected certificate' }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Valid certificate');
      expect(await page.getByText('Corrected on').count()).toBe(1);
    });
  });

  test('reads how to compare a file, without scripts', async () => {
    await onPage(
      site,
      `/verify/${id}?lang=en`,
      async (page) => {
        expect(await page.getByText('Checking a file needs JavaScript').isVisible()).toBe(true);
        expect(await page.getByText('Choose a file').isVisible()).toBe(false);
        expect(await page.getByText(SHA256).isVisible()).toBe(true);
      },
      { javaScriptEnabled: false },
    );
  });
});
