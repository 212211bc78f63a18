/**
 * The certificate ID: 16 Crockford Base32 symbols (80 random bits) and 2 check digits (ISO 7064 MOD 97-10).
 * Stored `B1P90CH35ABARTZ768`, shown `B1P9-0CH3-5ABA-RTZ7-68`. The parser tolerates what people type, but never takes
 * one ID for another.
 */

/** The rule that an input breaks. The names are permanent: they are part of the public answer `malformed`. */
export type MalformedRule =
  | 'empty'
  | 'too_long'
  | 'symbol'
  | 'length'
  | 'check_digits'
  /** Two different sound IDs stand in the text. */
  | 'several'
  /** Nothing in the text looks like an ID. */
  | 'not_found';

export type ReadCertificateId =
  | { readonly ok: true; readonly certificateId: string }
  | {
      readonly ok: false;
      readonly rule: MalformedRule;
      /** Indexes of symbols that may be wrong, 0-based without separators, likeliest first. */
      readonly suspectSymbols?: number[];
    };

/** Longest input that is parsed, in UTF-16 code units. */
const LONGEST_INPUT = 256;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BODY_SYMBOLS = 16;
const ID_SYMBOLS = 18;
const RANDOM_BYTES = 10;

const VALUES: ReadonlyMap<string, number> = new Map([
  ...[...ALPHABET].map((symbol, value) => [symbol, value] as const),
  ['O', 0] as const,
  ['I', 1] as const,
  ['L', 1] as const,
]);

/** Groups of symbols that people mistake for one another. */
const LOOK_ALIKES = [
  '0DQ',
  '17',
  '2Z',
  '38B',
  '3E',
  '4A',
  '5S',
  '6GB',
  '8B',
  'CG',
  'MN',
  'VWY',
  'PR',
  'KX',
  'EF',
];

