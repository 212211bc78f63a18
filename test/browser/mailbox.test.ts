import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Email } from '../../infra/local/ses/mailbox.ts';
import { emailPage, mailboxPage } from '../../infra/local/ses/mailbox-page.ts';
import { startChromium } from './chromium.ts';

const LINK = `http://127.0.0.1:8080/my#${'0123456789abcdef'.repeat(6)}`;
const EMAIL: Email = {
  emailId: 'E-1',
  sentAt: '2026-03-05T09:00:00.000Z',
  from: 'certificates@rawabi-health-cluster.example',
  to: ['a-volunteer-with-an-address-that-is-long@rawabi-health-cluster.example'],
  subject: 'شهادتك جاهزة | Your certificate is ready',
  text: `افتح الشهادة:\n${LINK}`,
  html: `<html><head></head><body><p>${LINK}</p></body></html>`,
};

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

describe('the mailbox of the embedded cloud', () => {
  test('says that a list isn’t whole', () => {
    expect(mailboxPage([EMAIL], 300)).toContain('The newest 1 of 300 emails.');
    expect(mailboxPage([EMAIL], 1)).not.toContain('The newest');
  });

  test.each([
    ['the list', mailboxPage([EMAIL], 300)],
    ['an email', emailPage(EMAIL)],
  ])('fits a phone: %s', async (_name, markup) => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.setContent(markup);
    // A frame that is wider than the page is cut without making the page wider.
    const ends = await page
      .locator('pre, td, dd, iframe')
      .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().right));
    expect(Math.max(...ends)).toBeLessThanOrEqual(344);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });
});
