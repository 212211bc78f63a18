import { parseCertificateId, type ReadCertificateId, symbolsOf } from './certificate-id.ts';
import { decodedText } from './decoded-text.ts';
import { inPieces, type Span } from './text-pieces.ts';

/** Longest text in which one ID is searched, in UTF-16 code units: a whole message with what it answers. */
const LONGEST_TEXT = 16_384;
/** Most symbols that can't be part of an ID in what still counts as a mistyped ID. */
const MOST_WRONG_SYMBOLS = 3;
const MOST_TYPED_SYMBOLS = 24;
const ID_LENGTH = 18;

/** Tags of HTML, whose names are words: neither a link in angle brackets nor an ID. */
const TAG = /<\/?[a-z]{1,10}[1-6]?(?:\s[^<>]*)?\/?>/gi;

const SEPARATOR = String.raw`[\s\p{P}\p{S}\u0640]{0,6}`;
const SOME_SEPARATOR = SEPARATOR.replace('{0', '{1');
/** Letters of Arabic may stand directly before or after an ID; any other letter or digit makes it a part of a longer word. */
const OTHER_LETTER = String.raw`(?!\p{Script=Arabic})[\p{L}\p{N}]`;
/** What people write before an ID, and sometimes without anything between. */
const LABELS = 'certificate cert serial number code ref num qr id no nº nr sn'.split(' ');
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
/** An ID without separators that a line end or a program tore in two; in capitals, as no two words of a sentence are. */
const TORN_IN_TWO = alone(
  Array.from({ length: 15 }, (_, index) => `[0-9A-Z]{${index + 2}} [0-9A-Z]{${14 - index}}\\d\\d`).join('|'),
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
/**
 * Returns the one sound certificate ID in a text that a person typed or pasted: a bare ID in any form that
 * `parseCertificateId` takes, or an ID in its printed groups within a sentence, brackets or a link, wrapped ones
 * included. Without one it returns the rule that is broken, of the ID that looks mistyped if there is one: `several`
 * when two different sound IDs stand in the text, and `not_found` when nothing in it looks like an ID.
 */
export function certificateIdIn(text: string): ReadCertificateId {
  return readText(text).read;
}

/** A certificate ID as it is written in a text. */
export interface WrittenId {
  /** As it stands there, with links decoded. */
  readonly text: string;
  /** Null of one that looks mistyped. */
  readonly certificateId: string | null;
}

/** Returns every certificate ID in a text of any length, those that look mistyped too, in their order and each once. */
export function writtenIdsIn(text: string): WrittenId[] {
  const found = new Map<string, WrittenId>();
  for (const { symbols, text: written, certificateId } of writtenIn(readingsOf(text))) {
    const key = certificateId ?? symbols.toUpperCase();
    if (!found.has(key)) found.set(key, { text: written, certificateId });
  }
  if (found.size > 0 || text.length > LONGEST_TEXT) return [...found.values()];
  const { read, source } = readText(text);
  if (isNumber(symbolsOf(source).join(''))) return [];
  if (read.ok) return [{ text: text.trim(), certificateId: read.certificateId }];
  return read.rule === 'check_digits' && isOfOneCase(source)
    ? [{ text: text.trim(), certificateId: null }]
    : [];
}

/** Returns every sound certificate ID in a text, each once. */
export const certificateIdsIn = (text: string): string[] =>
  writtenIdsIn(text).flatMap(({ certificateId }) => certificateId ?? []);

/** Returns the symbols to which the `suspectSymbols` of `certificateIdIn` are indexes. */
export function symbolsIn(text: string): string[] {
  const { read, source } = readText(text);
  return read.ok || read.suspectSymbols === undefined ? [] : symbolsOf(source);
}

/** Returns what was read in a text, and from which text within it. */
function readText(text: string): { readonly read: ReadCertificateId; readonly source: string } {
  if (text.length > LONGEST_TEXT) return { read: { ok: false, rule: 'too_long' }, source: '' };
  const readings = readingsOf(text);
  const [source = ''] = readings;
  const sound = unique(readings.flatMap(soundIn).map(({ certificateId }) => certificateId));
  if (sound.length > 1) return { read: { ok: false, rule: 'several' }, source };
  const [certificateId] = sound;
  if (certificateId !== undefined) return { read: { ok: true, certificateId }, source };
  const [candidate, ...others] = unique(likeliestIn(readings.at(-1) ?? '').map(({ symbols }) => symbols));
  const whole = parseCertificateId(source);
  // Where a candidate has all symbols of the text too, it has them in the order of its groups.
  const isWhole = !whole.ok && whole.rule === 'check_digits' && candidate?.length !== ID_LENGTH;
  if (whole.ok || whole.rule === 'empty' || isWhole) return { read: whole, source };
  if (candidate !== undefined && others.length === 0)
    return { read: parseCertificateId(candidate), source: candidate };
  const typed = whole.rule === 'too_long' || looksTyped(source, whole.suspectSymbols ?? []);
  return { read: typed ? whole : { ok: false, rule: 'not_found' }, source };
}

function looksTyped(plain: string, wrong: readonly number[]): boolean {
  return wrong.length <= MOST_WRONG_SYMBOLS && symbolsOf(plain).length <= MOST_TYPED_SYMBOLS;
}

/** Returns a text decoded: with tags of HTML, for the links that they hold, and, where there are any, without. */
function readingsOf(text: string): string[] {
  const withoutTags = text.replace(TAG, ' ');
  return [text, ...(withoutTags === text ? [] : [withoutTags])].map(decodedText);
}

/** Letters and digits in a text that may be an ID, and where they stand. */
interface Candidate extends Span {
  readonly symbols: string;
}

interface SoundCandidate extends Candidate {
  readonly certificateId: string;
}

const soundIn = (plain: string): SoundCandidate[] => inPieces(plain, soundCandidates);

/** Returns what looks like a mistyped ID in a text without a sound one, the likeliest kind alone. */
const likeliestIn = (plain: string): Candidate[] =>
  MISTYPED.map((candidates) => inPieces(plain, candidates)).find((found) => found.length > 0) ?? [];

/** Returns the sound IDs of a text in its readings, and of the last what looks mistyped besides, in their order. */
function writtenIn(readings: readonly string[]): (WrittenId & { readonly symbols: string })[] {
  const plain = readings.at(-1) ?? '';
  const here = soundIn(plain);
  const inTags = readings
    .slice(0, -1)
    .flatMap(soundIn)
    .map(({ symbols, certificateId }) => ({ symbols, certificateId, text: symbols }));
  let rest = without(plain, here);
  const mistyped = MISTYPED.flatMap((candidates) => {
    const found = apart(inPieces(rest, candidates).filter(({ symbols }) => isOfOneCase(symbols)));
    rest = without(rest, found);
    return found;
  });
  const written = [...here, ...mistyped.map((found) => ({ ...found, certificateId: null }))]
    .sort((one, other) => one.start - other.start)
    .map(({ start, end, ...found }) => ({ ...found, text: plain.slice(start, end) }));
  return [...written, ...inTags];
}

/** Names that stand side by side begin with a capital each. */
const isOfOneCase = (symbols: string): boolean => !(/[a-z]/.test(symbols) && /[A-Z]/.test(symbols));

/** Returns candidates without those that begin within another. */
function apart(candidates: readonly Candidate[]): Candidate[] {
  const found: Candidate[] = [];
  for (const candidate of candidates) if (candidate.start >= (found.at(-1)?.end ?? 0)) found.push(candidate);
  return found;
}

/** Returns a text in which candidates are replaced by what stands in no ID, so that all else stays where it is. */
function without(plain: string, candidates: readonly Candidate[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of apart(candidates.toSorted((one, other) => one.start - other.start))) {
    parts.push(plain.slice(from, start), '\0'.repeat(end - start));
    from = end;
  }
  return [...parts, plain.slice(from)].join('');
}

type Kind = (plain: string) => Candidate[];

/** The kinds of what looks like a mistyped ID, likeliest first. */
const MISTYPED_KINDS: readonly Kind[] = [
  (plain) => candidatesOf(IN_GROUPS, plain).filter(({ symbols }) => /[0-9].?$/.test(symbols)),
  (plain) =>
    backwardsIn(plain)
      .filter(({ symbols }) => /^.?[0-9]/.test(symbols))
      .map(forwards),
  (plain) => candidatesOf(IN_TORN_GROUPS, plain).filter(({ symbols }) => /[0-9].?$/.test(symbols)),
  (plain) => candidatesOf(IN_FOREIGN_GROUPS, plain).filter(({ symbols }) => isMostlyLatin(symbols)),
  // What follows the first is the end of the same.
  (plain) =>
    candidatesOf(IN_UNEVEN_GROUPS, plain)
      .filter(({ symbols }) => isUneven(symbols))
      .slice(0, 1),
];
const MISTYPED = MISTYPED_KINDS.map(
  (candidates): Kind =>
    (plain) =>
      candidates(plain).filter((found) => !isWords(plain, found, /[A-Za-z]/)),
);

function soundCandidates(plain: string): SoundCandidate[] {
  const soundOf = (found: readonly Candidate[]) =>
    found
      .filter((candidate) => !isWords(plain, candidate, /[a-z]/))
      .flatMap((candidate) => {
        const read = parseCertificateId(candidate.symbols);
        return read.ok ? [{ ...candidate, certificateId: read.certificateId }] : [];
      });
  const printed = soundOf(candidatesOf(IN_GROUPS, plain));
  if (printed.length > 0) return printed;
  // Of the same groups each order may be sound: then they are two.
  const eitherWay = soundOf(backwardsIn(plain).flatMap((found) => [found, forwards(found)]));
  return [
    ...[IN_TORN_GROUPS, TORN_IN_TWO, ...IN_OTHER_GROUPS].flatMap((pattern) =>
      soundOf(candidatesOf(pattern, plain)),
    ),
    ...eitherWay,
  ];
}

/**
 * Returns printed groups that may stand from right to left. One sign divides them all: the end of an ID and the beginning
 * of the next have another between them.
 */
const backwardsIn = (plain: string): Candidate[] =>
  candidatesOf(IN_GROUPS_BACKWARDS, plain).filter(({ start, end }) => {
    const signs = plain.slice(start, end).match(/[^0-9A-Za-z]+/g) ?? [];
    return unique(signs.map((sign) => sign.replace(/[\s\p{Cf}]/gu, ''))).length === 1;
  });

/** Returns the symbols of printed groups that stand from right to left. */
const forwards = (found: Candidate): Candidate => ({
  ...found,
  symbols: (found.symbols.match(/^..|..../g) ?? []).reverse().join(''),
});

/**
 * Returns what matches in a text. Digits alone are another number, such as the time in a link that a mail filter wrapped:
 * of the IDs not one in a hundred million has no letter, and a person types that one by itself.
 */
const candidatesOf = (pattern: RegExp, plain: string): Candidate[] =>
  [...plain.matchAll(pattern)].flatMap(({ index, 1: found = '' }) => {
    const symbols = found.replace(/[^\p{L}\p{N}]/gu, '');
    return isNumber(symbols) ? [] : [{ symbols, start: index, end: index + found.length }];
  });

const isNumber = (symbols: string): boolean => /^\d+$/.test(symbols);

function isMostlyLatin(symbols: string): boolean {
  const latin = symbols.replace(/[^0-9A-Za-z]/g, '').length;
  return latin >= FEWEST_LATIN_SYMBOLS && latin < symbols.length && /[0-9]/.test(symbols);
}

const isUneven = (symbols: string): boolean =>
  symbols.length >= UNEVEN_SYMBOLS.fewest &&
  symbols.length <= UNEVEN_SYMBOLS.most &&
  /[0-9]/.test(symbols) &&
  /[A-Za-z]/.test(symbols);

/** Returns whether a candidate is four words of four such letters in a sentence or a path, as in "from page to page 12". */
function isWords(plain: string, { start, end }: Candidate, letter: RegExp): boolean {
  const candidate = plain.slice(start, end);
  const body = candidate.replace(/[^0-9A-Za-z]/g, '').slice(0, 16);
  return /[\s~|,،:/\\]/.test(candidate) && letter.test(body) && !/[0-9]/.test(body);
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