// Spaces, dashes, tatweel and direction marks are never part of an ID.
const SEPARATORS =
  /[\s\p{Zs}\p{Pd}\u2212\u2043\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

// The scheme is optional: phones and chats drop it.
const VERIFICATION_ADDRESS = /\/(?:v|verify)\/([^/?#]*)\/?(?:[?#].*)?$/isu;

/** Code points of zero: Arabic-Indic, Persian, full-width. */
const DIGIT_ZEROS = [0x660, 0x6f0, 0xff10];

/** Weight of each symbol modulo 97: 100 · 32^k in the body, 10 and 1 for the check digits. */
const WEIGHTS: readonly number[] = Array.from({ length: ID_SYMBOLS }, (_, index) =>
  index < BODY_SYMBOLS ? (100 * power32(BODY_SYMBOLS - 1 - index)) % 97 : 10 ** (ID_SYMBOLS - 1 - index),
);

/**
 * Parses what a person typed, pasted or scanned. Ignores case and separators; takes O for 0, I and L for 1, digits of
 * other scripts, and whole verification URLs. Rejects input over 256 characters before any other work.
 */
export function parseCertificateId(input: string): ReadCertificateId {
  if (input.length > LONGEST_INPUT) return { ok: false, rule: 'too_long' };
  const symbols = symbolsOf(input);
  if (symbols.length === 0) return { ok: false, rule: 'empty' };

  const unknown = symbols.flatMap((symbol, index) => (VALUES.has(symbol) ? [] : [index]));
  if (unknown.length > 0) return { ok: false, rule: 'symbol', suspectSymbols: unknown };
  if (symbols.length !== ID_SYMBOLS) return { ok: false, rule: 'length' };

  const values = symbols.map((symbol) => VALUES.get(symbol) ?? 0);
  const notDigits = [BODY_SYMBOLS, BODY_SYMBOLS + 1].filter((index) => (values[index] ?? 0) > 9);
  if (notDigits.length > 0) return { ok: false, rule: 'symbol', suspectSymbols: notDigits };
  if (!checkDigitsHold(values)) return { ok: false, rule: 'check_digits', suspectSymbols: suspects(values) };
  return { ok: true, certificateId: values.map((value) => ALPHABET.charAt(value)).join('') };
}

/** Returns the symbols of an input without address and separators; `suspectSymbols` are indexes into them. */
export function symbolsOf(input: string): string[] {
  return [...withoutSeparators(withoutAddress(withoutSeparators(input)))].map(plainSymbol);
}

/** Formats a stored ID for people: `B1P9-0CH3-5ABA-RTZ7-68`. */
export function displayId(certificateId: string): string {
  const groups = [0, 4, 8, 12, 16].map((start) => certificateId.slice(start, start + 4));
  return groups.join('-');
}

/** Makes an ID of 10 random bytes, which must come from a cryptographic source. */
export function certificateIdFrom(random: Uint8Array): string {
  if (random.length !== RANDOM_BYTES) throw new Error(`A certificate ID needs ${RANDOM_BYTES} random bytes`);
  let number = 0n;
  for (const byte of random) number = (number << 8n) | BigInt(byte);
  let body = '';
  for (let shift = 75n; shift >= 0n; shift -= 5n) body += ALPHABET.charAt(Number((number >> shift) & 31n));
  return body + String(98n - ((number * 100n) % 97n)).padStart(2, '0');
}

function withoutSeparators(input: string): string {
  return input.replace(SEPARATORS, '');
}

/** Returns the ID in a verification URL, or any other input as it is. */
function withoutAddress(input: string): string {
  const segment = VERIFICATION_ADDRESS.exec(input)?.[1];
  if (segment === undefined) return input;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Returns a digit of another script as an ASCII digit, an ASCII letter in upper case, anything else as it is. */
function plainSymbol(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  for (const zero of DIGIT_ZEROS) if (code >= zero && code < zero + 10) return String(code - zero);
  // ASCII only: toUpperCase turns a dotless ı into I and a long ſ into S.
  return code < 0x80 ? character.toUpperCase() : character;
}

/** Returns the number that the symbols stand for, check digits included, modulo 97; 1 for a correct ID. */
function remainderOf(values: readonly number[]): number {
  let remainder = 0;
  for (const [index, value] of values.entries())
    remainder = (remainder * (index < BODY_SYMBOLS ? 32 : 10) + value) % 97;
  return remainder;
}

function checkDigitsHold(values: readonly number[]): boolean {
  // IDs are issued with 02 to 98. 99, 00 and 01 are congruent to 02, 97 and 98, and would be second spellings.
  const check = (values[BODY_SYMBOLS] ?? 0) * 10 + (values[BODY_SYMBOLS + 1] ?? 0);
  return remainderOf(values) === 1 && check >= 2 && check <= 98;
}

/**
 * Returns the indexes at which a single mistake explains the failed check: those of look-alikes and swapped neighbours
 * if there are any, otherwise those of any other wrong symbol.
 */
function suspects(values: readonly number[]): number[] {
  const deviation = remainderOf(values) - 1;
  const lookAlikes: number[] = [];
  const others: number[] = [];
  for (const [index, value] of values.entries()) {
    for (let candidate = 0; candidate < (index < BODY_SYMBOLS ? 32 : 10); candidate += 1) {
      if (candidate === value || (deviation + (candidate - value) * weight(index)) % 97 !== 0) continue;
      if (!checkDigitsHold(values.with(index, candidate))) continue;
      (lookAlike(value, candidate) ? lookAlikes : others).push(index);
    }
    const right = values[index + 1] ?? value;
    // Check digits are digits, so a symbol that isn't one can't have been swapped out of them.
    const swappable = right !== value && (index !== BODY_SYMBOLS - 1 || value < 10);
    if (swappable && checkDigitsHold(values.with(index, right).with(index + 1, value)))
      lookAlikes.push(index, index + 1);
  }
  return [...new Set(lookAlikes.length > 0 ? lookAlikes : others)];
}

function weight(index: number): number {
  return WEIGHTS[index] ?? 0;
}

function lookAlike(a: number, b: number): boolean {
  return LOOK_ALIKES.some(
    (group) => group.includes(ALPHABET.charAt(a)) && group.includes(ALPHABET.charAt(b)),
  );
}

/** Returns 32^exponent modulo 97. */
function power32(exponent: number): number {
  let power = 1;
  for (let step = 0; step < exponent; step += 1) power = (power * 32) % 97;
  return power;
}
