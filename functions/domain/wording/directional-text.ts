/** A language that people read our texts in. */
type Language = 'ar' | 'en';

const LEFT_TO_RIGHT = '\u2066';
const RIGHT_TO_LEFT = '\u2067';
const END = '\u2069';

/** Marks, embeddings, overrides and isolates: what reads in which direction is decided here and nowhere else. */
const DIRECTION_CONTROL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const ARABIC_WORD_BEFORE = /[\u0620-\u065F\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F\u08A0-\u08FF][ \u00A0]$/;

const DASH = '\\-\u2010-\u2015\u2212';
const LATIN = '\\p{Script=Latin}µμΩ²³';
const SPACE = '[ \u00A0\u202F]';
/**
 * A word in Latin letters and European digits, with signs inside: `25/09/2025-30/09/2025`, `COVID-19`, `+966`, `10%`,
 * `37°C`. After an Arabic letter a sign belongs to that letter: «كوفيد-19».
 */
const WORD = new RegExp(
  `(?:(?<![\\p{L}\\p{M}\\p{N}])[+${DASH}±#$€£%٪]+(?=[0-9]))?[0-9${LATIN}]` +
    `(?:[0-9${LATIN}\\p{M}]|[.,:/+*=~_@&#'’×%٪°٫٬${DASH}]{1,3}(?=[0-9${LATIN}]))*(?:°[CF]|[%٪°+#‰′″])*`,
  'gu',
);
const DIGIT = /[0-9]/;
const BARE_NUMBER = /^[0-9]+$/;
const LATIN_LETTER = new RegExp(`[${LATIN}]`, 'u');
const SPACED_DASH = new RegExp(`^${SPACE}[${DASH}]${SPACE}$`, 'u');
const ONE_SPACE = new RegExp(`^${SPACE}$`, 'u');
/** Units of measure, currency and the day in Latin letters, which read in one direction with their number. */
const UNIT =
  /^(?:[kcmnµμd]?m[²³23]?|[kmnµμ]?g|[mcdµμ]?l|kcal|cal|[kmgt]b|mmhg|bpm|rpm|iu|[kmg]?hz|k?w|kwh|v|h|hrs?|hours?|mins?|minutes?|secs?|seconds?|s|ms|days?|weeks?|months?|years?|kmh|km\/h|mg\/dl|g\/dl|mmol\/l|[ap]m|[ap]\.m|[cf]|sar|sr|usd|iqd|eur)$/i;

/** What a text has whose order is not that of its letters. */
const ORDERED = new RegExp(`[0-9٠-٩۰-۹${LATIN}]`, 'u');

const ARABIC_DIGITS = '(?:[٠-٩]+|[۰-۹]+)';
const ARABIC_GROUP = `${SPACE}(?:[٠-٩]{3,}|[۰-۹]{3,})`;
/** A number in Arabic digits: a date, a time, a decimal, or groups of digits with spaces between. */
const NUMBER = `${ARABIC_DIGITS}(?:[.,:/٫٬]${ARABIC_DIGITS}|${ARABIC_GROUP})*`;
const ARABIC_NUMBER = new RegExp(NUMBER, 'g');
const GROUPED_NUMBER = new RegExp(`${ARABIC_DIGITS}(?:${ARABIC_GROUP})+`, 'g');
const GROUP_SPACE = new RegExp(SPACE);
const ARABIC_RANGE = new RegExp(`(${NUMBER}(?:[%٪°+]*${SPACE}?[${DASH}×~]${SPACE}?[+%٪]*${NUMBER})+)`);

/** Where a word stands in a text. */
interface Span {
  readonly start: number;
  end: number;
}

/**
 * Returns a text that people have typed, as a paragraph of a language, with isolates (UAX #9) around its numbers. In
 * European digits a number, a range, a date or a time reads as it was typed, left to right, with its unit and its sign.
 * In Arabic digits each number reads so, and a range has its first value at the right.
 */
export function orderedText(text: string, language: Language): string {
  const plain = text.replace(DIRECTION_CONTROL, '');
  if (language === 'en' ? !RIGHT_TO_LEFT_LETTER.test(plain) : !ORDERED.test(plain)) return plain;
  let ordered = '';
  let at = 0;
  for (const { start, end } of leftToRightPhrases(plain)) {
    const phrase = plain.slice(start, end);
    // Nothing reorders a number alone in a line from right to left; in the other direction it follows Arabic letters.
    if (!DIGIT.test(phrase) || (language === 'ar' && BARE_NUMBER.test(phrase))) continue;
    ordered += orderedArabicNumbers(plain.slice(at, start)) + leftToRight(phrase);
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

/** Returns the phrases of Latin words and European numbers, as the reader of an Arabic sentence takes them together. */
function leftToRightPhrases(text: string): Span[] {
  const phrases: Span[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const last = phrases.at(-1);
    if (last && joins(text, last, index, word)) last.end = index + word.length;
    else phrases.push({ start: index, end: index + word.length });
  }
  return phrases;
}

/** Whether a word that begins at `index` continues a phrase. */
function joins(text: string, phrase: Span, index: number, word: string): boolean {
  const between = text.slice(phrase.end, index);
  const before = text.slice(phrase.start, phrase.end);
  if (SPACED_DASH.test(between)) return DIGIT.test(before.slice(-2)) && DIGIT.test(word.slice(0, 2));
  if (!ONE_SPACE.test(between)) return false;
  if (LATIN_LETTER.test(before)) return true;
  if (LATIN_LETTER.test(word))
    // «قسم 3 ICU»: a number after an Arabic word belongs to that word, unless a unit follows it.
    return UNIT.test(word) || !ARABIC_WORD_BEFORE.test(text.slice(0, phrase.start));
  // The groups of a telephone number or of a large number.
  return before.startsWith('+') || /^[0-9]{3,}$/.test(word);
}

/** Returns a text with the ranges in Arabic digits isolated, first value at the right, and with every number whole. */
function orderedArabicNumbers(text: string): string {
  return text
    .split(ARABIC_RANGE)
    .map((piece, index) =>
      index % 2 === 1
        ? `${RIGHT_TO_LEFT}${piece.replace(ARABIC_NUMBER, wholeNumber)}${END}`
        : piece.replace(GROUPED_NUMBER, wholeNumber),
    )
    .join('');
}

/** Isolates a number in Arabic digits; between groups of digits a space would read from right to left. */
function wholeNumber(number: string): string {
  const groups = number.split(GROUP_SPACE);
  return groups.length === 1 ? leftToRight(number) : leftToRight(groups.map(leftToRight).join(' '));
}
