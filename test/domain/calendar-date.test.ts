import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dayIn,
  daysAfter,
  instantAt,
  instantsOf,
  lastSecondOf,
  localTime,
} from '../../functions/domain/calendar-date.ts';
import { minutesByDay } from '../../functions/domain/hours/flag-hours.ts';
import { resolveHours } from '../../functions/domain/import/resolve-hours.ts';
import { entryOf } from '../people.ts';

const shift = (date: string, start: string, end: string, timeZone: string) =>
  resolveHours(
    {
      worksheet: null,
      row: 2,
      value: {
        entryId: 'E1',
        volunteerId: 'V',
        opportunityId: 'O',
        date,
        worked: { start, end },
        status: 'pending',
        approvedBy: '',
      },
    },
    timeZone,
  );

describe('a shift', () => {
  test.each([
    ['by day', 'Asia/Riyadh', '2025-07-01', '08:00', '16:00', 480],
    ['over midnight', 'Asia/Riyadh', '2025-07-01', '22:00', '06:00', 480],
    ['over the end of a year', 'Asia/Riyadh', '2025-12-31', '20:00', '02:00', 360],
    ['over a night with 23 hours', 'Africa/Cairo', '2025-04-24', '22:00', '06:00', 420],
    ['over a night with 25 hours', 'Africa/Cairo', '2025-10-30', '22:00', '06:00', 540],
    ['that begins in a skipped hour', 'Europe/Berlin', '2025-03-30', '02:30', '05:00', 90],
    ['that begins in a repeated hour', 'Europe/Berlin', '2025-10-26', '02:30', '05:00', 210],
    ['until midnight', 'Asia/Baghdad', '2025-07-01', '16:00', '00:00', 480],
  ])('%s lasts the time that elapsed', (_, timeZone, date, start, end, minutes) => {
    const entry = shift(date, start, end, timeZone);
    expect(entry.minutes).toBe(minutes);
    expect(entry.date).toBe(date);
  });

  test('has all its minutes spread over at most two days, in every time zone', () => {
    const clock = fc
      .integer({ min: 0, max: 1439 })
      .map(
        (minute) =>
          `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
      );
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Riyadh', 'Asia/Baghdad', 'Africa/Cairo', 'Europe/Berlin', 'Asia/Beirut'),
        fc.integer({ min: 0, max: 1500 }).map((days) => daysAfter('2023-01-01', days)),
        clock,
        clock,
        (timeZone, date, start, end) => {
          fc.pre(start !== end);
          const entry = shift(date, start, end, timeZone);
          // A shift within a skipped hour has no minutes.
          fc.pre(entry.minutes > 0);
          const days = minutesByDay(entryOf(entry), timeZone);
          expect(days.reduce((sum, [, minutes]) => sum + minutes, 0)).toBe(entry.minutes);
          expect(days.length).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

test('local time and instant convert to each other, except in skipped hours', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Asia/Riyadh', 'Africa/Cairo', 'Europe/Berlin', 'America/St_Johns'),
      fc.integer({ min: Date.UTC(2023, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 }),
      (timeZone, minute) => {
        const shown = localTime(timeZone, minute * 60_000);
        const found = instantAt(timeZone, shown.slice(0, 10), shown.slice(11, 16));
        expect(localTime(timeZone, Date.parse(found))).toBe(shown);
        expect(dayIn(timeZone, found)).toBe(shown.slice(0, 10));
      },
    ),
    { numRuns: 1000 },
  );
});

test.each([
  ['an ordinary night', 'Asia/Riyadh', '2026-12-31', '2026-12-31T20:59:59Z'],
  ['a night that skips the hour after midnight', 'Africa/Cairo', '2025-04-24', '2025-04-24T21:59:59Z'],
  ['a night that repeats the hour before midnight', 'Africa/Cairo', '2025-10-30', '2025-10-30T21:59:59Z'],
  ['a night with a clock change after the first hour', 'Europe/Berlin', '2025-10-25', '2025-10-25T21:59:59Z'],
])('finds the last second of a day before %s', (_, timeZone, day, expected) => {
  const last = lastSecondOf(day, timeZone);
  expect(last).toBe(expected);
  expect(dayIn(timeZone, last)).toBe(day);
  expect(dayIn(timeZone, new Date(Date.parse(last) + 1000).toISOString())).toBe(daysAfter(day, 1));
});

test('a range of days is the instants between its midnights, also on a day with 23 hours', () => {
  expect(instantsOf({ from: '2026-11-29', to: '2026-11-29' }, 'Asia/Riyadh')).toEqual({
    from: '2026-11-28T21:00:00.000Z',
    until: '2026-11-29T21:00:00.000Z',
  });
  expect(instantsOf({ from: '2025-03-30', to: '2025-03-30' }, 'Europe/Berlin')).toEqual({
    from: '2025-03-29T23:00:00.000Z',
    until: '2025-03-30T22:00:00.000Z',
  });
  expect(instantsOf({}, 'Asia/Riyadh')).toEqual({});
});
