import { type CalendarDate, DAY_MS } from '../../domain/calendar-date.ts';

/** 1 Muharram 1300 in the Umm al-Qura calendar. */
const FIRST_YEAR = 1300;
const FIRST_DAY = Date.UTC(1882, 10, 12);
const MEAN_MONTH_DAYS = 29.530588;

const calendar = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});
const monthStarts = new Map<string, number>();

/** Returns the Gregorian date of an Umm al-Qura date; undefined if the month has no such day. */
export function gregorianOfHijri(year: number, month: number, day: number): CalendarDate | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 30) return undefined;
  const start = monthStart(year, month);
  const milliseconds = start + (day - 1) * DAY_MS;
  const shown = hijriOf(milliseconds);
  if (shown.year !== year || shown.month !== month || shown.day !== day) return undefined;
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** Returns whether a day that is written in both calendars may be the same: Hijri calendars differ by a day. */
export const isSameDayInBoth = (one: CalendarDate, other: CalendarDate): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= DAY_MS;

/** Returns the first day of a month: estimates it from the mean length of a month, then corrects by a few days. */
function monthStart(year: number, month: number): number {
  const key = `${year}-${month}`;
  const cached = monthStarts.get(key);
  if (cached !== undefined) return cached;
  const months = (year - FIRST_YEAR) * 12 + month - 1;
  let estimate = FIRST_DAY + Math.round(months * MEAN_MONTH_DAYS) * DAY_MS;
  for (let step = 0; step < 10; step += 1) {
    const shown = hijriOf(estimate);
    const ahead = (shown.year - year) * 12 + shown.month - month;
    if (ahead === 0 && shown.day === 1) break;
    estimate -= (ahead < 0 ? -1 : ahead > 0 ? shown.day : shown.day - 1) * DAY_MS;
  }
  monthStarts.set(key, estimate);
  return estimate;
}

function hijriOf(milliseconds: number): { year: number; month: number; day: number } {
  const parts = calendar.formatToParts(milliseconds);
  const field = (type: string) => Number.parseInt(parts.find((part) => part.type === type)?.value ?? '0', 10);
  return { year: field('year'), month: field('month'), day: field('day') };
}
