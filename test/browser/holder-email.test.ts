import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { EmailOccasion } from '../../functions/domain/certificate/email-occasion.ts';
import { emailOf, OCCASIONS } from '../emails.ts';
import { violationsOf, WCAG } from './accessibility.ts';
import { startChromium } from './chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

describe('an email to a holder', () => {
  test.each(OCCASIONS.map((occasion): [string, EmailOccasion] => [occasion.kind, occasion]))(
    'has no axe violation, and fits 320 px: %s',
    async (_name, occasion) => {
      const { html, subject } = emailOf({ occasion });
      const context = await browser.newContext({ viewport: { width: 320, height: 900 } });
      try {
        const page = await context.newPage();
        // An email program shows the subject as its title.
        await page.setContent(html.replace('<head>', `<head><title>${subject}</title>`));
        // Without the best practices: landmarks and headings are the email program's.
        expect(await violationsOf(page, WCAG)).toEqual([]);
        const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await page.evaluate(wide)).toBe(0);
      } finally {
        await context.close();
      }
    },
  );
});
