import { localTime } from '../../../../functions/domain/calendar-date.ts';

/**
 * Formats an instant in the reader's time zone: `2026-11-23 01:30:47 +03:00`. Returns undefined for anything that is not
 * an instant. Only for people: `--json` keeps the instants of the API.
 */
export function clockTime(
  instant: unknown,
  timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | undefined {
  const milliseconds = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(milliseconds)) return undefined;
  const local = localTime(timeZone, milliseconds);
  const offsetMinutes = Math.round((Date.parse(`${local}Z`) - milliseconds) / 60_000);
  const [hours, minutes] = [Math.trunc(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  const offset = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
  return `${local.replace('T', ' ')} ${offsetMinutes === 0 ? 'UTC' : `${offsetMinutes < 0 ? '-' : '+'}${offset}`}`;
}
