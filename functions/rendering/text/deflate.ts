/** Compressed bytes that end on a byte boundary, so that one stream can be joined from several segments. */
export interface Segment {
  readonly packed: Uint8Array;
  /** Number of bytes before compression. */
  readonly length: number;
  /** Adler-32 checksum of the bytes before compression. */
  readonly adler: number;
}

/**
 * Compresses bytes in the zlib format (RFC 1950, RFC 1951). Uses integer arithmetic only. zlib compresses better, but
 * its output differs between builds and processors, and a document must have the same bytes everywhere. Meant for the
 * few kilobytes that differ between documents.
 */
export function deflate(input: Uint8Array): Uint8Array {
  return joinSegments([packSegment(input)]);
}

/** Returns segments as one stream in the zlib format. */
export function joinSegments(segments: readonly Segment[]): Uint8Array {
  const length = segments.reduce(
    (sum, { packed }) => sum + packed.length,
    HEADER.length + LAST_BLOCK.length + 4,
  );
  const out = new Uint8Array(length);
  out.set(HEADER);
  let at = HEADER.length;
  let adler = 1;
  for (const segment of segments) {
    out.set(segment.packed, at);
    at += segment.packed.length;
    adler = combinedAdler(adler, segment.adler, segment.length);
  }
  out.set(LAST_BLOCK, at);
  new DataView(out.buffer).setUint32(at + LAST_BLOCK.length, adler);
  return out;
}

const HEADER = [0x78, 0x01];
/** A block with fixed codes that is the last one and empty. */
const LAST_BLOCK = [0x03, 0x00];

/** Returns bytes that another deflate has compressed, without the last block, as a segment. */
export function segmentOf(input: Uint8Array, packed: Uint8Array): Segment {
  return { packed, length: input.length, adler: adler32(input) };
}

/** Bytes of a stored block at most. */
const MOST_STORED = 0xffff;
const STORED_HEADER_BYTES = 5;

/** Returns bytes as a segment without compression. */
export function storedSegment(input: Uint8Array): Segment {
  const blocks = Math.ceil(input.length / MOST_STORED);
  const packed = new Uint8Array(input.length + blocks * STORED_HEADER_BYTES);
  const view = new DataView(packed.buffer);
  for (let block = 0, at = 0; block < blocks; block++) {
    const bytes = input.subarray(block * MOST_STORED, (block + 1) * MOST_STORED);
    view.setUint16(at + 1, bytes.length, true);
    view.setUint16(at + 3, ~bytes.length & 0xffff, true);
    packed.set(bytes, at + STORED_HEADER_BYTES);
    at += STORED_HEADER_BYTES + bytes.length;
  }
  return { packed, length: input.length, adler: adler32(input) };
}

/** Compresses bytes with fixed Huffman codes and the latest match of four bytes or more. */
export function packSegment(input: Uint8Array): Segment {
  const length = input.length;
  // Nine bits for the longest literal code, and room for the end of the block and the empty block after it.
  const out = new Uint8Array(length + (length >> 3) + 16);
  let at = 0;
  // A block with fixed codes that is not the last one.
  let bits = 0b010;
  let count = 3;
  const table = new Int32Array(1 << HASH_BITS).fill(-1);
  const lastQuad = length - 4;
  let i = 0;
  while (i < length) {
    if (i <= lastQuad) {
      const quad = quadAt(input, i);
      const slot = Math.imul(quad, 0x9e3779b1) >>> (32 - HASH_BITS);
      const candidate = table[slot] as number;
      table[slot] = i;
      const distance = i - candidate;
      if (candidate >= 0 && distance <= WINDOW && quadAt(input, candidate) === quad) {
        const most = Math.min(MAX_MATCH, length - i);
        let matched = 4;
        while (matched < most && input[candidate + matched] === input[i + matched]) matched++;
        const symbol = LENGTH_CODES[matched] as number;
        bits |= (symbol & 0xffff) << count;
        count += symbol >>> 16;
        while (count >= 8) {
          out[at++] = bits;
          bits >>>= 8;
          count -= 8;
        }
        const code = distanceCode(distance);
        bits |= (DISTANCE_CODES[code] as number) << count;
        count += 5;
        bits |= (distance - (DISTANCE_BASE[code] as number)) << count;
        count += DISTANCE_EXTRA[code] as number;
        i += matched;
        while (count >= 8) {
          out[at++] = bits;
          bits >>>= 8;
          count -= 8;
        }
        continue;
      }
    }
    const literal = LITERAL_CODES[input[i] as number] as number;
    bits |= (literal & 0xffff) << count;
    count += literal >>> 16;
    i++;
    // At most nine bits were added to fewer than eight, so at most two bytes are whole.
    out[at++] = bits;
    bits >>>= 8;
    count -= 8;
    if (count >= 8) {
      out[at++] = bits;
      bits >>>= 8;
      count -= 8;
    }
  }
  // Seven zero bits are the end-of-block symbol; three more begin an empty stored block, which ends on a byte boundary.
  count += 10;
  while (count > 0) {
    out[at++] = bits;
    bits >>>= 8;
    count -= 8;
  }
  out[at + 2] = 0xff;
  out[at + 3] = 0xff;
  return { packed: out.slice(0, at + 4), length, adler: adler32(input) };
}

