import { type CalendarDate, localTime } from '../../domain/calendar-date.ts';
import { type CellReading, failure, MAX_VALUE_LENGTH, plainText } from './cell-text.ts';
import { HALF, hourOf } from './day-half.ts';
import { type DateMarks, type DateRules, readDate } from './read-date.ts';
import { isTimeRange } from './time-range.ts';
import { instantOf, withoutZoneName, ZONE } from './time-zone.ts';

/** A time of day as `HH:MM`, with its day if one is written. `24:00` is the end of a day. */
export interface DayTime {
  readonly time: string;
  readonly day?: CalendarDate;
}

/** A time of day, or the problem with it, and what the reading of its date decided. */
export type TimeReading = CellReading<DayTime> & DateMarks & { readonly secondsDropped?: true };

const CLOCK = new RegExp(
  `^([0-2]?\\d)\\s?(?:[:.٫]|h)\\s?([0-5]\\d)(?:[:.]([0-5]\\d)(?:[.,]\\d+)?)?\\s*(${HALF})?\\.?$`,
  'i',
);
const HOUR_ALONE = new RegExp(`^([0-2]?\\d)\\s*(?:h|(${HALF}))\\.?$`, 'i');
const DIGITS = new RegExp(`^([0-2]?\\d)([0-5]\\d)\\s*(${HALF})?\\.?$`, 'i');
/** «ص 8:30», `AM 8:30` */
const HALF_FIRST = new RegExp(`^(${HALF})\\s?(\\d[\\d:.٫]*)$`, 'i');
/** A day, then a time. The time is what follows the last space or `T` before digits. */
const WITH_DAY = new RegExp(
  `^(.*[\\d\\p{L}.,]{2})(?:[T]|[\\s,]+)(\\d{1,2}:\\d{2}.*|\\d{1,2}\\s*${HALF})$`,
  'iu',
);
/** Words for a time that is the same every day. */
const NOON = /^(?:(?:12|12[:.]00)\s*)?(?:(?:at )?noon|mid-?day|منتصف النهار)\.?$/i;
const MIDNIGHT = /^(?:(?:12|12[:.]00|0?0[:.]00)\s*)?(?:(?:at )?mid-?night|منتصف الليل)\.?$/i;
/** Words for a part of the day, or for a prayer, whose time is another every day. */
const PART_OF_DAY = new RegExp(
  `^(?:in the |after |before |بعد |قبل |صلاة )*(?:(?:ال|وقت )?(?:فجر|ضحى|ظهر|عصر|مغرب|عشاء|صباح|مساء|ليل)ا?|morning|afternoon|evening|night|${HALF})$`,
  'i',
);
const AT_ZONE = new RegExp(`\\s*(${ZONE})$`, 'i');

/** Reads a time of day in 24-hour or 12-hour notation, or noon or midnight, with or without its day. Seconds are left out. */
export function readTime(text: string, dates: DateRules): TimeReading {
  const plain = withoutZoneName(plainText(text))
    .replace(/[\u064b-\u0652]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^(?:الساعة|الساعه)\s*/, '')
    .replace(HALF_FIRST, '$2 $1')
    .replace(/(?<=\d{2})\s?(?:hrs|hours)\.?$/i, '');
  if (plain.length > MAX_VALUE_LENGTH) return failure('TIME_FORM');
  const alone = timeOfDay(plain);
  if (alone !== undefined) return alone;
  if (isTimeRange(plain)) return failure('TIME_RANGE');
  const [match, date, time = ''] = WITH_DAY.exec(plain) ?? [];
  if (match === undefined || date === undefined)
    return failure(PART_OF_DAY.test(plain) ? 'TIME_PART_OF_DAY' : 'TIME_FORM');
  const clock = timeOfDay(time.replace(AT_ZONE, ''));
  if (clock === undefined) return failure('TIME_FORM');
  const day = readDate(date, dates);
  if ('problem' in day) return day;
  if ('problem' in clock) return clock;
  const zone = AT_ZONE.exec(time)?.[1];
  const { value: dayValue, ...marks } = day;
  const value = { ...clock.value, day: dayValue };
  const local = zone === undefined ? value : inIssuersZone(value, zone, dates.timeZones);
  return local === undefined ? failure('DATE_ZONE') : { ...clock, ...marks, value: local };
}

/** Converts a time with a time zone to the issuers' time; undefined if their clocks show different times. */
function inIssuersZone(
  { day, time }: { readonly day: CalendarDate; readonly time: string },
  zone: string,
  timeZones: readonly string[],
): { readonly day: CalendarDate; readonly time: string } | undefined {
  const instant = instantOf(day, time, zone);
  if (instant === undefined) return undefined;
  const [local, ...others] = new Set(timeZones.map((timeZone) => localTime(timeZone, Date.parse(instant))));
  if (local === undefined || others.length > 0) return undefined;
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

/** Reads a time of day; undefined if the text has another form. */
function timeOfDay(text: string): TimeReading | undefined {
  if (NOON.test(text)) return { value: { time: '12:00' } };
  // An end at 00:00 is on the next day.
  if (MIDNIGHT.test(text)) return { value: { time: '00:00' } };
  const clock = CLOCK.exec(text) ?? DIGITS.exec(text);
  const alone = clock === null ? HOUR_ALONE.exec(text) : null;
  if (clock === null && alone === null) return undefined;
  const withSeconds = clock !== null && clock.length === 5;
  const half = clock === null ? alone?.[2] : clock[withSeconds ? 4 : 3];
  const minute = clock?.[2] ?? '00';
  const hour = hourOf(Number(clock?.[1] ?? alone?.[1]), half);
  // `0.25` may be a quarter of a day, as a spreadsheet stores 06:00.
  if (hour === undefined || /^0[.٫]/.test(text)) return failure('TIME_FORM');
  if (hour === 24 && minute !== '00') return failure('TIME_FORM');
  const value = { time: `${String(hour).padStart(2, '0')}:${minute}` };
  const seconds = withSeconds ? Number(clock[3] ?? 0) : 0;
  return seconds > 0 ? { value, secondsDropped: true } : { value };
}
