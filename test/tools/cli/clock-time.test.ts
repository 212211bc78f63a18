import { expect, test } from '@jest/globals';
import { clockTime } from '../../../infra/tools/cli/output/clock-time.ts';

test.each([
  ['2026-11-22T22:30:47.043Z', 'Asia/Riyadh', '2026-11-23 01:30:47 +03:00'],
  ['2026-11-22T22:30:47.043Z', 'UTC', '2026-11-22 22:30:47 UTC'],
  ['2026-01-22T02:30:00Z', 'America/St_Johns', '2026-01-21 23:00:00 -03:30'],
  ['2026-07-22T02:30:00Z', 'Europe/Berlin', '2026-07-22 04:30:00 +02:00'],
])('%s in %s is shown with the offset from UTC', (instant, timeZone, shown) => {
  expect(clockTime(instant, timeZone)).toBe(shown);
});

test.each([undefined, null, '', 'yesterday', 7])('%j is not an instant', (value) => {
  expect(clockTime(value, 'UTC')).toBeUndefined();
});
