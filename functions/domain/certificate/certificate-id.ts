/**
 * The certificate ID: 16 Crockford Base32 symbols (80 random bits) and 2 check digits (ISO 7064 MOD 97-10).
 * Stored `B1P90CH35ABARTZ768`, shown `B1P9-0CH3-5ABA-RTZ7-68`. What a person types is read forgivingly, but
 * never so that one ID could be taken for another.
 */

/** The rule that a typed ID breaks; permanent names, part of the public answer `malformed`. */
export type MalformedRule = 'empty' | 'too_long' | 'symbol' | 'length' | 'check_digits';

export type ReadCertificateId =
  | { readonly ok: true; readonly certificateId: string }
  | {
      readonly ok: false;
      readonly rule: MalformedRule;
      /** Places to look at again, 0-based among the symbols that count (separators dropped), likeliest first. */
      readonly suspectSymbols?: number[];
    };

/** Longest input that is looked at at all, in UTF-16 units. */
export const LONGEST_INPUT = 256;

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

/** Groups of symbols that eyes and hands take for one another. */
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

// Spaces, dashes, tatweel and marks of direction: nobody who types one means it as part of the ID.
const SEPARATORS =
  /[\s\p{Zs}\p{Pd}\u2212\u2043\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

// The scheme is not asked for, since phones and chats drop it.
const VERIFICATION_ADDRESS = /\/(?:v|verify)\/([^/?#]*)\/?(?:[?#].*)?$/isu;

/** Where the digits of a script begin: Arabic-Indic, Persian, full-width. */
const DIGIT_ZEROS = [0x660, 0x6f0, 0xff10];

/** What one unit at each place counts, modulo 97: 100 · 32^k for the body, 10 and 1 for the check digits. */
const WEIGHTS: readonly number[] = Array.from({ length: ID_SYMBOLS }, (_, place) =>
  place < BODY_SYMBOLS ? (100 * power32(BODY_SYMBOLS - 1 - place)) % 97 : 10 ** (ID_SYMBOLS - 1 - place),
);

/** Reads what a person typed, pasted or scanned. Input over 256 characters is refused before any other work. */
export function parseCertificateId(input: string): ReadCertificateId {
  if (input.length > LONGEST_INPUT) return { ok: false, rule: 'too_long' };
  const symbols = symbolsOf(input);
  if (symbols.length === 0) return { ok: false, rule: 'empty' };

  const foreign = symbols.flatMap((symbol, place) => (VALUES.has(symbol) ? [] : [place]));
  if (foreign.length > 0) return { ok: false, rule: 'symbol', suspectSymbols: foreign };
  if (symbols.length !== ID_SYMBOLS) return { ok: false, rule: 'length' };

  const values = symbols.map((symbol) => VALUES.get(symbol) ?? 0);
  const letters = [BODY_SYMBOLS, BODY_SYMBOLS + 1].filter((place) => (values[place] ?? 0) > 9);
  if (letters.length > 0) return { ok: false, rule: 'symbol', suspectSymbols: letters };
  if (!checkDigitsHold(values)) return { ok: false, rule: 'check_digits', suspectSymbols: suspects(values) };
  return { ok: true, certificateId: values.map((value) => ALPHABET.charAt(value)).join('') };
}

/** The symbols of an input that count, separators dropped: what `suspectSymbols` points into. */
export function symbolsOf(input: string): string[] {
  return [...withoutSeparators(withoutAddress(withoutSeparators(input)))].map(plainSymbol);
}

/** How a stored ID is printed and read aloud: `B1P9-0CH3-5ABA-RTZ7-68`. */
export function displayId(certificateId: string): string {
  const groups = [0, 4, 8, 12, 16].map((start) => certificateId.slice(start, start + 4));
  return groups.join('-');
}

/** Makes an ID of 10 random bytes, which the caller draws from a cryptographic source. */
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

function withoutAddress(input: string): string {
  const segment = VERIFICATION_ADDRESS.exec(input)?.[1];
  if (segment === undefined) return input;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Digits of other scripts and small letters as the alphabet writes them; anything else stays as it is. */
function plainSymbol(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  for (const zero of DIGIT_ZEROS) if (code >= zero && code < zero + 10) return String(code - zero);
  // Only ASCII is folded: toUpperCase would make an I of a dotless ı and an S of a long ſ.
  return code < 0x80 ? character.toUpperCase() : character;
}

/** The number that the symbols write, check digits included, modulo 97; 1 for a sound ID. */
function remainderOf(values: readonly number[]): number {
  let remainder = 0;
  for (const [place, value] of values.entries())
    remainder = (remainder * (place < BODY_SYMBOLS ? 32 : 10) + value) % 97;
  return remainder;
}

function checkDigitsHold(values: readonly number[]): boolean {
  // 02…98 is what is issued; 99, 00 and 01 are congruent to three of these and would be second spellings.
  const check = (values[BODY_SYMBOLS] ?? 0) * 10 + (values[BODY_SYMBOLS + 1] ?? 0);
  return remainderOf(values) === 1 && check >= 2 && check <= 98;
}

/** Places where one slip explains the failure: a look-alike or swapped neighbours first, else any one symbol. */
function suspects(values: readonly number[]): number[] {
  const amiss = remainderOf(values) - 1;
  const lookAlikes: number[] = [];
  const others: number[] = [];
  for (const [place, value] of values.entries()) {
    for (let candidate = 0; candidate < (place < BODY_SYMBOLS ? 32 : 10); candidate += 1) {
      if (candidate === value || (amiss + (candidate - value) * weight(place)) % 97 !== 0) continue;
      if (!checkDigitsHold(values.with(place, candidate))) continue;
      (lookAlike(value, candidate) ? lookAlikes : others).push(place);
    }
    const right = values[place + 1] ?? value;
    // A letter can't stand among the check digits, so it can't have come from there.
    const movable = right !== value && (place !== BODY_SYMBOLS - 1 || value < 10);
    if (movable && checkDigitsHold(values.with(place, right).with(place + 1, value)))
      lookAlikes.push(place, place + 1);
  }
  return [...new Set(lookAlikes.length > 0 ? lookAlikes : others)];
}

/** What one unit at a place counts, modulo 97. */
function weight(place: number): number {
  return WEIGHTS[place] ?? 0;
}

function lookAlike(a: number, b: number): boolean {
  return LOOK_ALIKES.some(
    (group) => group.includes(ALPHABET.charAt(a)) && group.includes(ALPHABET.charAt(b)),
  );
}

function power32(exponent: number): number {
  let power = 1;
  for (let step = 0; step < exponent; step += 1) power = (power * 32) % 97;
  return power;
}
