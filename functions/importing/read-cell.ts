import { type CalendarDate, daysAfter } from '../domain/calendar-date.ts';
import { codePointOf } from '../domain/hours/display-name.ts';
import type { CellProblem } from '../domain/import/import-problem.ts';
import { gregorianOfHijri } from './hijri-date.ts';
import type { Calendar } from './read-headings.ts';

/** The value of a cell, or the problem with it. */
export type CellReading<T> = { readonly value: T } | { readonly problem: CellProblem };

const failure = (code: CellProblem['code'], facts?: CellProblem['facts']): { problem: CellProblem } => ({
  problem: facts ? { code, facts } : { code },
});

/** Returns a cell's text with Arabic-Indic and Persian digits as ASCII, without direction marks and outer spaces. */
export function plainText(text: string): string {
  return text
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u202f\u2007]/g, ' ')
    .trim();
}

const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?$/;
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** Reads an identifier of the coordinator's system. Leading zeros are part of it. */
export function readId(text: string): CellReading<string> {
  const id = plainText(text);
  if (SCIENTIFIC.test(id)) return failure('ID_SCIENTIFIC');
  if (ID.test(id)) return { value: id };
  const characters = [...id];
  const index = characters.findIndex((character) => !/[A-Za-z0-9._:-]/.test(character));
  const forbidden = characters[index];
  return forbidden === undefined
    ? failure('ID_FORM')
    : failure('ID_CHARACTER', { position: index + 1, codePoint: codePointOf(forbidden) });
}

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
/** Serial day numbers of spreadsheets, for the 1950s to the 2060s. Whether they count from 1900 or 1904 is unknown. */
const SERIAL = /^[2-5]\d{4}(?:\.\d+)?$/;
const ERA = /\s*(?:هـ|ه|AH|م|AD|CE)\.?$/i;

/** Reads a date written year first, or day first with the year last, in the calendar of its column. */
export function readDate(text: string, calendar: Calendar): CellReading<CalendarDate> {
  const plain = plainText(text).replace(ERA, '').replaceAll('‏', '');
  if (SERIAL.test(plain)) return failure('DATE_SERIAL');
  const yearFirst = YEAR_FIRST.exec(plain);
  const dayFirst = yearFirst ? null : DAY_FIRST.exec(plain);
  const [year, month, day] = (
    yearFirst ? [yearFirst[1], yearFirst[2], yearFirst[3]] : [dayFirst?.[3], dayFirst?.[2], dayFirst?.[1]]
  ).map(Number);
  if (year === undefined || month === undefined || day === undefined || Number.isNaN(year))
    return failure('DATE_FORM');
  if (calendar === 'hijri') {
    if (year >= 1700) return failure('DATE_GREGORIAN');
    if (year < 1300 || year > 1600) return failure('DATE_UNKNOWN');
    const date = gregorianOfHijri(year, month, day);
    return date === undefined ? failure('DATE_UNKNOWN') : { value: date };
  }
  if (year >= 1300 && year < 1600) return failure('DATE_HIJRI');
  if (year < 1900 || year > 2200) return failure('DATE_UNKNOWN');
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && exists(date)
    ? { value: date }
    : failure('DATE_UNKNOWN');
}

/** Returns whether the calendar has a date: 30 February would become another date. */
const exists = (date: CalendarDate) => daysAfter(date, 0) === date;

const TIME = /^(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2})[:.](\d{2})(?:[:.]00)?\s*(am|pm|ص|م|صباحا|مساء)?\.?$/i;

/** Reads a time of day in 24-hour or 12-hour notation; returns it as `HH:MM`. */
export function readTime(text: string): CellReading<string> {
  const match = TIME.exec(plainText(text).replace(/[\u064b-\u0652]/g, ''));
  if (!match) return failure('TIME_FORM');
  let hour = Number(match[1]);
  const half = match[3]?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return failure('TIME_FORM');
    hour = (hour % 12) + (half === 'pm' || half.startsWith('م') ? 12 : 0);
  }
  if (hour > 23 || Number(match[2]) > 59) return failure('TIME_FORM');
  return { value: `${String(hour).padStart(2, '0')}:${match[2]}` };
}

