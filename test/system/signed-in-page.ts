import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

export interface Reader {
  readonly page: Page;
  readonly context: BrowserContext;
}

/** Runs a test in a browser of its own. Fails on any error that the browser reports, as of the security policy. */
export async function asReader(
  browser: Browser,
  run: (reader: Reader) => Promise<void>,
  { language = 'ar', viewport = PHONE }: { language?: 'ar' | 'en'; viewport?: typeof PHONE } = {},
): Promise<void> {
  const context = await browser.newContext({ viewport, locale: language === 'ar' ? 'ar-SA' : 'en-GB' });
  const errors: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of'))
        errors.push(message.text());
    });
    await run({ page, context });
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Opens a page, and signs in by typing an address on the sign-in page. */
export async function signIn(
  page: Page,
  url: string,
  address: string,
  language: 'ar' | 'en' = 'ar',
): Promise<void> {
  await page.goto(url);
  await page
    .getByRole('button', { name: language === 'ar' ? 'تسجيل الدخول' : 'Sign in', exact: true })
    .click();
  await page.locator('#email').fill(address);
  await page.locator('#email').press('Enter');
  await page.locator('.account').waitFor();
}
