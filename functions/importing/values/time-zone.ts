import type { CalendarDate, Instant } from '../../domain/calendar-date.ts';

const GREENWICH = '(?:GMT|UTC|(?:توقيت\\s)?[غج]رين[ت]?ش)';

/**
 * The source of a pattern for a time zone as programs write it: `Z`, `UTC`, `+03:00`, `GMT+3`, «غرينتش+3». West of
 * Greenwich a number needs seconds before it: `08:00-12:00` is from eight to twelve.
 */
export const ZONE =
  `${GREENWICH}\\s?[+-]\\d{1,2}(?::?\\d{2})?|\\+\\d{2}(?::?\\d{2})?|` +
  `(?<=:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?)-\\d{2}(?::?\\d{2})?|Z|${GREENWICH}`;

const ZONE_NAME = new RegExp(
  `((?:${GREENWICH}|:\\d{2}(?:[.,]\\d{1,9})?)\\s?[+-]\\d{1,2}(?::?\\d{2})?)\\s*\\([^)]*\\)$`,
);

/** Returns a text without the name of a time zone in brackets, which follows its offset. */
export const withoutZoneName = (text: string): string => text.replace(ZONE_NAME, '$1');

/** Returns the instant of a day and a time (`HH:MM`) in a zone that `ZONE` matches; undefined if there is none. */
export function instantOf(day: CalendarDate, time: string, zone: string): Instant | undefined {
  const [, sign, hours = '', minutes = '00'] = /([+-])(\d{1,2}?):?(\d{2})?$/.exec(zone) ?? [];
  const offset = sign === undefined ? 'Z' : `${sign}${hours.padStart(2, '0')}:${minutes}`;
  const instant = new Date(`${day}T${time}:00${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
