import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/**
 * Watches a page from before it is opened. Returns what counts the bytes of the scripts and styles that it has loaded
 * so far, as Brotli packs them, whatever loaded them.
 */
export function watchAssets(page: Page): () => Promise<number> {
  const addresses = new Set<string>();
  page.on('request', (request) => {
    if (/\/assets\/[^/]+\.(?:js|css)$/.test(request.url())) addresses.add(request.url());
  });
  return async () => {
    // Fetched again: the browser forgets what it loaded before a redirect.
    const files = await Promise.all(
      [...addresses].map(async (address) => (await fetch(address)).arrayBuffer()),
    );
    return files.reduce((bytes, file) => bytes + brotliCompressSync(Buffer.from(file)).length, 0);
  };
}
