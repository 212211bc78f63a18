import { type CalendarDate, dayIn, daysAfter } from '../../domain/calendar-date.ts';
import type { DateOrder } from '../../domain/import/understanding.ts';
import type { Calendar } from '../read-headings.ts';
import { inBothCalendars, saysHijriYear } from './both-calendars.ts';
import { type CellReading, failure, MAX_VALUE_LENGTH, plainText } from './cell-text.ts';
import { HALF, hourOf } from './day-half.ts';
import { gregorianOfHijri, isSameDayInBoth } from './hijri-date.ts';
import { monthOf, weekdayOf } from './month-names.ts';
import { instantOf, withoutZoneName, ZONE } from './time-zone.ts';

/** How the dates of a column are read. */
export interface DateRules {
  readonly calendar: Calendar;
  readonly order: DateOrder;
  /** The time zones of the issuers for which a file is read. */
  readonly timeZones: readonly string[];
  /** Whether a year may have two digits: 25 is 2025. Not in birth dates, where it may be 1925. */
  readonly shortYears: boolean;
  /** The year of each calendar in which days without a year are, where the sheet names one. */
  readonly years?: Readonly<Partial<Record<Calendar, { readonly year: number } | null>>>;
}

/** What a date says about the order of day and month; `open` if it can be read both ways. */
export type OrderEvidence = 'dmy' | 'mdy' | 'open';

/** What the reading of a date decided. */
export interface DateMarks {
  /** Missing where the order of day and month doesn't matter. */
  readonly evidence?: OrderEvidence;
  /** Set where the year was written with two digits. */
  readonly shortYear?: true;
  /** Set where the year was not written, to the calendar whose year was taken. */
  readonly yearOf?: Calendar;
  /** Set where only the year says that the date is Hijri. */
  readonly hijriByYear?: true;
}

/** A date, or the problem with it. */
export type DateReading = CellReading<CalendarDate> & DateMarks;

