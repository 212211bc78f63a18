import pako from 'pako';
import { type Segment, segmentOf } from '../text/deflate.ts';

/** Ends a block on a byte boundary, so that other segments follow it. */
const SYNC_FLUSH = 2;

/**
 * Compresses bytes for a published design, as well as deflate can. Slow, and the same bytes everywhere: this is the
 * deflate of pdf-lib, which is JavaScript.
 */
export function smallestSegment(input: Uint8Array): Segment {
  const deflate = new pako.Deflate({ level: 9, raw: true });
  deflate.push(input, SYNC_FLUSH);
  return segmentOf(input, Uint8Array.from(deflate.result));
}
