import { type CalendarDate, type Instant, localTime } from '../domain/calendar-date.ts';
import type { CountryProfile, Period } from '../domain/issuer.ts';
import { type CountForm, countForm } from '../domain/wording/count-form.ts';
import {
  dateInArabic,
  dateInEnglish,
  digitsIn,
  gregorianInArabic,
  periodInArabic,
  spanInEnglish,
} from '../domain/wording/dates-in-words.ts';
import { inDigits, wholeNumber } from '../domain/wording/digits.ts';
import { hoursInArabic, hoursInEnglish } from '../domain/wording/hours-in-words.ts';
import { keepTogether } from '../domain/wording/keep-together.ts';
import type { Language } from '../domain/wording/language.ts';

/** Formats numbers, days and times for a reader. */
export interface ReaderFormat {
  /** Formats a day for a line of text. */
  day(date: CalendarDate): string;
  /** Formats a day as the certificate prints it, in both calendars of a country that uses two. */
  dayInFull(date: CalendarDate): string;
  /** Formats a period as the certificate prints it: one range, with its equivalent in the other calendar. */
  period(period: Period): string;
  /** Formats minutes as hours and minutes in words. */
  hours(minutes: number): string;
  /** Formats an instant in the country's time zone: the day, the time (`14:03`) and the zone. */
  moment(instant: Instant): { readonly date: string; readonly time: string; readonly timeZone: ClockZone };
  /** Formats a list of numbers: `3, 5 and 7`, «٣ و٥ و٧». */
  numbers(values: readonly number[]): string;
  /** Formats one number with its thousands grouped: `1,234`, «١٬٢٣٤». */
  number(value: number): string;
  /** Fills a number of things into the text for it, at `{count}`. */
  counted(texts: CountedTexts, count: number): string;
  /** Returns which wording a number of things takes; Arabic has one of its own for two. */
  plural(count: number): 'one' | 'two' | 'other';
}

/** A text about a number of things, in the form that each number asks for. */
export type CountedTexts = Readonly<Record<CountForm, string>>;

/** Time zones that pages can name a city for. */
export type ClockZone = 'Asia/Riyadh' | 'Asia/Baghdad';

const ZONES: Readonly<Record<CountryProfile, ClockZone>> = { SA: 'Asia/Riyadh', IQ: 'Asia/Baghdad' };

const LISTS: Readonly<Record<Language, Intl.ListFormat>> = {
  ar: new Intl.ListFormat('ar', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};

/** Returns the format for a reader's language and an issuer's country. */
export function readerFormat(language: Language, country: CountryProfile): ReaderFormat {
  const timeZone = ZONES[country];
  const digits = digitsIn(language, country);
  const day = (date: CalendarDate) =>
    keepTogether(language === 'ar' ? gregorianInArabic(date, country) : dateInEnglish(date));
  return {
    day,
    dayInFull: (date) =>
      cached(`${language}${country}${date}`, () =>
        keepTogether(language === 'ar' ? dateInArabic(date, country) : dateInEnglish(date)),
      ),
    period: (period) =>
      cached(`${language}${country}${period.from}${period.to}`, () =>
        keepTogether(language === 'ar' ? periodInArabic(period, country) : spanInEnglish(period)),
      ),
    hours: (minutes) =>
      language === 'ar' ? hoursInArabic(minutes, { case: 'nominative', digits }) : hoursInEnglish(minutes),
    moment: (instant) => {
      const local = localTime(timeZone, Date.parse(instant));
      return { date: day(local.slice(0, 10)), time: inDigits(local.slice(11, 16), digits), timeZone };
    },
    numbers: (values) => inDigits(LISTS[language].format(values.map(String)), digits),
    number: (value) => wholeNumber(value, digits),
    counted: (texts, count) => texts[countForm(count)].replace('{count}', wholeNumber(count, digits)),
    plural: (count) => (count === 1 ? 'one' : count === 2 ? 'two' : 'other'),
  };
}

/** Formatted days. They repeat: the days of an opportunity are on all its certificates. */
const days = new Map<string, string>();
const MOST_DAYS = 2_000;

function cached(key: string, format: () => string): string {
  let text = days.get(key);
  if (text === undefined) {
    if (days.size >= MOST_DAYS) days.clear();
    text = format();
    days.set(key, text);
  }
  return text;
}
