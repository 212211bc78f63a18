import { expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { eventually } from '../local/eventually.ts';
import { watchHeadings } from './watch-headings.ts';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** For tests that read each language at a width at which it is often read. */
export const READERS = [
  ['ar', PHONE],
  ['en', DESKTOP],
] as const;

/** Somebody at a page, in a browser of their own. */
export interface Reader {
  readonly page: Page;
  readonly context: BrowserContext;
}

interface ReaderOptions extends Omit<BrowserContextOptions, 'locale'> {
  readonly language?: 'ar' | 'en';
}

/** What a browser reports of failures that a test causes itself. */
const EXPECTED = [
  'the server responded with a status of',
  'net::ERR_INTERNET_DISCONNECTED',
  'net::ERR_FAILED',
  'Failed to fetch dynamically imported module',
  // Playwright looks into an email's frame by a script, which the frame refuses.
  "'about:srcdoc'",
];

/** For whatever a page waits for. */
const PATIENCE_MS = 120_000;

/**
 * Runs a test in a browser of its own. Fails on any error that the browser reports, as of the security policy, and on
 * content without a heading; what fails names what stood on the pages then.
 */
export async function asReader(
  browser: Browser,
  run: (reader: Reader) => Promise<void>,
  { language = 'ar', viewport = PHONE, ...options }: ReaderOptions = {},
): Promise<void> {
  const locale = language === 'ar' ? 'ar-SA' : 'en-GB';
  const context = await browser.newContext({ viewport, locale, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  await watchHeadings(context);
  const errors: string[] = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.some((text) => message.text().includes(text)))
        errors.push(message.text());
    });
  });
  try {
    await run({ page: await context.newPage(), context });
    expect(errors).toEqual([]);
  } catch (error) {
    throw new Error([errorText(error), ...errors, ...(await shownOn(context.pages()))].join('\n\n'), {
      cause: error,
    });
  } finally {
    await context.close();
  }
}

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const shownOn = (pages: readonly Page[]): Promise<string[]> =>
  Promise.all(
    pages.map(
      async (page) => `At ${page.url()}:\n${await page.locator('body').ariaSnapshot().catch(errorText)}`,
    ),
  );

/** Opens a page, and signs in by typing an address on the sign-in page. */
export async function signIn(
  page: Page,
  url: string,
  address: string,
  language: 'ar' | 'en' = 'ar',
): Promise<void> {
  await page.goto(url);
  await signInButton(page, language).click();
  await typeAddress(page, address);
  await page.locator('.account').waitFor();
}

/** The button that leads to the sign-in page. */
export const signInButton = (page: Page, language: 'ar' | 'en' = 'ar') =>
  page.getByRole('button', { name: language === 'ar' ? 'تسجيل الدخول' : 'Sign in', exact: true });

/** Types an address, or a volunteer's ID, on the sign-in page. */
export async function typeAddress(page: Page, typed: string): Promise<void> {
  await page.locator('#email').fill(typed);
  await page.locator('#email').press('Enter');
}

/** Waits for the styles of a page that is still loading: until they are there, a browser shows nothing of it. */
export const stylesOf = (page: Page): Promise<boolean> =>
  eventually(() =>
    page.evaluate<boolean>(
      "[...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet !== null)",
    ),
  );

/** Keeps a page's script from it. Returns what lets it through. */
export async function holdScript(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\/assets\/my\..*\.js$/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Expects that the picture of a certificate comes, into the place that was kept for it. */
export async function seePicture(card: Page | Locator, alternative: string | RegExp): Promise<void> {
  await card.locator('.certificate-picture').scrollIntoViewIfNeeded();
  const heightOf = async () => (await card.locator('.certificate-picture').boundingBox())?.height;
  const kept = await heightOf();
  const picture = card.getByRole('img', { name: alternative });
  await picture.waitFor();
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1088);
  expect(await heightOf()).toBe(kept);
}