/** Returns four bytes as an integer. */
function quadAt(input: Uint8Array, i: number): number {
  return (
    (input[i] as number) |
    ((input[i + 1] as number) << 8) |
    ((input[i + 2] as number) << 16) |
    ((input[i + 3] as number) << 24)
  );
}

const HASH_BITS = 12;
const WINDOW = 32768;
const MAX_MATCH = 258;
const ADLER_BASE = 65521;

/** Returns the Adler-32 checksum (RFC 1950). */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length; ) {
    // As many bytes as keep both sums within 32 bits.
    const end = Math.min(bytes.length, i + 3800);
    for (; i < end; i++) {
      a += bytes[i] as number;
      b += a;
    }
    a %= ADLER_BASE;
    b %= ADLER_BASE;
  }
  return ((b << 16) | a) >>> 0;
}

/** Returns the checksum of two sequences of bytes from their checksums; `length` is that of the second. */
function combinedAdler(first: number, second: number, length: number): number {
  const rest = length % ADLER_BASE;
  const low = first & 0xffff;
  const a = (low + (second & 0xffff) + ADLER_BASE - 1) % ADLER_BASE;
  const b = (rest * low + (first >>> 16) + (second >>> 16) + ADLER_BASE - rest) % ADLER_BASE;
  return ((b << 16) | a) >>> 0;
}

/** Reverses the lowest `bits` bits of a code. */
function reversed(code: number, bits: number): number {
  let out = 0;
  for (let i = 0; i < bits; i++) if (code & (1 << i)) out |= 1 << (bits - 1 - i);
  return out;
}

/** Returns the code of a literal or length symbol in the low 16 bits, its length in bits in the high 16 bits. */
function fixedCode(symbol: number): number {
  if (symbol < 144) return reversed(0x30 + symbol, 8) | (8 << 16);
  if (symbol < 256) return reversed(0x190 + symbol - 144, 9) | (9 << 16);
  if (symbol < 280) return reversed(symbol - 256, 7) | (7 << 16);
  return reversed(0xc0 + symbol - 280, 8) | (8 << 16);
}

const LITERAL_CODES = Uint32Array.from({ length: 256 }, (_, byte) => fixedCode(byte));

/** Code and extra bits of every match length, in the form of `fixedCode`. */
const LENGTH_CODES = (() => {
  const codes = new Uint32Array(MAX_MATCH + 1);
  let base = 3;
  for (let index = 0; index < 28; index++) {
    const extra = index < 8 ? 0 : (index >> 2) - 1;
    const code = fixedCode(257 + index);
    for (let rest = 0; rest < 1 << extra && base + rest < MAX_MATCH; rest++) {
      codes[base + rest] = (code & 0xffff) | (rest << (code >>> 16)) | (((code >>> 16) + extra) << 16);
    }
    base += 1 << extra;
  }
  codes[MAX_MATCH] = fixedCode(285);
  return codes;
})();

const DISTANCE_CODES = Uint8Array.from({ length: 30 }, (_, code) => reversed(code, 5));
const DISTANCE_EXTRA = Uint8Array.from({ length: 30 }, (_, code) => (code < 4 ? 0 : (code >> 1) - 1));
const DISTANCE_BASE = (() => {
  const bases = new Uint16Array(30);
  let base = 1;
  for (let code = 0; code < 30; code++) {
    bases[code] = base;
    base += 1 << (DISTANCE_EXTRA[code] as number);
  }
  return bases;
})();

/** Returns the distance code of a match distance. */
function distanceCode(distance: number): number {
  if (distance < 5) return distance - 1;
  const high = 31 - Math.clz32(distance - 1);
  return 2 * high + (((distance - 1) >> (high - 1)) & 1);
}
