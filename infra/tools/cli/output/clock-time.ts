import { localTime } from '../../../../functions/domain/calendar-date.ts';

/**
 * An instant of the service as the clock of whoever reads it shows it, `2026-11-23 01:30:47 +03:00`; undefined for
 * anything that is no instant. Programs get it as the service gave it.
 */
export function clockTime(
  instant: unknown,
  timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | undefined {
  const milliseconds = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(milliseconds)) return undefined;
  const shown = localTime(timeZone, milliseconds);
  const ahead = Math.round((Date.parse(`${shown}Z`) - milliseconds) / 60_000);
  const [hours, minutes] = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  const offset = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
  return `${shown.replace('T', ' ')} ${ahead === 0 ? 'UTC' : `${ahead < 0 ? '-' : '+'}${offset}`}`;
}
