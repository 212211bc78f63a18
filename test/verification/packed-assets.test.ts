import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { assets } from './verification-client.ts';

const styles = assets.pathOf('page.css').slice('/assets/'.length);
const plain = assets.get('page.css').bytes;

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['identity', undefined, (bytes: Buffer) => bytes],
  ['', undefined, (bytes: Buffer) => bytes],
] as const)('a browser that accepts %p gets a style sheet packed as %p', (accepted, coding, unpacked) => {
  const asset = assets.find(styles, accepted);
  expect(asset?.headers['content-encoding']).toBe(coding);
  expect(unpacked(asset?.bytes ?? Buffer.of()).equals(plain)).toBe(true);
  expect(plain.toString()).toContain('@font-face');
});

test('Brotli is the smaller of the two', () => {
  const bytesAs = (accepted: string) => assets.find(styles, accepted)?.bytes.length ?? 0;
  expect(bytesAs('br')).toBeLessThan(bytesAs('gzip'));
});
