import { parseCertificateId, type ReadCertificateId, symbolsOf } from './certificate-id.ts';

/** Longest text that is searched, in UTF-16 code units: a message with a wrapped link. */
const LONGEST_TEXT = 4096;
/** A link in a link in a link is percent-encoded three times; a mail filter on each way adds one more. */
const MOST_DECODINGS = 8;
/** Most symbols that can't be part of an ID in what still counts as a mistyped ID. */
const MOST_WRONG_SYMBOLS = 3;
const MOST_TYPED_SYMBOLS = 24;
const ID_LENGTH = 18;

/** Marks that nobody sees, those that make a picture of a digit, and the line ends that quoted-printable messages insert. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\u20e3|\ufe0f|=\r?\n/gu;
/** Dashes between groups as they are read out and taken down in words. */
const SPOKEN_DASH = /(?<=[0-9A-Za-z٠-٩])\s+(?:dash|hyphen|minus|شرط[ةه]|داش)\s+(?=[0-9A-Za-z٠-٩])/giu;
const FEWEST_SPOKEN_DASHES = 3;
/** The mark of a quoted message at the beginning of a line. */
const QUOTED = /\r?\n(?:[ \t]*>)+/g;
/** Characters as HTML writes them: by number, and the spaces and dashes that have names. */
const NUMBERED = /&#(x[0-9a-f]{1,6}|\d{1,7});/gi;
const NAMED_SEPARATOR = /&(?:nbsp|ensp|emsp|thinsp|ndash|mdash|minus|hyphen|dash);/gi;
const NAMED_INVISIBLE = /&(?:shy|zwnj|zwj|lrm|rlm);|<wbr ?\/?>/gi;
/** Tags of HTML, whose names are words: neither a link in angle brackets nor an ID. */
const TAG = /<\/?[a-z]{1,10}[1-6]?(?:\s[^<>]*)?\/?>/gi;
/** Latin letters and digits of full width, and those in the styles of mathematics, which posts use for emphasis. */
const STYLED =
  /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2460-\u2468\u24b6-\u24ea\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f149}]/gu;
const PERCENT_ENCODED = /(?:%[0-9a-f]{2})+/gi;
/** A link as Proofpoint's second URL Defense wraps it: a dash for each percent sign, a low line for each slash. */
const PROOFPOINT = /urldefense\.proofpoint\.com\/v2\/url\?u=([^&\s]*)/gi;
/** A link in Base64, as mail filters and searches wrap one: it begins with `http` or `HTTP`. */
const BASE64_LINK = /(?:aHR0|SFRU)[\w+/-]{20,}/g;

const SEPARATOR = String.raw`[\s\p{P}\p{S}\u0640]{0,6}`;
const SOME_SEPARATOR = SEPARATOR.replace('{0', '{1');
/** Letters of Arabic may stand directly before or after an ID; any other letter or digit makes it a part of a longer word. */
const OTHER_LETTER = String.raw`(?!\p{Script=Arabic})[\p{L}\p{N}]`;
/** What people write before an ID, and sometimes without anything between. */
const LABELS = 'certificate cert serial number code ref num id no nº nr sn'.split(' ');
const LABEL = `(?:${LABELS.map((label) => label.replace(/./g, (letter) => `[${letter}${letter.toUpperCase()}]`)).join('|')})`;
const BEGINNING = `(?:(?<!${OTHER_LETTER})|(?<=(?<!${OTHER_LETTER})${LABEL}{1,2}))`;
/** Finds what stands alone in a text. The lookahead finds matches that overlap. */
const alone = (pattern: string): RegExp =>
  new RegExp(`${BEGINNING}(?=(${pattern})(?!${OTHER_LETTER}))`, 'gu');
const printedGroups = (symbol: string): string =>
  `${symbol}{4}(?:${SEPARATOR}${symbol}{4}){3}${SEPARATOR}${symbol}{2}`;
