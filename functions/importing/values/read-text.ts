import { codePointOf } from '../../domain/hours/display-name.ts';
import { EMAIL_ADDRESS, LONGEST_ADDRESS } from '../../domain/hours/email-address.ts';
import { titleAsPrinted } from '../../domain/wording/printed-text.ts';
import { type CellReading, failure, plainText } from './cell-text.ts';
import { isPlaceholder } from './placeholder-words.ts';
import { isReversed } from './reversed-text.ts';

/** Whom a number counts: «٣٠٠ مستفيد». */
const PEOPLE =
  /(?<=\d)\s*(?:(?:ال)?مستفيد(?:ة|ا|ًا|ين|ون|ات)?|شخص(?:ا|ًا)?|أشخاص|beneficiar(?:y|ies)|people|persons?)$/i;

/** Reads a whole number of people that isn't negative, with or without thousands separators. */
export function readCount(text: string): CellReading<number> {
  const plain = plainText(text)
    .replace(PEOPLE, '')
    .replace(/(?<=\d)[,٬ ](?=\d{3}(?:\D|$))/g, '');
  // `1.000` is a thousand in some countries.
  if (!/^\d{1,9}(?:[.,]0+)?$/.test(plain) || /^\d{1,3}[.,]000$/.test(plain)) return failure('NUMBER_FORM');
  return { value: Number.parseInt(plain, 10) };
}

/** Reads an email address. */
export function readEmail(text: string): CellReading<string> {
  const plain = plainText(text);
  return plain.length <= LONGEST_ADDRESS && EMAIL_ADDRESS.test(plain)
    ? { value: plain }
    : failure('EMAIL_FORM');
}

/** What Windows-1256 has where UTF-8 has the second byte of an Arabic letter. */
const SECOND_BYTES = '€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u200c\u200dں\u00a0،¢£¤¥¦§¨©ھ«¬\u00ad®¯°±²³´µ¶·¸¹؛»¼½¾؟';
/**
 * Replacement characters, or UTF-8 Arabic decoded as Windows-1252 or Windows-1256, where each letter becomes a Ø or Ù,
 * or a ط or ظ, and a sign.
 */
const GARBLED = new RegExp(
  `\ufffd|(?:[Ø-Û][^\\sA-Za-z\\u0600-\\u06ff]){2}|[طظ][${SECOND_BYTES}][طظ][${SECOND_BYTES} ]`,
);
/** Characters as web pages and programs write them: `&amp;`, `%D8%B3`, `\\u0633`. */
const ESCAPED = /&(?:amp|quot|apos|lt|gt|nbsp|#\d{2,7}|#x[\da-f]{2,6});|(?:%[\da-f]{2}){2}|\\u[\da-f]{4}/i;

/** Returns whether a text lost its letters by being read in a wrong encoding. */
export const isGarbled = (text: string): boolean => GARBLED.test(text);

const UNSAFE_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\u2060-\u2064\ufff9-\ufffb]/u;

/**
 * Reads free text for printing: one line, without controls, direction overrides, formulas and
 * words for a missing text. A sign such as + or @ before the text is part of it; invisible characters are dropped.
 */
export function readTitle(text: string, maxLength: number): CellReading<string> {
  const title = titleAsPrinted(text.normalize('NFC')).replace(/\s+/g, ' ').trim();
  if (isGarbled(title)) return failure('TEXT_GARBLED');
  if (ESCAPED.test(title)) return failure('TEXT_ESCAPED');
  if (isReversed(text)) return failure('TEXT_REVERSED');
  if (title.startsWith('=')) return failure('CELL_FORMULA');
  if (isPlaceholder(title)) return failure('PLACEHOLDER');
  const unsafe = UNSAFE_TEXT.exec(title)?.[0];
  if (unsafe !== undefined) return failure('TEXT_FORM', { codePoint: codePointOf(unsafe) });
  return [...title].length <= maxLength && /\p{L}/u.test(title)
    ? { value: title }
    : failure('TEXT_FORM', { maxLength });
}

/** Reads the English title of something: one of Arabic letters alone stands in the column of the other. */
export function readEnglishTitle(text: string, maxLength: number): CellReading<string> {
  return /\p{Script=Arabic}/u.test(text) && !/\p{Script=Latin}/u.test(text)
    ? failure('TITLE_SCRIPT')
    : readTitle(text, maxLength);
}