/** A time of day, with a time zone or without one. */
const TIME_OF_DAY = new RegExp(
  `^[T ,،]\\s*(?:(?:at|الساعة)\\s+)?([0-2]?\\d:[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?)\\s*` +
    `(${HALF}(?=\\s|$))?\\s*(${ZONE})?$`,
  'i',
);
const SEPARATOR = '\\s?[-/.\\\\]\\s?';
const YEAR_FIRST = new RegExp(`^(\\d{4})${SEPARATOR}(\\d{1,2})${SEPARATOR}(\\d{1,2})(?!\\d)`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})${SEPARATOR}(\\d{1,2})${SEPARATOR}(\\d{4})(?!\\d)`);
const COMPACT = /^((?:14|19|20)\d{2})(\d{2})(\d{2})(?!\d)/;
/** The name of a month, or its names in two countries: «آذار/مارس». */
const WORD = "([\\p{L}\\p{M}][\\p{L}\\p{M}' /-]*?(?:\\s?[12](?=[\\s/-]))?)";
const GAP = '[\\s,،./-]+';
const DAY_MONTH_YEAR = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?[\\s,،./-]*(?:of )?${WORD}\\.?[\\s,،./-]*(\\d{4}|\\d{2})(?!\\d)`,
  'iu',
);
const MONTH_DAY_YEAR = new RegExp(`^${WORD}\\.?${GAP}(\\d{1,2})(?:st|nd|rd|th)?${GAP}(\\d{4})(?!\\d)`, 'iu');
const YEAR_MONTH_DAY = new RegExp(`^(\\d{4})${GAP}${WORD}${GAP}(\\d{1,2})(?!\\d)`, 'iu');
/** Serial day numbers of spreadsheets, for the 1950s to the 2060s. Whether they count from 1900 or 1904 is unknown. */
const SERIAL = /^[2-5]\d{4}(?:\.\d+)?$/;
const DAY_AND_MONTH = /^(\d{1,2})\s?[-/\\]\s?(\d{1,2})$/;
const DAY_THEN_MONTH = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s,،./-]*(?:of )?${WORD}\\.?$`, 'iu');
const MONTH_THEN_DAY = new RegExp(`^${WORD}\\.?${GAP}(\\d{1,2})(?:st|nd|rd|th)?$`, 'iu');
/** As a spreadsheet shows a month of a year: `Mar-25` may be any day of March 2025. */
const MONTH_OF_YEAR = /^[a-z]{3}-\d{2}$/i;
const ERA = /\s*(?:(هـ|ه|AH|هجري[ةه]?)|(م|AD|CE|ميلادي[ةه]?))\.?$/i;
/** A Hijri year of two digits that can be no day: 46 is 1446. */
const SHORT_HIJRI = new RegExp(`^(\\d{1,2})${SEPARATOR}(\\d{1,2})${SEPARATOR}(3[2-9]|[4-9]\\d)(?!\\d)`);
const CENTURIES: Readonly<Record<Calendar, number>> = { gregorian: 2000, hijri: 1400 };
/** Years that can be in the Hijri calendar only. */
const HIJRI_YEARS = { first: 1300, last: 1499 };

interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly calendar?: Calendar;
  /** Set where day and month are numbers with the year behind them. */
  readonly numeric?: true;
  readonly shortYear?: true;
  readonly yearOf?: Calendar;
  /** What follows the date. */
  readonly rest: string;
}

/**
 * Reads a date: numbers with the year first or last, or the name of a month; with a day of the week that fits; with a
 * time of day, which is left out, or converted to the issuers' day if it has a time zone.
 */
export function readDate(text: string, rules: DateRules): DateReading {
  const plain = withoutZoneName(plainText(text).replace(/[\u064b-\u0652]/g, '')).replace(
    AGREEING_WEEKDAY,
    (all, name) => (weekdayOf(name) === undefined ? all : `${name} `),
  );
  if (plain.length > MAX_VALUE_LENGTH) return failure('DATE_FORM');
  if (SERIAL.test(plain)) return failure('DATE_SERIAL');
  const both = inBothCalendars(plain);
  if (both) return readBoth(both, rules);
  const weekday = weekdayBeside(plain);
  const withoutWeekday = weekday === undefined ? plain : weekday.rest;
  const era = eraOf(withoutWeekday);
  const ofText = { ...rules, calendar: era ?? rules.calendar };
  const written =
    fieldsOf(withoutWeekday, ofText) ??
    fieldsOf(withoutEra(withoutWeekday), ofText) ??
    fieldsWithoutYear(withoutEra(withoutWeekday), rules);
  if (written === undefined) return failure('DATE_FORM');
  if (written === 'no year') return failure('DATE_YEAR_MISSING');
  const declared = written.calendar ?? era;
  const { first, last } = HIJRI_YEARS;
  const hijriByYear =
    declared === undefined && rules.calendar === 'gregorian' && written.year >= first && written.year <= last;
  const calendar = hijriByYear ? 'hijri' : (declared ?? rules.calendar);
  const { order, evidence } = orderOf(written, calendar, rules.order, weekday?.day);
  const fields = order === 'mdy' ? { ...written, day: written.month, month: written.day } : written;
  const reading = resolved(fields, calendar, declared !== undefined, rules);
  const marks = {
    ...(evidence === undefined ? {} : { evidence }),
    ...(fields.shortYear ? { shortYear: true as const } : {}),
    ...(fields.yearOf ? { yearOf: fields.yearOf } : {}),
    ...(hijriByYear ? { hijriByYear } : {}),
  };
  if ('problem' in reading) return { ...reading, ...marks };
  if (weekday !== undefined && dayOfWeek(reading.value) !== weekday.day)
    return { ...failure('DATE_WEEKDAY', { date: reading.value }), ...marks };
  return { ...reading, ...marks };
}

/** Reads a date in two calendars, of which the Gregorian one counts if the other is the same day. */
function readBoth([one, other]: readonly [string, string], rules: DateRules): DateReading {
  const texts = saysHijriYear(one) ? [one, other] : [other, one];
  const [hijri, gregorian] = texts.map((text, index) =>
    readDate(text, { ...rules, calendar: index === 0 ? 'hijri' : 'gregorian' }),
  );
  if (hijri === undefined || gregorian === undefined || 'problem' in hijri || 'problem' in gregorian)
    return failure('DATE_FORM');
  return isSameDayInBoth(gregorian.value, hijri.value)
    ? gregorian
    : failure('DATE_OTHER_CALENDAR', { date: hijri.value });
}

/** A day of the week that is joined to the date behind it: «السبت الموافق 1/3/2025». */
const AGREEING_WEEKDAY = /^(?:يوم\s+)?(\p{L}+)\s*[,،]?\s+(?:ال)?موافق[ةه]?\s*:?\s*(?:لـ\s*)?(?=\d)/u;

const dayOfWeek = (day: CalendarDate): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Splits a day of the week from the start of a date, or from its end. */
function weekdayBeside(text: string): { readonly day: number; readonly rest: string } | undefined {
  // Nearly every date has no letter.
  if (!/\p{L}/u.test(text)) return undefined;
  const match =
    /^(?:يوم\s+)?(?<name>\p{L}+)\.?\s*[,،]?\s+(?<rest>\S.*)$/u.exec(text) ??
    /^(?<rest>.*[\d\p{L}])[\s,،(-]+(?:يوم\s+)?(?<name>\p{L}{3,})\)?$/u.exec(text);
  const { name = '', rest = '' } = match?.groups ?? {};
  const day = weekdayOf(name);
  return day === undefined ? undefined : { day, rest: rest.trim() };
}

const withoutEra = (text: string): string => text.replace(ERA, '');

function eraOf(text: string): Calendar | undefined {
  // After a time of day, «م» says that it is the afternoon.
  if (/:\d{2}\s*\S+$/.test(text)) return undefined;
  const match = ERA.exec(text);
  return match === null ? undefined : match[1] === undefined ? 'gregorian' : 'hijri';
}

/** Returns the numbers of a date, as if the day came first; undefined if the text isn't a date. */
function fieldsOf(text: string, { shortYears, calendar }: DateRules): Fields | undefined {
  const read = (
    match: RegExpExecArray | null,
    year: number,
    month: number,
    day: number,
  ): Fields | undefined => {
    const word = match?.[month] ?? '';
    const named = /^\d/.test(word) ? undefined : monthOf(word);
    const yearText = match?.[year] ?? '';
    const rest = text.slice(match?.[0].length ?? 0);
    const shortYear = yearText.length === 2;
    if (!match || (named === undefined && !/^\d/.test(word)) || (shortYear && !shortYears)) return undefined;
    if (rest !== '' && !TIME_OF_DAY.test(rest)) return undefined;
    return {
      year: Number(yearText) + (shortYear ? CENTURIES[named?.calendar ?? calendar] : 0),
      month: named?.month ?? Number(word),
      day: Number(match[day]),
      ...(named === undefined ? {} : { calendar: named.calendar }),
      ...(shortYear ? { shortYear: true } : {}),
      rest,
    };
  };
  const short = calendar === 'hijri' ? SHORT_HIJRI.exec(text) : null;
  const numeric = read(YEAR_LAST.exec(text) ?? short, 3, 2, 1);
  if (numeric) return { ...numeric, numeric: true };
  return (
    read(YEAR_FIRST.exec(text), 1, 2, 3) ??
    read(COMPACT.exec(text), 1, 2, 3) ??
    read(DAY_MONTH_YEAR.exec(text), 3, 2, 1) ??
    read(MONTH_DAY_YEAR.exec(text), 3, 1, 2) ??
    read(YEAR_MONTH_DAY.exec(text), 1, 2, 3)
  );
}

/** Returns the numbers of a day without its year, with the year that the sheet names; undefined if the text is none. */
function fieldsWithoutYear(text: string, { calendar, years }: DateRules): Fields | 'no year' | undefined {
  if (MONTH_OF_YEAR.test(text)) return undefined;
  const [numeric, dayFirst, ofMonth = ''] = DAY_AND_MONTH.exec(text) ?? [];
  const [, dayBefore, monthBehind = ''] = DAY_THEN_MONTH.exec(text) ?? [];
  const [, monthBefore = monthBehind, dayBehind] = MONTH_THEN_DAY.exec(text) ?? [];
  const named = monthOf(monthBefore);
  if (numeric === undefined && named === undefined) return undefined;
  const yearOf = named?.calendar ?? calendar;
  const year = years?.[yearOf]?.year;
  if (year === undefined) return 'no year';
  const day = Number(dayFirst ?? dayBefore ?? dayBehind);
  const ofText = { year, month: named?.month ?? Number(ofMonth), day, yearOf, rest: '' };
  return named === undefined ? { ...ofText, numeric: true } : { ...ofText, calendar: yearOf };
}

/** Returns whether a text is a day of a month without a year. */
export const isWithoutYear = (text: string): boolean => {
  // Nearly every date has its year.
  if (/\p{Nd}{4}/u.test(text)) return false;
  const rules = { calendar: 'gregorian', order: 'dmy', timeZones: [], shortYears: false } as const;
  const reading = readDate(text, rules);
  return 'problem' in reading && reading.problem.code === 'DATE_YEAR_MISSING';
};

/** Returns the order in which a date is read, and what it says about the order of the file. */
function orderOf(
  { numeric, day: first, month: second, year }: Fields,
  calendar: Calendar,
  rule: DateOrder,
  weekday: number | undefined,
): { readonly order: DateOrder; readonly evidence?: OrderEvidence } {
  if (!numeric || first === second) return { order: 'dmy' };
  if (first > 12 && second <= 12) return { order: rule, evidence: 'dmy' };
  if (second > 12 && first <= 12) return { order: rule, evidence: 'mdy' };
  if (first > 12) return { order: rule };
  const fits = (month: number, day: number) => {
    const date =
      calendar === 'hijri'
        ? gregorianOfHijri(year, month, day)
        : new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
    return date !== undefined && dayOfWeek(date) === weekday;
  };
  if (weekday !== undefined && fits(second, first) !== fits(first, second))
    return { order: rule, evidence: fits(second, first) ? 'dmy' : 'mdy' };
  return { order: rule, evidence: 'open' };
}

/** Returns the day of a date in its calendar. `declared`: the date itself says which calendar it is in. */
function resolved(
  { year, month, day, rest }: Fields,
  calendar: Calendar,
  declared: boolean,
  { timeZones }: DateRules,
): CellReading<CalendarDate> {
  if (calendar === 'hijri') {
    if (year >= 1700) return failure(declared ? 'DATE_UNKNOWN' : 'DATE_GREGORIAN');
    const date = year < 1300 || year > 1600 ? undefined : gregorianOfHijri(year, month, day);
    return date === undefined ? failure('DATE_UNKNOWN') : { value: date };
  }
  // A year of fewer digits than four makes no date that can be compared.
  if (year < 1900 || year > 2200) return failure('DATE_UNKNOWN');
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= 31 && daysAfter(date, 0) === date;
  if (!exists) return failure('DATE_UNKNOWN');
  return dayOfIssuers(date, rest, timeZones);
}

/** Returns the day of an instant in the issuers' time zones, or the day itself if no time zone is written. */
function dayOfIssuers(
  date: CalendarDate,
  rest: string,
  timeZones: readonly string[],
): CellReading<CalendarDate> {
  const [, time, half, zone] = TIME_OF_DAY.exec(rest) ?? [];
  if (time === undefined || zone === undefined) return { value: date };
  const [hour = '', minute = ''] = time.split(':');
  const ofDay = hourOf(Number(hour), half);
  const instant =
    ofDay === undefined ? undefined : instantOf(date, `${String(ofDay).padStart(2, '0')}:${minute}`, zone);
  if (instant === undefined) return failure('DATE_UNKNOWN');
  const days = new Set(timeZones.map((timeZone) => dayIn(timeZone, instant)));
  const [day = date] = days;
  return days.size !== 1 ? failure('DATE_ZONE') : { value: day };
}
