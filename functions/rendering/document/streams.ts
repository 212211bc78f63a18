import { deflate } from '../text/deflate.ts';
import type { PDFContext, PDFRawStream } from '../text/pdf-core.ts';
import { streamOf } from '../text/raw-object.ts';

/**
 * Returns a stream that our own deflate compresses: zlib's output differs between builds, and pako takes ten times as
 * long.
 */
export function deflatedStream(
  context: PDFContext,
  bytes: Uint8Array,
  entries: Readonly<Record<string, number | string>> = {},
): PDFRawStream {
  return streamOf(context, deflate(bytes), { ...entries, Filter: 'FlateDecode' });
}
