import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { certificateEmail, loadEmailWording } from '../../functions/pages/certificate-email.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { idOf, snapshotOf } from '../certificates.ts';
import { violationsOf, WCAG } from './accessibility.ts';
import { startChromium } from './chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
}, 60_000);
afterAll(() => browser?.close());

describe('an email to a holder', () => {
  test.each([
    ['of a certificate', null],
    ['of a corrected certificate', idOf(3)],
  ])('%s has no axe violation, and fits 320 px', async (_name, supersedes) => {
    const wording = loadEmailWording(templatesDirectory());
    const { html, subject } = certificateEmail('noura@example.org', snapshotOf({ supersedes }), wording);
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
  });
});
