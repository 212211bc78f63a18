import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { localTime } from '../../functions/domain/calendar-date.ts';
import { timeBy } from '../../functions/domain/known-clock.ts';
import { clocksOfIssuers, knownClock } from '../../infra/bundling/known-clocks.ts';

const ZONES = [
  'Asia/Riyadh',
  'Asia/Baghdad',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Berlin',
];
const since2000 = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2050-01-01') - 1 });

test.each(ZONES)('the clock of %s shows what Intl says, at any instant and around its changes', (zone) => {
  const clock = knownClock(zone);
  const shows = (at: number) => expect(timeBy(clock, at)).toBe(localTime(zone, at));
  fc.assert(fc.property(since2000, shows), { numRuns: 300 });
  for (const [change] of clock.changes.slice(1)) for (const near of [-1, 0, 999]) shows(change + near);
});

test('outside of its years it says nothing', () => {
  const clock = knownClock('Asia/Riyadh');
  expect(timeBy(clock, Date.parse('1999-12-31T23:59:59Z'))).toBeUndefined();
  expect(timeBy(clock, Date.parse('2050-01-01T00:00:00Z'))).toBeUndefined();
});

test("every issuer's zone is known, those without a change in one line", () => {
  const clocks = clocksOfIssuers('templates');
  expect(Object.keys(clocks)).toEqual(['Asia/Baghdad', 'Asia/Riyadh']);
  expect(clocks['Asia/Riyadh']?.changes).toEqual([[Date.parse('2000-01-01'), 10_800_000]]);
  // Summer time until it was given up in 2008.
  expect(clocks['Asia/Baghdad']?.changes).toHaveLength(17);
});