const TORN_GROUP = '[0-9A-Za-z](?: ?[0-9A-Za-z]){3}';
/** 18 letters and digits in the groups that the certificate prints, with or without separators. */
const IN_GROUPS = alone(printedGroups('[0-9A-Za-z]'));
const DASH = String.raw`[\p{Pd}\u2212._]`;
/** The printed groups with spaces in them, as a program that recognises letters tears them apart. */
const IN_TORN_GROUPS = alone(
  `${TORN_GROUP}(?: ?${DASH} ?${TORN_GROUP}){3} ?${DASH} ?[0-9A-Za-z] ?[0-9A-Za-z]`,
);
/** The groups one by one, in pairs, threes, sixes or two halves, as people read them out and write them. */
const IN_OTHER_GROUPS = [1, 2, 3, 6, 9].map((size) =>
  alone(`[0-9A-Za-z]{${size}}(?:${SOME_SEPARATOR}[0-9A-Za-z]{${size}}){${18 / size - 1}}`),
);
/** The printed groups from right to left, as they stand where a text of Arabic was copied in the order of the eye. */
const IN_GROUPS_BACKWARDS = alone(`[0-9A-Za-z]{2}(?:${SOME_SEPARATOR}[0-9A-Za-z]{4}){4}`);
/** The printed groups with letters or digits of other scripts in them, of which many look like those of Latin. */
const IN_FOREIGN_GROUPS = alone(printedGroups(`(?:${OTHER_LETTER})`));
const FEWEST_LATIN_SYMBOLS = 8;
/** Groups like the printed ones of which some have a symbol too few or too many; or without dashes one in all. */
const IN_UNEVEN_GROUPS = alone(
  `[0-9A-Za-z]{3,5}(?:${DASH}[0-9A-Za-z]{3,5}){2,3}(?:${DASH}[0-9A-Za-z]{1,3})?|[0-9A-Z]{17}|[0-9A-Z]{19}`,
);
const UNEVEN_SYMBOLS = { fewest: 15, most: 21 };
/** The same text a second time, as it stands in a field into which somebody pasted twice. */
const TWICE = /^\s*(\S{18,})\s*\1\s*$/;

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
  const { sound } = candidatesIn(text);
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
  const { sound, mistyped } = candidatesIn(text);
  if (sound.length > 1) return { read: { ok: false, rule: 'several' }, source: plain };
  const [certificateId] = sound;
  if (certificateId !== undefined) return { read: { ok: true, certificateId }, source: plain };
  const whole = parseCertificateId(plain);
  const [candidate, ...others] = mistyped;
  // Where a candidate has all symbols of the text too, it has them in the order of its groups.
  const isWhole = !whole.ok && whole.rule === 'check_digits' && candidate?.length !== ID_LENGTH;
  if (whole.ok || whole.rule === 'empty' || isWhole) return { read: whole, source: plain };
  if (candidate !== undefined && others.length === 0)
    return { read: parseCertificateId(candidate), source: candidate };
  const typed = whole.rule === 'too_long' || looksTyped(plain, whole.suspectSymbols ?? []);
  return { read: typed ? whole : { ok: false, rule: 'not_found' }, source: plain };
}

function looksTyped(plain: string, wrong: readonly number[]): boolean {
  return wrong.length <= MOST_WRONG_SYMBOLS && symbolsOf(plain).length <= MOST_TYPED_SYMBOLS;
}

/**
 * Returns what stands in a text: the sound IDs, each once, and what looks like an ID otherwise, the likeliest kind alone.
 * A text with tags is read with them, for the links that they hold, and without.
 */
