import { type CalendarDate, daysAfter } from '../domain/calendar-date.ts';
import type { CellProblem } from '../domain/import/import-problem.ts';
import { gregorianOfHijri } from './hijri-date.ts';
import type { Calendar } from './read-headings.ts';

/** What a cell says, or what is wrong with it. */
export type CellReading<T> = { readonly value: T } | { readonly problem: CellProblem };

const wrong = (code: CellProblem['code'], facts?: CellProblem['facts']): { problem: CellProblem } => ({
  problem: facts ? { code, facts } : { code },
});

/** A cell's text with Arabic-Indic and Persian digits as ASCII, and without direction marks and outer spaces. */
export function plainText(text: string): string {
  return text
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u202f\u2007]/g, ' ')
    .trim();
}

const codePointOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const ID = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?$/;
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d+$/i;

/** An identifier as the coordinator's own system writes it; leading zeros are part of it. */
export function readId(text: string): CellReading<string> {
  const id = plainText(text);
  if (SCIENTIFIC.test(id)) return wrong('ID_SCIENTIFIC');
  if (ID.test(id)) return { value: id };
  const characters = [...id];
  const place = characters.findIndex((character) => !/[A-Za-z0-9._:-]/.test(character));
  const strange = characters[place];
  return strange === undefined
    ? wrong('ID_FORM')
    : wrong('ID_CHARACTER', { position: place + 1, codePoint: codePointOf(strange) });
}

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
/** How a sheet counts days, from the 1970s to the 2060s; from which first day on, the number doesn't say. */
const SERIAL = /^[2-5]\d{4}(?:\.\d+)?$/;
const ERA = /\s*(?:هـ|ه|AH|م|AD|CE)\.?$/i;

/** A day: year first, or day first with the year at the end; in the calendar its column's heading names. */
export function readDate(text: string, calendar: Calendar): CellReading<CalendarDate> {
  const plain = plainText(text).replace(ERA, '').replaceAll('‏', '');
  if (SERIAL.test(plain)) return wrong('DATE_SERIAL');
  const yearFirst = YEAR_FIRST.exec(plain);
  const dayFirst = yearFirst ? null : DAY_FIRST.exec(plain);
  const [year, month, day] = (
    yearFirst ? [yearFirst[1], yearFirst[2], yearFirst[3]] : [dayFirst?.[3], dayFirst?.[2], dayFirst?.[1]]
  ).map(Number);
  if (year === undefined || month === undefined || day === undefined || Number.isNaN(year))
    return wrong('DATE_FORM');
  if (calendar === 'hijri') {
    if (year >= 1700) return wrong('DATE_GREGORIAN');
    if (year < 1300 || year > 1600) return wrong('DATE_UNKNOWN');
    const date = gregorianOfHijri(year, month, day);
    return date === undefined ? wrong('DATE_UNKNOWN') : { value: date };
  }
  if (year >= 1300 && year < 1600) return wrong('DATE_HIJRI');
  if (year < 1900 || year > 2200) return wrong('DATE_UNKNOWN');
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && daysAfterIsSame(date)
    ? { value: date }
    : wrong('DATE_UNKNOWN');
}

/** Whether a day is in the calendar: 30 February would become another day. */
const daysAfterIsSame = (date: CalendarDate) => daysAfter(date, 0) === date;

const TIME = /^(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2})[:.](\d{2})(?:[:.]00)?\s*(am|pm|ص|م|صباحا|مساء)?\.?$/i;

/** A time of day, `HH:MM`, from 24-hour or 12-hour writing. */
export function readTime(text: string): CellReading<string> {
  const match = TIME.exec(plainText(text).replace(/[\u064b-\u0652]/g, ''));
  if (!match) return wrong('TIME_FORM');
  let hour = Number(match[1]);
  const half = match[3]?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return wrong('TIME_FORM');
    hour = (hour % 12) + (half === 'pm' || half.startsWith('م') ? 12 : 0);
  }
  if (hour > 23 || Number(match[2]) > 59) return wrong('TIME_FORM');
  return { value: `${String(hour).padStart(2, '0')}:${match[2]}` };
}

