import { isGroupOfDigits, standsApart } from './numbers-apart.ts';
import {
  COMPARISON,
  DASH,
  LATIN,
  LATIN_LETTER,
  NUMBER_AT_END,
  ONE_SPACE,
  RELATION,
  SPACE,
  SPACED_OPERATOR,
  UNIT,
} from './signs-of-numbers.ts';

const RAISED = '²³¹\u2070-\u209C¼-¾⅐-⅞';
/** What an address or an expression has between its letters and digits, up to three of them: `://`, `...`. */
const INNER_SIGN = `[.,:;/\\\\+*÷_@&#?!'’×%٪‰°′″^|٫٬${RELATION}${DASH}\\p{Sc}]{1,3}`;
/** What a number may begin with. */
const SIGNS = `+±#*%٪№©${RELATION}\\p{Sc}`;
/** What an abbreviation ends with before its stop. */
const ABBREVIATION =
  '\\.[A-Z]|(?<![A-Za-z])[A-Za-z]\\.[a-z]|(?<![A-Za-z])(?:Mrs?|Ms|Dr|Prof|Eng|Jr|Sr|St|Inc|Ltd|Co|Corp|Dept|Ed|No|etc|vs)';
const WORD_START = '(?<![\\p{L}\\p{M}\\p{N}])';
const INNER = `(?:[0-9${LATIN}${RAISED}\\p{M}]|${INNER_SIGN}(?=[0-9${LATIN}]))`;
/** Arabic digits within a Latin word: `v٢.٠`, but not «Movember ١٤٤٧هـ». */
const ARABIC_DIGITS = '[٠-٩۰-۹]+(?![٠-٩۰-۹]|(?=\\p{Script=Arabic})\\p{L})';
/** «٥x١٠» is a product of Arabic digits. */
const TIMES_IN_ARABIC_DIGITS = '(?<=[٠-٩۰-۹])[xX](?=[٠-٩۰-۹])';
/**
 * A word in Latin letters and European digits, with signs inside: `25/09/2025-30/09/2025`, `COVID-19`, `+966`, `10 %`,
 * `37 °C`, `#Health_2030`, `C++`. After an Arabic letter a sign belongs to that letter, «كوفيد-19», but for a
 * letter that is a word: «و+966». A word that begins with a Latin letter may go on in Arabic digits.
 */
