import type { CalendarDate, Instant } from '../../domain/calendar-date.ts';

/** The source of a pattern for a time zone as programs write it: `Z`, `UTC`, `+03:00`, `GMT+0300`. */
export const ZONE = '(?:GMT|UTC)?[+-]\\d{2}(?::?\\d{2})?|Z|UTC|GMT';

/** Returns a text without the name of a time zone in brackets, which follows its offset. */
export const withoutZoneName = (text: string): string => text.replace(/\s*\([^)]*\)$/, '');

/** Returns the instant of a day and a time (`HH:MM`) in a zone that `ZONE` matches; undefined if there is none. */
export function instantOf(day: CalendarDate, time: string, zone: string): Instant | undefined {
  const [, sign, hours, minutes = '00'] = /([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const offset = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  const instant = new Date(`${day}T${time}:00${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