const CLOCK = /^(-?)(\d{1,6})[:](\d{1,2})(?::\d{2})?$/;
const DECIMAL = /^-?\d{1,7}(?:[.,٫،]\d{1,15})?$/;
/** A thousand, or one and no thousandths: nobody can tell. */
const THOUSANDS_OR_DECIMALS = /^-?[1-9]\d{0,2}[,،]\d{3}$/;

/** Hours as whole minutes, from `7.5`, `7:30` or `٧٫٥`; rounded to the minute, never to zero. */
export function readHours(text: string): CellReading<number> {
  const plain = plainText(text);
  const clock = CLOCK.exec(plain);
  if (clock) {
    const [, sign, hours, minutes] = clock;
    if (Number(minutes) > 59) return wrong('HOURS_FORM');
    return notNegative((sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)));
  }
  if (!DECIMAL.test(plain) || THOUSANDS_OR_DECIMALS.test(plain)) return wrong('HOURS_FORM');
  return notNegative(Number(plain.replace(/[,٫،]/, '.')) * 60);
}

const notNegative = (minutes: number): CellReading<number> => {
  const whole = Math.round(minutes);
  return minutes > 0 && whole > 0 ? { value: whole } : wrong('HOURS_NOT_POSITIVE');
};

/** A whole number that isn't negative; thousands may be set apart. */
export function readCount(text: string): CellReading<number> {
  const plain = plainText(text).replace(/(?<=\d)[,٬ ](?=\d{3}(?:\D|$))/g, '');
  if (!/^\d{1,9}(?:[.,]0+)?$/.test(plain)) return wrong('NUMBER_FORM');
  return { value: Number.parseInt(plain, 10) };
}

/** The words people write for each choice besides its English code: first the one that they are told in Arabic. */
export type ChoiceWords<T extends string> = Readonly<Record<T, readonly [inArabic: string, ...string[]]>>;

/** One of some choices, by its English code or the words people write for it. */
export function readChoice<T extends string>(text: string, choices: ChoiceWords<T>): CellReading<T> {
  const choice = wordsOf(choices).get(foldWord(text));
  if (choice !== undefined) return { value: choice as T };
  const inArabic = Object.values<ChoiceWords<T>[T]>(choices).map(([word]) => word);
  return wrong('CHOICE_UNKNOWN', {
    choices: Object.keys(choices).join(', '),
    choicesInArabic: inArabic.join('، '),
  });
}

const folded = new WeakMap<object, ReadonlyMap<string, string>>();

function wordsOf(choices: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const kept = folded.get(choices);
  if (kept) return kept;
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

export function readEmail(text: string): CellReading<string> {
  const plain = plainText(text);
  return plain.length <= 254 && EMAIL.test(plain) ? { value: plain } : wrong('EMAIL_FORM');
}

/** Letters lost to a wrong encoding, or Arabic read as if it were Latin: of each letter a Ø or Ù and a sign. */
const GARBLED = /\ufffd|(?:[Ø-Û][^\sA-Za-z\u0600-\u06ff]){2}/;

const UNSAFE_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\u2060-\u2064\ufff9-\ufffb]/u;

/** Free text for printing: one line, without controls, direction overrides and formulas. */
export function readTitle(text: string, longest: number): CellReading<string> {
  const title = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\u200e\u200f\u061c]+|[\s\u200e\u200f\u061c]+$/g, '');
  if (GARBLED.test(title)) return wrong('TEXT_GARBLED');
  if (/^[=+@|%\t-]/.test(title)) return wrong('CELL_FORMULA');
  const unsafe = UNSAFE_TEXT.exec(title)?.[0];
  if (unsafe !== undefined) return wrong('TEXT_FORM', { codePoint: codePointOf(unsafe) });
  return [...title].length <= longest && /\p{L}/u.test(title)
    ? { value: title }
    : wrong('TEXT_FORM', { longest });
}
