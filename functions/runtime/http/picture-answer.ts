import { Buffer } from 'node:buffer';

/** Returns a JPEG picture as an HTTP answer that nobody keeps: it shows a person's name. */
export const pictureAnswer = (jpeg: Uint8Array) => ({
  statusCode: 200 as const,
  headers: {
    'content-type': 'image/jpeg',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: Buffer.from(jpeg).toString('base64'),
  isBase64Encoded: true as const,
});
