import { type CalendarDate, DAY_MS } from '../calendar-date.ts';

/** A day of the Umm al-Qura calendar; month 1 is Muharram. */
export interface HijriDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const FIRST_YEAR = 1318;
const FIRST_DAY = Date.UTC(1900, 3, 30) / DAY_MS;

/**
 * The published month lengths of the Umm al-Qura calendar, three hexadecimal digits for each year from 1318 (1900) to
 * 1500 (2077): bit m−1 is set if month m has 30 days. Not `Intl`, because a printed date must not depend on the ICU
 * version of the machine; a test compares the two day by day.
 */
const LONG_MONTHS =
  '56db5a752f25e8ad16a56ab56b4da9b92b2564ba9b35a6d95d4da5d4aa955369752f46e96d46a953525d4bd9ba3b4b69' +
  'b2aa554ada5d2da6d9eaae94d2ac564aea6d56ad55d4aa9352ba5b53a6b5ea9d52d29a554ad56daea6e4ed1da2aaa95a' +
  '2da5b9bb27646c95552ab4dbaba5b4da9d52aa592d26d8ed2daad5aa5a4b4979372b6975d69d52c9592b25b4db9d55d2' +
  'da5d4aa9554daad3aabd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d36ab55aaa94d49d95d2ba5b55aad55a9a92e' +
  '26e55dada6d46a5b27a4d4ad56db5a754f49e92d26a563566b5baab92b2568ba9b55aada5b4da9b52a9a536276575af2' +
  '6d46a95552ad4bd9ba574b69b52a9552da5d4daad96b2e95e2ac9692eaad56ad65d4a';

const YEARS = LONG_MONTHS.length / 3;

/** Days from the first day to the beginning of each year, and of the year after the last. */
const YEAR_STARTS = (() => {
  const starts = new Int32Array(YEARS + 1);
  for (let i = 0; i < YEARS; i++) {
    let days = 12 * 29;
    for (let bits = longMonthsOf(i); bits; bits >>= 1) days += bits & 1;
    starts[i + 1] = (starts[i] ?? 0) + days;
  }
  return starts;
})();

/** Returns the Umm al-Qura date of a Gregorian day; null outside 1900-04-30 to 2077-11-16. */
export function ummAlQura(date: CalendarDate): HijriDate | null {
  const [gregorianYear = 0, gregorianMonth = 1, gregorianDay = 1] = date.split('-').map(Number);
  const days = Date.UTC(gregorianYear, gregorianMonth - 1, gregorianDay) / DAY_MS - FIRST_DAY;
  if (!(days >= 0 && days < (YEAR_STARTS[YEARS] ?? 0))) return null;
  // A year has 354 or 355 days: the quotient is the year or the one after it.
  let year = Math.min(YEARS - 1, Math.floor(days / 354));
  while ((YEAR_STARTS[year] ?? 0) > days) year--;
  const long = longMonthsOf(year);
  let left = days - (YEAR_STARTS[year] ?? 0);
  let month = 0;
  for (let length = 29 + (long & 1); left >= length; length = 29 + ((long >> month) & 1)) {
    left -= length;
    month++;
  }
  return { year: FIRST_YEAR + year, month: month + 1, day: left + 1 };
}

/** Returns the bits of a year's 30-day months, by index of the year. */
function longMonthsOf(year: number): number {
  return Number.parseInt(LONG_MONTHS.slice(3 * year, 3 * year + 3), 16);
}
