import { type CalendarDate, type Instant, localTime } from '../domain/calendar-date.ts';
import type { CountryProfile } from '../domain/issuer.ts';
import {
  dateInArabic,
  dateInEnglish,
  digitsOf,
  gregorianInArabic,
} from '../domain/wording/dates-in-words.ts';
import { inDigits } from '../domain/wording/digits.ts';
import { hoursInArabic, hoursInEnglish } from '../domain/wording/hours-in-words.ts';
import type { Language } from './language.ts';

/** Numbers, days and times as one reader reads them. */
export interface ReaderFormat {
  /** The day as people write it in a line of text. */
  day(date: CalendarDate): string;
  /** The day as the certificate prints it, in both calendars of a country that has two. */
  dayInFull(date: CalendarDate): string;
  hours(minutes: number): string;
  /** A moment where the issuer is: its day, `14:03`, and the zone whose clock that is. */
  moment(instant: Instant): { readonly date: string; readonly time: string; readonly timeZone: ClockZone };
  places(values: readonly number[]): string;
}

export type ClockZone = 'Asia/Riyadh' | 'Asia/Baghdad';

const ZONES: Readonly<Record<CountryProfile, ClockZone>> = { SA: 'Asia/Riyadh', IQ: 'Asia/Baghdad' };

/** How a reader of a language reads the dates and numbers of a country's issuer. */
export function readerFormat(language: Language, country: CountryProfile): ReaderFormat {
  const timeZone = ZONES[country];
  const digits = language === 'ar' ? digitsOf(country) : 'latn';
  const day = (date: CalendarDate) =>
    language === 'ar' ? withItsEra(gregorianInArabic(date, country)) : dateInEnglish(date);
  return {
    day,
    dayInFull: (date) =>
      remembered(`${language}${country}${date}`, () =>
        language === 'ar' ? withItsEra(dateInArabic(date, country)) : dateInEnglish(date),
      ),
    hours: (minutes) =>
      language === 'ar' ? hoursInArabic(minutes, { case: 'nominative', digits }) : hoursInEnglish(minutes),
    moment: (instant) => {
      const local = localTime(timeZone, Date.parse(instant));
      return { date: day(local.slice(0, 10)), time: inDigits(local.slice(11, 16), digits), timeZone };
    },
    places: (values) => inDigits(values.join(language === 'ar' ? '، ' : ', '), digits),
  };
}

/** On a narrow screen the letter of the era stays on the line of its year. */
const withItsEra = (text: string): string => text.replace(/ (?=(?:هـ|م)(?: |$))/g, '\u00a0');

/** Days come again: those of an opportunity are on all its certificates. */
const days = new Map<string, string>();
const MOST_DAYS = 2_000;

function remembered(key: string, write: () => string): string {
  let text = days.get(key);
  if (text === undefined) {
    if (days.size >= MOST_DAYS) days.clear();
    text = write();
    days.set(key, text);
  }
  return text;
}
