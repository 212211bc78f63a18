import type { Language } from './language.ts';
import { leftToRightPhrases, NAME_BEFORE } from './left-to-right-phrases.ts';
import { DASH, LATIN, LATIN_LETTER, SPACE } from './signs-of-numbers.ts';

const LEFT_TO_RIGHT = '\u2066';
const RIGHT_TO_LEFT = '\u2067';
const END = '\u2069';

/** Marks, embeddings, overrides and isolates: what reads in which direction is decided here and nowhere else. */
const DIRECTION_CONTROL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

const DIGIT = /[0-9٠-٩۰-۹]/;
const ARABIC_LETTER = '(?=\\p{L})\\p{Script=Arabic}';
/**
 * Arabic words in an English text, with numbers that belong to them: between them, «حملة 2025 للتوعية», or before an era,
 * «1446هـ», «1446هـ - 1447هـ».
 */
const ARABIC_WITH_NUMBER = new RegExp(
  `((?:(?:[0-9]+[./-])*[0-9]+${SPACE}?(?=[هم]ـ?(?!\\p{L})))?${ARABIC_LETTER}[^${LATIN}]*[0-9][^${LATIN}]*${ARABIC_LETTER}[\\p{M}ـ]*|` +
    `(?:[0-9]+[./-])*[0-9]+${SPACE}?[هم]ـ?(?!\\p{L}))`,
  'u',
);
const BARE_NUMBER = /^[0-9]+$/;
const AFTER_LATIN = new RegExp(`[${LATIN}][^\\p{L}]*$`, 'u');
/** A sign at an end of a Latin word, which the direction of the line would take to the other end: `C++`, `@moh`. */
const OUTER_SIGN = new RegExp(`^[@#.°©“‘+${DASH}]|[+#./!?®™℠${DASH}]$`);

/** What a text has whose order is not that of its letters. */
const ORDERED = new RegExp(`[0-9٠-٩۰-۹${LATIN}]`, 'u');

const ARABIC_DIGITS = '(?:[٠-٩]+|[۰-۹]+)';
const ARABIC_NUMBERS = new RegExp(ARABIC_DIGITS, 'g');
/** A group of digits after a space, which neither a year is nor what follows a name with a number: «ب١٢ ١٠٠٠ وحدة». */
const ARABIC_GROUP = `(?<!(?:${NAME_BEFORE})[٠-٩۰-۹]+)${SPACE}(?!(?:١[٣٤٩]|٢٠)[٠-٩]{2}(?![٠-٩]))(?:[٠-٩]{3,}|[۰-۹]{3,})`;
/** A number in Arabic digits: a date, a time, a decimal, or groups of digits with spaces between. */
const NUMBER = `${ARABIC_DIGITS}(?:[.,:/٫٬]${ARABIC_DIGITS}|${ARABIC_GROUP})*`;
const ARABIC_NUMBER = new RegExp(NUMBER, 'gu');
const ARABIC_DIGIT = '[٠-٩۰-۹]';
/** A telephone number: with its area code in brackets, from ٠ or + on, or of ten digits and more. */
const TELEPHONE =
  `(?:\\+${ARABIC_DIGIT}{8,}|(?=\\(?[+٠۰](?:[ ()\\-]{0,2}${ARABIC_DIGIT}){8,}|(?:${ARABIC_DIGIT}[ \\-]?){10,}|[٩۹][٢۲][٠۰]{2}[ \\-]${ARABIC_DIGIT}{5})` +
  `(?:\\(\\+?${ARABIC_DIGIT}{1,5}\\)|\\+?${ARABIC_DIGIT}{1,5})(?: ?\\(${ARABIC_DIGIT}{1,4}\\))?(?:(?:[ \\-]|(?<=\\))) ?${ARABIC_DIGIT}{2,})+)`;
/** A telephone number, or a date with hyphens: its groups read from left to right in Arabic digits too. */
const GROUPS_IN_ORDER =
  `(?<!${ARABIC_DIGIT})(?:${TELEPHONE}` +
  `|${ARABIC_DIGIT}{4}(?:-${ARABIC_DIGIT}{1,2}){2}|(?:${ARABIC_DIGIT}{1,2}-){2}${ARABIC_DIGIT}{4})(?!${ARABIC_DIGIT})`;