function candidatesIn(text: string): { readonly sound: string[]; readonly mistyped: string[] } {
  const withoutTags = text.replace(TAG, ' ');
  const readings = [text, ...(withoutTags === text ? [] : [withoutTags])].map(plainText);
  const sound = readings.flatMap(soundIdsIn);
  if (sound.length > 0) return { sound: [...new Set(sound)], mistyped: [] };
  const plain = readings.at(-1) ?? '';
  const kinds = [
    matchesOf(IN_GROUPS, plain).filter((symbols) => /[0-9].?$/.test(symbols)),
    matchesOf(IN_GROUPS_BACKWARDS, plain)
      .filter((symbols) => /^.?[0-9]/.test(symbols))
      .map(forwards),
    matchesOf(IN_TORN_GROUPS, plain).filter((symbols) => /[0-9].?$/.test(symbols)),
    matchesOf(IN_FOREIGN_GROUPS, plain).filter(isMostlyLatin),
    // What follows the first is the end of the same.
    matchesOf(IN_UNEVEN_GROUPS, plain).filter(isUneven).slice(0, 1),
  ];
  return { sound: [], mistyped: [...new Set(kinds.find((found) => found.length > 0))] };
}

function soundIdsIn(plain: string): string[] {
  const idsIn = (found: readonly string[]) =>
    found.map(parseCertificateId).flatMap((read) => (read.ok ? [read.certificateId] : []));
  const printed = idsIn(matchesOf(IN_GROUPS, plain));
  if (printed.length > 0) return printed;
  // Of the same groups each order may be sound: then they are two.
  const eitherWay = idsIn(
    matchesOf(IN_GROUPS_BACKWARDS, plain).flatMap((symbols) => [symbols, forwards(symbols)]),
  );
  return [
    ...[IN_TORN_GROUPS, ...IN_OTHER_GROUPS].flatMap((pattern) => idsIn(matchesOf(pattern, plain))),
    ...eitherWay,
  ];
}

/** Returns the symbols of printed groups that stand from right to left. */
const forwards = (symbols: string): string => (symbols.match(/^..|..../g) ?? []).reverse().join('');

/** Returns the letters and digits of what matches, without words. */
const matchesOf = (pattern: RegExp, plain: string): string[] =>
  [...plain.matchAll(pattern)].flatMap(([, found = '']) =>
    isWords(found) ? [] : [found.replace(/[^\p{L}\p{N}]/gu, '')],
  );

function isMostlyLatin(symbols: string): boolean {
  const latin = symbols.replace(/[^0-9A-Za-z]/g, '').length;
  return latin >= FEWEST_LATIN_SYMBOLS && latin < symbols.length && /[0-9]/.test(symbols);
}

const isUneven = (symbols: string): boolean =>
  symbols.length >= UNEVEN_SYMBOLS.fewest &&
  symbols.length <= UNEVEN_SYMBOLS.most &&
  /[0-9]/.test(symbols) &&
  /[A-Za-z]/.test(symbols);

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
    .replace(NAMED_SEPARATOR, '-')
    .replace(NAMED_INVISIBLE, '');
  for (let times = 0; times < MOST_DECODINGS; times += 1)
    decoded = decoded.replace(PERCENT_ENCODED, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  // Fewer may be a group of an ID: its symbols spell `DASH` too.
  if ((decoded.match(SPOKEN_DASH)?.length ?? 0) >= FEWEST_SPOKEN_DASHES)
    decoded = decoded.replace(SPOKEN_DASH, '-');
  return decoded
    .replace(
      PROOFPOINT,
      (_, link: string) =>
        ` ${link.replaceAll('_', '/').replace(/-([0-9A-F]{2})/g, (__, code: string) => characterOf(`x${code}`))} `,
    )
    .replace(BASE64_LINK, (packed) => ` ${fromBase64(packed)} `)
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .replace(TWICE, '$1')
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

/** Returns a text of ASCII from Base64 of either alphabet; nothing where it is none. */
function fromBase64(packed: string): string {
  const symbols = packed.replaceAll('-', '+').replaceAll('_', '/');
  try {
    // One symbol alone stands for nothing.
    return atob(symbols.length % 4 === 1 ? symbols.slice(0, -1) : symbols);
  } catch {
    return '';
  }
}
