/** A calendar day without a time zone, `YYYY-MM-DD`, compared as text. */
export type CalendarDate = string;

/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export type Instant = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in an IANA time zone. */
export function dayIn(timeZone: string, instant: Instant): CalendarDate {
  return localTime(timeZone, Date.parse(instant)).slice(0, 10);
}

/** An instant as a clock on the wall shows it in a time zone, `YYYY-MM-DDTHH:MM:SS`. */
export function localTime(timeZone: string, milliseconds: number): string {
  const parts = formatOf(timeZone).formatToParts(milliseconds);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/**
 * The instant at which a clock in a time zone shows a day and time (`HH:MM`). A time that the clock shows twice
 * is the first; one that it skips is as long after the change as it would have been.
 */
export function instantAt(timeZone: string, date: CalendarDate, time: string): Instant {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const before = wanted - offsetAt(timeZone, wanted - DAY_MILLISECONDS);
  const after = wanted - offsetAt(timeZone, wanted + DAY_MILLISECONDS);
  const shows = (instant: number) => instant + offsetAt(timeZone, instant) === wanted;
  // Without a change of the clock within a day both are the same instant.
  return new Date(shows(before) || !shows(after) ? before : after).toISOString();
}

/** The last second of a day in a time zone, without milliseconds. */
export function lastSecondOf(day: CalendarDate, timeZone: string): Instant {
  const nextDay = Date.parse(instantAt(timeZone, daysAfter(day, 1), '00:00'));
  return `${new Date(nextDay - 1000).toISOString().slice(0, 19)}Z`;
}

/** The day after a calendar day, or some days after it (before it, if negative). */
export function daysAfter(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

const DAY_MILLISECONDS = 86_400_000;

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(timeZone: string, milliseconds: number): number {
  return Date.parse(`${localTime(timeZone, milliseconds)}Z`) - milliseconds;
}

/** Making a format costs a hundred times what using it costs, so each zone's is kept. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept) return kept;
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