const GROUPED_NUMBER = new RegExp(`${GROUPS_IN_ORDER}|${ARABIC_DIGITS}(?:${ARABIC_GROUP})+`, 'gu');
const IN_ORDER = new RegExp(`^${GROUPS_IN_ORDER}$`);
/** «1،2،3»: between two digits the comma would be a part of one number. */
const LIST = /(?<![0-9٠-٩۰-۹])[0-9٠-٩۰-۹]{1,2}(?:،[0-9٠-٩۰-۹]{1,2}){2,}(?![0-9٠-٩۰-۹])/g;
const GROUP_SEPARATOR = /([ \u00A0\u202F()-])/;
const ARABIC_RANGE = new RegExp(
  `(${GROUPS_IN_ORDER}|${NUMBER}(?:[%٪°+]*${SPACE}?[${DASH}×~xX]${SPACE}?[+%٪]*${NUMBER})+)`,
  'u',
);

/**
 * Returns a text that people have typed, as a paragraph of a language, with isolates (UAX #9) around its numbers. In
 * European digits a number, a range, a date or a time reads as it was typed, left to right, with its unit and its sign.
 * In Arabic digits each number reads so, and a range has its first value at the right. Arabic words in an English text
 * read from right to left with the numbers between them.
 */
export function orderedText(text: string, language: Language): string {
  const plain = text.replace(DIRECTION_CONTROL, '');
  if (language === 'ar') return ORDERED.test(plain) ? orderedPhrases(plain, language) : plain;
  if (!RIGHT_TO_LEFT_LETTER.test(plain)) return plain;
  const arabic = (words: string) => RIGHT_TO_LEFT + orderedText(words, 'ar') + END;
  if (!LATIN_LETTER.test(plain)) return arabic(plain);
  return plain
    .split(ARABIC_WITH_NUMBER)
    .map((piece, index) => (index % 2 === 1 ? arabic(piece) : orderedPhrases(piece, language)))
    .join('');
}

function orderedPhrases(plain: string, language: Language): string {
  let ordered = '';
  let at = 0;
  for (const { start, end } of leftToRightPhrases(plain)) {
    const phrase = plain.slice(start, end);
    // Nothing but a Latin word before it reorders a number alone in a line from right to left.
    if (language === 'ar' && BARE_NUMBER.test(phrase) && !AFTER_LATIN.test(plain.slice(0, start))) continue;
    if (!DIGIT.test(phrase) && !OUTER_SIGN.test(phrase)) continue;
    ordered +=
      orderedArabicNumbers(plain.slice(at, start)) + leftToRight(phrase.replace(ARABIC_NUMBERS, leftToRight));
    at = end;
  }
  return ordered + orderedArabicNumbers(plain.slice(at));
}

/**
 * Returns a fact that people have typed, for a sentence of its language: an Arabic fact reads from right to left and an
 * English one from left to right, whatever letter it begins with, and the sentence around it keeps its own order.
 */
export function factInSentence(text: string, language: Language): string {
  return `${language === 'ar' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT}${orderedText(text, language)}${END}`;
}

/** Returns a text that reads from left to right in every sentence: an address, a certificate ID. */
export function leftToRight(text: string): string {
  return `${LEFT_TO_RIGHT}${text}${END}`;
}

/** Returns a text without the isolates that this module adds. */
export function withoutIsolates(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '');
}

/** Returns a text with the ranges in Arabic digits isolated, first value at the right, and with every number whole. */
function orderedArabicNumbers(text: string): string {
  return text
    .split(ARABIC_RANGE)
    .map((piece, index) =>
      index % 2 === 1
        ? orderedRange(piece)
        : piece.replace(LIST, eachInOrder).replace(GROUPED_NUMBER, wholeNumber),
    )
    .join('');
}

const eachInOrder = (numbers: string): string => numbers.replace(/[^،]+/g, leftToRight);

const orderedRange = (range: string): string =>
  IN_ORDER.test(range)
    ? wholeNumber(range)
    : `${RIGHT_TO_LEFT}${range.replace(ARABIC_NUMBER, wholeNumber)}${END}`;

/** Isolates a number in Arabic digits; between its groups a space or a hyphen would read from right to left. */
function wholeNumber(number: string): string {
  const groups = number.split(GROUP_SEPARATOR);
  return groups.length === 1
    ? leftToRight(number)
    : leftToRight(groups.map((group, index) => (index % 2 === 0 ? leftToRight(group) : group)).join(''));
}
