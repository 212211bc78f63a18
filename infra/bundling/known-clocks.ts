import { offsetAt } from '../../functions/domain/calendar-date.ts';
import type { KnownClock } from '../../functions/domain/known-clock.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';

/** From before the first hours that anybody imports, for as long as a bundle may stay deployed. */
const FROM = Date.parse('2000-01-01T00:00:00Z');
const UNTIL = Date.parse('2050-01-01T00:00:00Z');

/** The clocks of every zone in which an issuer of `<templatesDir>/issuers/*.json` is. */
export function clocksOfIssuers(templatesDir: string): Record<string, KnownClock> {
  const zones = [...loadIssuers(templatesDir).values()].map(({ timeZone }) => timeZone);
  return Object.fromEntries([...new Set(zones)].sort().map((zone) => [zone, knownClock(zone)]));
}

/** A zone's clock as the time zone database of this Node has it: a look at each day, and between two that differ. */
export function knownClock(timeZone: string): KnownClock {
  const changes: [number, number][] = [[FROM, offsetAt(timeZone, FROM)]];
  for (let day = FROM; day < UNTIL; day += DAY) {
    const before = changes.at(-1)?.[1];
    const after = offsetAt(timeZone, day + DAY);
    if (after !== before) changes.push([firstSecond(day, (at) => offsetAt(timeZone, at) === after), after]);
  }
  return { changes, until: UNTIL };
}

const DAY = 86_400_000;

/** The first second of the day after `from` of which something is true that stays true. */
function firstSecond(from: number, holds: (at: number) => boolean): number {
  let [no, yes] = [from, from + DAY];
  while (yes - no > 1000) {
    const middle = no + Math.floor((yes - no) / 2000) * 1000;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
