/** A day without change of the clocks, in milliseconds. */
export const DAY_MS = 86_400_000;

/** A calendar day without a time zone, `YYYY-MM-DD`, compared as text. */
export type CalendarDate = string;

/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export type Instant = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the calendar day of an instant in an IANA time zone. */
export function dayIn(timeZone: string, instant: Instant): CalendarDate {
  return localTime(timeZone, Date.parse(instant)).slice(0, 10);
}

/** Returns the local time of an instant (milliseconds since 1970) in a time zone, as `YYYY-MM-DDTHH:MM:SS`. */
export function localTime(timeZone: string, milliseconds: number): string {
  const parts = formatOf(timeZone).formatToParts(milliseconds);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/**
 * Returns the instant of a local day and time (`HH:MM`) in a time zone. When clocks are put back, a time that occurs
 * twice is the first one; when they are put forward, a skipped time is taken as if they had not been: 02:30 becomes
 * 03:30.
 */
export function instantAt(timeZone: string, date: CalendarDate, time: string): Instant {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const before = wanted - offsetAt(timeZone, wanted - DAY_MS);
  const after = wanted - offsetAt(timeZone, wanted + DAY_MS);
  const shows = (instant: number) => instant + offsetAt(timeZone, instant) === wanted;
  // The two differ only within a day of a clock change.
  return new Date(shows(before) || !shows(after) ? before : after).toISOString();
}

/** A range of instants; unbounded where an end is missing. */
export interface InstantRange {
  /** The first instant. */
  readonly from?: Instant;
  /** The first instant after the range. */
  readonly until?: Instant;
}

/** A range of days, both included; unbounded where an end is missing. */
export interface DayRange {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

/**
 * Returns the instants of a range of days in a time zone. Every list that is filtered by days means them so: the day is
 * the issuer's, as documents and pages show it.
 */
export const instantsOf = ({ from, to }: DayRange, timeZone: string): InstantRange => ({
  ...(from === undefined ? {} : { from: instantAt(timeZone, from, '00:00') }),
  ...(to === undefined ? {} : { until: instantAt(timeZone, daysAfter(to, 1), '00:00') }),
});

/** Returns the last second of a day in a time zone, in UTC, without milliseconds. */
export function lastSecondOf(day: CalendarDate, timeZone: string): Instant {
  const nextDay = Date.parse(instantAt(timeZone, daysAfter(day, 1), '00:00'));
  return `${new Date(nextDay - 1000).toISOString().slice(0, 19)}Z`;
}

/** Returns the day that is `days` after a day, or before it if negative. */
export function daysAfter(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Returns the offset of a time zone from UTC at an instant, in milliseconds; positive east of Greenwich. */
function offsetAt(timeZone: string, milliseconds: number): number {
  return Date.parse(`${localTime(timeZone, milliseconds)}Z`) - milliseconds;
}

/** Returns a time zone's format, from a cache: making one costs a hundred times as much as using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const cached = formats.get(timeZone);
  if (cached) return cached;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}