const CLOCK = /^(-?)(\d{1,6})[:](\d{1,2})(?::\d{2})?$/;
const DECIMAL = /^-?\d{1,7}(?:[.,٫،]\d{1,15})?$/;
/** Ambiguous: `1,000` is a thousand, or one with three decimals. */
const THOUSANDS_OR_DECIMALS = /^-?[1-9]\d{0,2}[,،]\d{3}$/;

/** Reads hours such as `7.5`, `7:30` or `٧٫٥`; returns minutes, rounded. */
export function readHours(text: string): CellReading<number> {
  const plain = plainText(text);
  const clock = CLOCK.exec(plain);
  if (clock) {
    const [, sign, hours, minutes] = clock;
    if (Number(minutes) > 59) return failure('HOURS_FORM');
    return positive((sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)));
  }
  if (!DECIMAL.test(plain) || THOUSANDS_OR_DECIMALS.test(plain)) return failure('HOURS_FORM');
  return positive(Number(plain.replace(/[,٫،]/, '.')) * 60);
}

const positive = (minutes: number): CellReading<number> => {
  const whole = Math.round(minutes);
  return minutes > 0 && whole > 0 ? { value: whole } : failure('HOURS_NOT_POSITIVE');
};

/** Reads a whole number that isn't negative, with or without thousands separators. */
export function readCount(text: string): CellReading<number> {
  const plain = plainText(text).replace(/(?<=\d)[,٬ ](?=\d{3}(?:\D|$))/g, '');
  if (!/^\d{1,9}(?:[.,]0+)?$/.test(plain)) return failure('NUMBER_FORM');
  return { value: Number.parseInt(plain, 10) };
}

/** The words accepted for each choice besides its English code. Messages name the first, which is Arabic. */
export type ChoiceWords<T extends string> = Readonly<Record<T, readonly [inArabic: string, ...string[]]>>;

/** Reads one of several choices, by its English code or an accepted word. */
export function readChoice<T extends string>(text: string, choices: ChoiceWords<T>): CellReading<T> {
  const choice = wordsOf(choices).get(foldWord(text));
  if (choice !== undefined) return { value: choice as T };
  const inArabic = Object.values<ChoiceWords<T>[T]>(choices).map(([word]) => word);
  return failure('CHOICE_UNKNOWN', {
    choices: Object.keys(choices).join(', '),
    choicesInArabic: inArabic.join('، '),
  });
}

const folded = new WeakMap<object, ReadonlyMap<string, string>>();

function wordsOf(choices: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const cached = folded.get(choices);
  if (cached) return cached;
  const words = new Map(
    Object.entries(choices).flatMap(([choice, words]) =>
      [choice, ...words].map((word) => [foldWord(word), choice] as const),
    ),
  );
  folded.set(choices, words);
  return words;
}

const foldWord = (text: string) =>
  plainText(text)
    .toLowerCase()
    .replace(/[\u0640\u064b-\u0652]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه');

const EMAIL = /^[^\s@<>(),;:"\\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}$/;

/** Reads an email address. */
export function readEmail(text: string): CellReading<string> {
  const plain = plainText(text);
  return plain.length <= 254 && EMAIL.test(plain) ? { value: plain } : failure('EMAIL_FORM');
}

/** Replacement characters, or UTF-8 Arabic decoded as Windows-1252, where each letter becomes a Ø or Ù and a sign. */
const GARBLED = /\ufffd|(?:[Ø-Û][^\sA-Za-z\u0600-\u06ff]){2}/;

const UNSAFE_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\u2060-\u2064\ufff9-\ufffb]/u;

/** Reads free text for printing: one line, without controls, direction overrides and formulas. */
export function readTitle(text: string, maxLength: number): CellReading<string> {
  const title = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\u200e\u200f\u061c]+|[\s\u200e\u200f\u061c]+$/g, '');
  if (GARBLED.test(title)) return failure('TEXT_GARBLED');
  if (/^[=+@|%\t-]/.test(title)) return failure('CELL_FORMULA');
  const unsafe = UNSAFE_TEXT.exec(title)?.[0];
  if (unsafe !== undefined) return failure('TEXT_FORM', { codePoint: codePointOf(unsafe) });
  return [...title].length <= maxLength && /\p{L}/u.test(title)
    ? { value: title }
    : failure('TEXT_FORM', { maxLength });
}
