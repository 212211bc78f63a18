import { Buffer } from 'node:buffer';

/**
 * Deflate in plain integer arithmetic: fixed Huffman codes and the nearest match of three bytes or more. zlib
 * packs tighter, but its bytes differ between builds and processors, and a document's may not; this is for
 * the few kilobytes of operators that each document has of its own.
 */
export function deflate(input: Uint8Array): Buffer {
  const length = input.length;
  // Nine bits for the dearest literal, and room for the wrapper.
  const out = reusable(length + (length >> 3) + 64);
  out[0] = 0x78;
  out[1] = 0x01;
  let at = 2;
  // The last and only block, with fixed codes.
  let bits = 0b011;
  let count = 3;
  const table = latestIndexes.fill(-1);
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
        const most = Math.min(LONGEST_MATCH, length - i);
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
        const place = distanceCode(distance);
        bits |= (DISTANCE_CODES[place] as number) << count;
        count += 5;
        bits |= (distance - (DISTANCE_BASE[place] as number)) << count;
        count += DISTANCE_EXTRA[place] as number;
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
    // Nine bits at most have joined fewer than eight: never more than two whole bytes.
    out[at++] = bits;
    bits >>>= 8;
    count -= 8;
    if (count >= 8) {
      out[at++] = bits;
      bits >>>= 8;
      count -= 8;
    }
  }
  // Seven zero bits end the block.
  count += 7;
  while (count > 0) {
    out[at++] = bits;
    bits >>>= 8;
    count -= 8;
  }
  at = out.writeUInt32BE(adler32(input), at);
  return out.subarray(0, at);
}

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
const LONGEST_MATCH = 258;
const latestIndexes = new Int32Array(1 << HASH_BITS);

let pool = Buffer.alloc(1 << 15);

function reusable(length: number): Buffer {
  if (length > pool.length) pool = Buffer.alloc(length * 2);
  return pool;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length; ) {
    // As many as leave both sums inside of 32 bits.
    const end = Math.min(bytes.length, i + 3800);
    for (; i < end; i++) {
      a += bytes[i] as number;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function reversed(code: number, bits: number): number {
  let out = 0;
  for (let i = 0; i < bits; i++) if (code & (1 << i)) out |= 1 << (bits - 1 - i);
  return out;
}

/** Code of a literal or length symbol in the low half, its bits in the high half. */
function fixedCode(symbol: number): number {
  if (symbol < 144) return reversed(0x30 + symbol, 8) | (8 << 16);
  if (symbol < 256) return reversed(0x190 + symbol - 144, 9) | (9 << 16);
  if (symbol < 280) return reversed(symbol - 256, 7) | (7 << 16);
  return reversed(0xc0 + symbol - 280, 8) | (8 << 16);
}

const LITERAL_CODES = Uint32Array.from({ length: 256 }, (_, byte) => fixedCode(byte));

/** Code and extra bits of every match length. */
const LENGTH_CODES = (() => {
  const codes = new Uint32Array(LONGEST_MATCH + 1);
  let base = 3;
  for (let place = 0; place < 28; place++) {
    const extra = place < 8 ? 0 : (place >> 2) - 1;
    const code = fixedCode(257 + place);
    for (let rest = 0; rest < 1 << extra && base + rest < LONGEST_MATCH; rest++) {
      codes[base + rest] = (code & 0xffff) | (rest << (code >>> 16)) | (((code >>> 16) + extra) << 16);
    }
    base += 1 << extra;
  }
  codes[LONGEST_MATCH] = fixedCode(285);
  return codes;
})();

const DISTANCE_CODES = Uint8Array.from({ length: 30 }, (_, place) => reversed(place, 5));
const DISTANCE_EXTRA = Uint8Array.from({ length: 30 }, (_, place) => (place < 4 ? 0 : (place >> 1) - 1));
const DISTANCE_BASE = (() => {
  const bases = new Uint16Array(30);
  let base = 1;
  for (let place = 0; place < 30; place++) {
    bases[place] = base;
    base += 1 << (DISTANCE_EXTRA[place] as number);
  }
  return bases;
})();

function distanceCode(distance: number): number {
  if (distance < 5) return distance - 1;
  const high = 31 - Math.clz32(distance - 1);
  return 2 * high + (((distance - 1) >> (high - 1)) & 1);
}
