import { foldWord, plainText } from './values/cell-text.ts';
import { monthOf } from './values/month-names.ts';

/** A month of a year, as written above a table. */
export interface WrittenMonth {
  readonly calendar: 'gregorian' | 'hijri';
  readonly year: number;
  readonly month: number;
}

const WHOLE_DATE =
  /\d{1,2}\s?[-/.\\]\s?\d{1,2}\s?[-/.\\]\s?\d{4}|\d{4}\s?[-/.\\]\s?\d{1,2}\s?[-/.\\]\s?\d{1,2}/g;
/** A cell that holds the first of a month may show the month only. */
const FIRST_OF_MONTH =
  /((?:^|\s)(?:ال|ل)?شهر\s{0,9}[:：]?\s{0,9}|\bmonth\s{0,9}[:：]?\s{0,9})(\d{4})-(\d{2})-01(?!\d)/gi;
const MONTH_AND_YEAR = /(?<!\d)(?:(\d{1,2})\s?[-/\\]\s?(\d{4})|(\d{4})\s?[-/\\]\s?(\d{1,2}))(?!\d)/g;
/** When a sheet was printed says nothing about its days. */
const PRINTED = /طباع|طُبع|طبع في|تحديث|print|updated|generated|exported/i;
const PREPARED = /[إا]عداد|تاريخ (?:ال)?(?:تقرير|خطاب|كشف)|prepared|report date/i;
const MONTH_LABELS = new Set(['شهر', 'الشهر', 'لشهر', 'month'].map(foldWord));
const YEAR_LABELS = new Set(['سنة', 'السنة', 'لسنة', 'عام', 'العام', 'لعام', 'year'].map(foldWord));

/** Returns whether a text says when a sheet was made or printed, which says nothing about its days. */
export const saysWhenMade = (text: string): boolean => PRINTED.test(text) || PREPARED.test(text);

/** Returns the one month that texts above a table name; undefined if they name none, or more than one. */
export function monthAbove(texts: readonly string[]): WrittenMonth | undefined {
  const [first, ...others] = monthsNamed(texts);
  return others.length === 0 ? first : undefined;
}

/** Returns the months that texts name, each once. */
export function monthsNamed(texts: readonly string[]): WrittenMonth[] {
  const plain = texts
    .map((text) => plainText(text).replace(/[\u064b-\u0652]/g, ''))
    .filter((text) => !PRINTED.test(text))
    .map((text) => text.replace(FIRST_OF_MONTH, '$1$3/$2').replace(WHOLE_DATE, ' '));
  const found = plain.flatMap((text) => [...numericIn(text), ...namedIn(text)]);
  const said = found.length > 0 ? found : labelledIn(plain.join(' '));
  return said.filter((month, index) => said.findIndex((other) => isSameMonth(month, other)) === index);
}

/** Whether two texts name one month of one calendar. */
export const isSameMonth = (one: WrittenMonth, other: WrittenMonth): boolean =>
  one.calendar === other.calendar && one.year === other.year && one.month === other.month;

/** Returns the text of a day of a month as a whole date. */
export const dayOfMonth = ({ calendar, year, month }: WrittenMonth, day: number): string => {
  const padded = [month, day].map((number) => String(number).padStart(2, '0'));
  return calendar === 'gregorian' ? `${year}-${padded.join('-')}` : `${year}/${padded.join('/')} هـ`;
};

function* numericIn(text: string): Generator<WrittenMonth> {
  for (const [, month, year, yearFirst, monthLast] of text.matchAll(MONTH_AND_YEAR)) {
    const read = monthOfYear(Number(month ?? monthLast), Number(year ?? yearFirst));
    if (read !== undefined) yield read;
  }
}

/** Yields months by name with the year behind or before them; of several names in a text each, whatever stands beside it. */
function* namedIn(text: string): Generator<WrittenMonth> {
  const words = wordsOf(text);
  const names = monthNamesIn(words);
  const isYearOf = (calendar: WrittenMonth['calendar']) => (word: string | undefined) =>
    word !== undefined && /^\d{4}$/.test(word) && calendarOf(Number(word)) === calendar;
  for (const { calendar, month, start, end } of names) {
    const beside = [words[end], words[start - 1], ...(names.length > 1 ? words : [])];
    const year = beside.find(isYearOf(calendar));
    if (year !== undefined) yield { calendar, year: Number(year), month };
  }
}

/** Returns a month and a year that stand behind «شهر» and «سنة». */
function labelledIn(text: string): WrittenMonth[] {
  const words = wordsOf(text);
  const behind = (labels: ReadonlySet<string>) =>
    words.flatMap((word, index) => (labels.has(foldWord(word)) ? [index + 1] : []));
  const years = behind(YEAR_LABELS).flatMap((index) =>
    /^\d{4}$/.test(words[index] ?? '') ? [Number(words[index])] : [],
  );
  const names = monthNamesIn(words);
  return behind(MONTH_LABELS).flatMap((index) => {
    const name = names.find(({ start }) => start === index);
    const number = /^\d{1,2}$/.test(words[index] ?? '') ? Number(words[index]) : undefined;
    return years.flatMap((year) => {
      const read = monthOfYear(name?.month ?? number ?? 0, year);
      return read === undefined || (name !== undefined && name.calendar !== read.calendar) ? [] : [read];
    });
  });
}

/** Returns whether a text is only the name of a month. */
export const isMonthName = (text: string): boolean => monthOf(plainText(text)) !== undefined;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}]+|\d+/gu) ?? [];

/** Returns the names of months in words; `end` is the index behind a name, which may have two words. */
function monthNamesIn(words: readonly string[]) {
  const found: { month: number; calendar: WrittenMonth['calendar']; start: number; end: number }[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const one = words[start] ?? '';
    const two = words[start + 1] === undefined ? undefined : monthOf(`${one} ${words[start + 1]}`);
    // «لمارس», «بمارس»
    const named = two ?? monthOf(one) ?? monthOf(one.replace(/^[لب](?=\p{L}{3})/u, ''));
    if (named === undefined) continue;
    const end = start + (two === undefined ? 1 : 2);
    found.push({ ...named, start, end });
    start = end - 1;
  }
  return found;
}

function monthOfYear(month: number, year: number): WrittenMonth | undefined {
  const calendar = calendarOf(year);
  return calendar === undefined || month < 1 || month > 12 ? undefined : { calendar, year, month };
}

const calendarOf = (year: number): WrittenMonth['calendar'] | undefined =>
  year >= 1300 && year < 1600 ? 'hijri' : year >= 1900 && year <= 2200 ? 'gregorian' : undefined;
