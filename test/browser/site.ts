import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { previewRegister, servePages } from '../verification/preview.ts';
import { startChromium } from './chromium.ts';

/** The pages about the preview's certificates, served on 127.0.0.1, and a browser to open them in. */
export interface Site {
  readonly base: string;
  readonly browser: Browser;
  readonly stop: () => Promise<void>;
}

/** Serves the pages and starts Chromium. `sha256` is that of the valid certificate's document. */
export async function openSite(sha256?: string, chromiumOptions?: readonly string[]): Promise<Site> {
  const server = servePages(previewRegister(sha256));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await startChromium(chromiumOptions);
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    browser,
    stop: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Runs a test on a new page, and fails on any error that the browser reports, as of the content security policy. */
export async function onPage(
  { base, browser }: Site,
  address: string,
  run: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // The browser also reports the status of the 404, 400 and 503 pages.
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of'))
        errors.push(message.text());
    });
    await page.goto(`${base}${address}`);
    await run(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}
