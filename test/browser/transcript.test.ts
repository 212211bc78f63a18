import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { certificateEmail, loadEmailWording } from '../../functions/pages/certificate-email.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { idOf, snapshotOf } from '../certificates.ts';
import { startChromium } from './chromium.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
}, 60_000);
afterAll(() => browser?.close());

describe('a letter to a holder', () => {
  test.each([
    ['of a certificate', null],
    ['of a corrected certificate', idOf(3)],
  ])('%s: axe finds nothing, and nothing is cut off at 320 px', async (_name, supersedes) => {
    const form = { wording: loadEmailWording(templatesDirectory()), portal: 'https://volunteers.example' };
    const { html, subject } = certificateEmail('noura@example.org', snapshotOf({ supersedes }), form);
    const context = await browser.newContext({ viewport: { width: 320, height: 900 } });
    try {
      const page = await context.newPage();
      // A mail program puts the subject in its own title.
      await page.setContent(html.replace('<head>', `<head><title>${subject}</title>`));
      // Landmarks and headings are a page's, which the mail program brings.
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect(violations).toEqual([]);
      const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(wide)).toBe(0);
    } finally {
      await context.close();
    }
  });
});
