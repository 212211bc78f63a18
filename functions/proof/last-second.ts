import type { CalendarDate, Instant } from '../domain/calendar-date.ts';

/** The last second of a day in a time zone, without milliseconds. */
export function lastSecondOf(day: CalendarDate, timeZone: string): Instant {
  const clock = Date.parse(`${day}T23:59:59Z`);
  // Twice, since the offset at the guess may be another one than at the answer where clocks change that night.
  const guess = clock - offsetMs(clock, timeZone);
  return `${new Date(clock - offsetMs(guess, timeZone)).toISOString().slice(0, 19)}Z`;
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - at;
}
