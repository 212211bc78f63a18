import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Bytes that a page has loaded, as Brotli packs them. */
export interface LoadedBytes {
  readonly scriptsAndStyles: number;
  readonly fonts: number;
}

/** The parts that a page loads ahead once its list stands. What they import is loaded after them. */
const AHEAD =
  /\/assets\/(?:hours-list|details|qr-code|linked-in-fields|correction-form|dialogue|refusal-words)\./;

/**
 * Watches a page from before it is opened, and keeps what is loaded ahead from it. Returns what counts the bytes that it has
 * loaded so far, whatever loaded them.
 */
export async function watchAssets(page: Page): Promise<() => Promise<LoadedBytes>> {
  await page.route(AHEAD, () => undefined);
  const addresses = new Set<string>();
  page.on('request', (request) => void addresses.add(request.url()));
  // Fetched again: the browser forgets what it loaded before a redirect.
  const packed = async (address: string) =>
    brotliCompressSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length;
  const bytesOf = async (files: RegExp) => {
    const lengths = await Promise.all(
      [...addresses].filter((address) => files.test(address) && !AHEAD.test(address)).map(packed),
    );
    return lengths.reduce((sum, length) => sum + length, 0);
  };
  return async () => ({
    scriptsAndStyles: await bytesOf(/\/assets\/[^/]+\.(?:js|css)$/),
    fonts: await bytesOf(/\/assets\/[^/]+\.woff2$/),
  });
}
