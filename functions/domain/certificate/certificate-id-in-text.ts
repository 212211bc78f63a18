import { parseCertificateId, type ReadCertificateId, symbolsOf } from './certificate-id.ts';

/** Longest text that is searched, in UTF-16 code units: a message with a wrapped link. */
const LONGEST_TEXT = 4096;
/** A link in a link in a link is percent-encoded three times. */
const MOST_DECODINGS = 3;
/** Most symbols that can't be part of an ID in what still counts as a mistyped ID. */
const MOST_WRONG_SYMBOLS = 3;
const MOST_TYPED_SYMBOLS = 24;

/** Marks that nobody sees, and the line ends that quoted-printable messages insert. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|=\r?\n/gu;
/** The mark of a quoted message at the beginning of a line. */
const QUOTED = /\r?\n(?:[ \t]*>)+/g;
/** Characters as HTML writes them: by number, and the spaces and dashes that have names. */
const NUMBERED = /&#(x[0-9a-f]{1,6}|\d{1,7});/gi;
const NAMED_SEPARATOR = /&(?:nbsp|ensp|emsp|ndash|mdash|minus|hyphen|dash);/gi;
/** Latin letters and digits of full width, and those in the styles of mathematics, which posts use for emphasis. */
const STYLED = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}]/gu;
const PERCENT_ENCODED = /(?:%[0-9a-f]{2})+/gi;

const SEPARATOR = String.raw`[\s\p{Pd}\u2212\u2043\u0640._·•‧∙+~|,،:/\\]{0,4}`;
const GROUP = '[0-9A-Za-z]{4}';
/** Letters of Arabic may stand directly before or after an ID; any other letter or digit makes it a part of a longer word. */
const OTHER_LETTER = String.raw`(?!\p{Script=Arabic})[\p{L}\p{N}]`;
/**
 * 18 letters and digits in the groups that the certificate prints, with or without separators. The lookahead finds
 * matches that overlap.
 */
const IN_GROUPS = new RegExp(
  `(?<!${OTHER_LETTER})(?=(${GROUP}(?:${SEPARATOR}${GROUP}){3}${SEPARATOR}[0-9A-Za-z]{2})(?!${OTHER_LETTER}))`,
  'gu',
);

/**
 * Returns the one sound certificate ID in a text that a person typed or pasted: a bare ID in any form that
 * `parseCertificateId` takes, or an ID in its printed groups within a sentence, brackets or a link, wrapped ones
 * included. Without one it returns the rule that is broken, of the ID that looks mistyped if there is one: `several`
 * when two different sound IDs stand in the text, and `not_found` when nothing in it looks like an ID.
 */
export function certificateIdIn(text: string): ReadCertificateId {
  return readText(text).read;
}

/** Returns every sound certificate ID in a text, each once. */
export function certificateIdsIn(text: string): string[] {
  if (text.length > LONGEST_TEXT) return [];
  const { sound } = candidatesIn(plainText(text));
  if (sound.length > 0) return sound;
  const read = certificateIdIn(text);
  return read.ok ? [read.certificateId] : [];
}

/** Returns the symbols to which the `suspectSymbols` of `certificateIdIn` are indexes. */
export function symbolsIn(text: string): string[] {
  const { read, source } = readText(text);
  return read.ok || read.suspectSymbols === undefined ? [] : symbolsOf(source);
}

/** Returns what was read in a text, and from which text within it. */
function readText(text: string): { readonly read: ReadCertificateId; readonly source: string } {
  if (text.length > LONGEST_TEXT) return { read: { ok: false, rule: 'too_long' }, source: '' };
  const plain = plainText(text);
  const { sound, mistyped } = candidatesIn(plain);
  if (sound.length > 1) return { read: { ok: false, rule: 'several' }, source: plain };
  const [certificateId] = sound;
  if (certificateId !== undefined) return { read: { ok: true, certificateId }, source: plain };
  const whole = parseCertificateId(plain);
  if (whole.ok || (whole.rule !== 'symbol' && whole.rule !== 'too_long'))
    return { read: whole, source: plain };
  const [candidate, ...others] = mistyped;
  if (candidate !== undefined && others.length === 0)
    return { read: parseCertificateId(candidate), source: candidate };
  const typed = whole.rule === 'too_long' || looksTyped(plain, whole.suspectSymbols ?? []);
  return { read: typed ? whole : { ok: false, rule: 'not_found' }, source: plain };
}

function looksTyped(plain: string, wrong: readonly number[]): boolean {
  return wrong.length <= MOST_WRONG_SYMBOLS && symbolsOf(plain).length <= MOST_TYPED_SYMBOLS;
}

/** Returns what stands in the groups of an ID: the sound IDs, each once, and the other texts. */
function candidatesIn(plain: string): { readonly sound: string[]; readonly mistyped: string[] } {
  const sound = new Set<string>();
  const mistyped = new Set<string>();
  for (const [, candidate = ''] of plain.matchAll(IN_GROUPS)) {
    if (isWords(candidate)) continue;
    const symbols = candidate.replace(/[^0-9A-Za-z]/g, '');
    const read = parseCertificateId(symbols);
    if (read.ok) sound.add(read.certificateId);
    else mistyped.add(symbols);
  }
  return { sound: [...sound], mistyped: [...mistyped] };
}

/** Returns whether four words of four letters stand in a sentence or a path, as in "from page to page 12". */
function isWords(candidate: string): boolean {
  const body = candidate.replace(/[^0-9A-Za-z]/g, '').slice(0, 16);
  return /[\s~|,،:/\\]/.test(candidate) && /[a-z]/.test(body) && !/[0-9]/.test(body);
}

/** Returns a text with links decoded, without invisible marks, its digits and full-width letters in ASCII. */
function plainText(text: string): string {
  let decoded = text
    .replace(QUOTED, '\n')
    .replace(NUMBERED, (_, number: string) => characterOf(number))
    .replace(NAMED_SEPARATOR, '-');
  for (let times = 0; times < MOST_DECODINGS; times += 1)
    decoded = decoded.replace(PERCENT_ENCODED, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  return decoded
    .replace(INVISIBLE, '')
    .replace(STYLED, (styled) => styled.normalize('NFKC'))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
      String(((digit.charCodeAt(0) - 0x660) % 0x90) % 10),
    );
}

/** Returns the character of a number as HTML writes it: decimal, or hexadecimal after an x; a space where there is none. */
function characterOf(number: string): string {
  const code = Number(/^x/i.test(number) ? `0${number}` : number);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