const WORD = new RegExp(
  'https?:\\/\\/[!-~]*[0-9A-Za-z/]|' +
    `(?:${WORD_START}[${SIGNS}${DASH}]+(?=[0-9])|(?:${WORD_START}|(?<=(?<!\\p{L})[وفبلك]))[${COMPARISON}]${SPACE}(?=[0-9])|` +
    `(?:${WORD_START}|(?<=(?<!\\p{L})[وفبلك]))(?:[${SIGNS}]+(?=[0-9])|[@#](?=[${LATIN}])|` +
    `(?<=^|[\\sوفبلك])\\.(?=[${LATIN}])|[+${DASH}](?=ve(?!\\p{L}))|\\([0+][0-9]{1,4}\\)${SPACE}?(?=[0-9]))|°(?=[CF](?!\\p{L})))?` +
    `(?:[0-9]|(?!${TIMES_IN_ARABIC_DIGITS})[${LATIN}](?:${INNER}|(?:${INNER_SIGN})?${ARABIC_DIGITS})*)${INNER}*` +
    `(?:${SPACE}?°[CF](?!\\p{L})|${SPACE}[%٪‰](?!\\p{N})|[%٪‰′″®™℠\\p{Sc}]|[+#°](?!\\p{L})|(?<=['′°][0-9]+)"|` +
    // A blood group, unless it is the letter of an item («A- الوقاية»); another negative; an abbreviation; an address.
    `(?<=(?<![A-Za-z])(?:AB|(?<!^)[AB]|O|Rh|HER2|Gram|Cl|OH|HCO3))[${DASH}](?![\\p{L}\\p{N}])|(?<=${ABBREVIATION})\\.|(?<=\\.[a-z]{2,})/(?!\\p{L}))*`,
  'gu',
);
const NUMBER_AT_START = new RegExp(`^[+±${DASH}\\p{Sc}%٪]*[0-9]`, 'u');
/** The sign of a product, typed as a letter: `3 x 10`. */
const TIMES = /^[xX]$/;
const SPACED_RELATION = new RegExp(`^${SPACE}[${RELATION}]${SPACE}$`);
const COMPARES = new RegExp(`^[${COMPARISON}]${SPACE}`);
const COMMA = new RegExp(`^(?:[,.:;]|[!?]+)${SPACE}$`);
/** The sign that ends a Latin sentence. */
const EXCLAMATION = /^[!?]+(?![\p{L}\p{N}])/u;
/** How a question begins, and what follows an exclamation within an Arabic sentence: «حملة Be Well! للأطفال». */
const QUESTION = /^(?:how|what|who|why|when|where|which|is|are|do|does|did|can|could|should|will|have)\s/i;
const EXCLAIMED_WITHIN = /^!+\s\p{Script=Arabic}/u;
/** Quotation marks that aren't mirrored. */
const QUOTES: ReadonlySet<string> = new Set(['“”', '‘’']);
const SENTENCE_START = /(?:^|[«"“‘(])$/;
const OPENING_BRACKET = new RegExp(`^${SPACE}?\\($`);
const REST_OF_BRACKET = /^[^()\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]*\)/;
const BRACKETED_GROUP = new RegExp(`^${SPACE}?[()]${SPACE}?$`);
/** What follows the bracket of `+966 (11) 234 5678`. */
const AREA_CODE = new RegExp(`^[0-9]{1,4}\\)${SPACE}?[0-9]`);
const NUMBER_AFTER = new RegExp(`^${SPACE}[0-9]`);
const ARABIC_WORD_AFTER = new RegExp(`^${SPACE}?[\u0620-\u064A\u066E-\u06D3]`);

const ARABIC_WORD_BEFORE = /[\u0620-\u065F\u066E-\u06D3\u06FA-\u06FF\u0750-\u077F\u08A0-\u08FF][ \u00A0]$/;

/** A letter that the number after it belongs to: «فيتامين ب12», «كوفيد19»; alone, و ف ب ل ك are words of their own. */
export const NAME_BEFORE =
  '(?:(?:فيتامين(?:ات)?\\s+|(?=\\p{Script=Arabic})\\p{L})|(?<!\\p{L})(?![وفلبك]))(?=\\p{Script=Arabic})\\p{L}';
const NUMBER_IN_NAME = new RegExp(`${NAME_BEFORE}$`, 'u');

/** Where a word stands in a text. */
interface Span {
  start: number;
  end: number;
}

/** Returns the phrases of Latin words and European numbers, as the reader of an Arabic sentence takes them together. */
export function leftToRightPhrases(text: string): Span[] {
  const phrases: Span[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const last = phrases.at(-1);
    const end = index + word.length;
    if (last && index < last.end) last.end = Math.max(last.end, end);
    else if (last && joins(text, last, index, word)) last.end = end;
    else if (last && opensBracket(text, last, index))
      last.end = index + (REST_OF_BRACKET.exec(text.slice(index))?.[0].length ?? 0);
    else phrases.push({ start: index, end });
  }
  for (const phrase of phrases) {
    phrase.end += exclamationAfter(text, phrase);
    if (!QUOTES.has(text.slice(phrase.start - 1, phrase.start) + text.charAt(phrase.end))) continue;
    phrase.start -= 1;
    phrase.end += 1;
  }
  return phrases;
}

/** Returns the length of the sign that ends a Latin sentence; after one within an Arabic sentence it ends that one. */
function exclamationAfter(text: string, { start, end }: Span): number {
  const phrase = text.slice(start, end);
  const rest = text.slice(end);
  const isSentence =
    SENTENCE_START.test(text.slice(0, start)) ||
    QUESTION.test(phrase) ||
    (phrase.includes(' ') && EXCLAIMED_WITHIN.test(rest));
  return LATIN_LETTER.test(phrase) && isSentence ? (EXCLAMATION.exec(rest)?.[0].length ?? 0) : 0;
}

/** Whether a word that begins at `index` continues a phrase. */
function joins(text: string, phrase: Span, index: number, word: string): boolean {
  const between = text.slice(phrase.end, index);
  const before = text.slice(phrase.start, phrase.end);
  const after = text.slice(index + word.length);
  if (standsApart({ text: text.slice(0, phrase.start), before, between, word, after })) return false;
  if (ONE_SPACE.test(between) && TIMES.test(word) && NUMBER_AT_END.test(before) && NUMBER_AFTER.test(after))
    return true;
  if (ONE_SPACE.test(between) && COMPARES.test(word))
    return NUMBER_AT_END.test(before) || LATIN_LETTER.test(before);
  if (ONE_SPACE.test(between)) return continues(text.slice(0, phrase.start), before, word);
  if (before.startsWith('+') && BRACKETED_GROUP.test(between))
    return before.includes('(') ? between.includes(')') : AREA_CODE.test(text.slice(index));
  if (SPACED_RELATION.test(between) && LATIN_LETTER.test(word) && NUMBER_AT_END.test(before)) return true;
  const operator = SPACED_OPERATOR.test(between);
  if (!operator && !COMMA.test(between)) return false;
  // Between Latin words signs read as these do.
  if (LATIN_LETTER.test(before)) {
    if (LATIN_LETTER.test(word) || SPACED_RELATION.test(between)) return true;
    // A number after a comma or a colon may belong to the Arabic word after it.
    return operator || !ARABIC_WORD_AFTER.test(after);
  }
  return operator && !between.includes('&') && NUMBER_AT_END.test(before) && NUMBER_AT_START.test(word);
}

/** Whether a word after a space continues a phrase; `text` is what precedes the phrase. */
function continues(text: string, before: string, word: string): boolean {
  if (LATIN_LETTER.test(before)) return true;
  if (LATIN_LETTER.test(word))
    // «قسم 3 ICU»: a number after an Arabic word belongs to that word, unless a unit follows it.
    return UNIT.test(word) || !ARABIC_WORD_BEFORE.test(text);
  return !NUMBER_IN_NAME.test(text) && isGroupOfDigits(before, word);
}

/** Whether a bracket without Arabic letters follows a Latin phrase: `BLS (Level 2)`. */
function opensBracket(text: string, phrase: Span, index: number): boolean {
  return (
    OPENING_BRACKET.test(text.slice(phrase.end, index)) &&
    LATIN_LETTER.test(text.slice(phrase.start, phrase.end)) &&
    REST_OF_BRACKET.test(text.slice(index))
  );
}
