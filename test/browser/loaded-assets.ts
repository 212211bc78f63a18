import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Bytes that a page has loaded, as Brotli packs them. */
export interface LoadedBytes {
  readonly scriptsAndStyles: number;
  readonly fonts: number;
}

/** Watches a page from before it is opened. Returns what counts the bytes that it has loaded so far, whatever loaded them. */
export function watchAssets(page: Page): () => Promise<LoadedBytes> {
  const addresses = new Set<string>();
  page.on('request', (request) => void addresses.add(request.url()));
  // Fetched again: the browser forgets what it loaded before a redirect.
  const packed = async (address: string) =>
    brotliCompressSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length;
  const bytesOf = async (files: RegExp) => {
    const lengths = await Promise.all([...addresses].filter((address) => files.test(address)).map(packed));
    return lengths.reduce((sum, length) => sum + length, 0);
  };
  return async () => ({
    scriptsAndStyles: await bytesOf(/\/assets\/[^/]+\.(?:js|css)$/),
    fonts: await bytesOf(/\/assets\/[^/]+\.woff2$/),
  });
}
