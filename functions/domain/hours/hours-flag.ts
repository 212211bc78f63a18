import type { CalendarDate } from '../calendar-date.ts';

/** Every rule of the ledger that an hours entry can break, permanent: codes are added, never renamed or reused. */
export const HOURS_FLAG_CODES = [
  'OVERLAP',
  'DAY_OVER_24_HOURS',
  'IN_FUTURE',
  'OUTSIDE_DATES',
  'NOT_POSITIVE',
  'OVER_DAILY_CAP',
  'DUPLICATE_CONTENT',
] as const;
export type HoursFlagCode = (typeof HOURS_FLAG_CODES)[number];

/** A rule of the ledger that some entries break together. */
export interface HoursFlag {
  readonly code: HoursFlagCode;
  readonly date: CalendarDate;
  /** In the order of their IDs. */
  readonly entryIds: readonly string[];
}

/** Flags that make an entry count for nothing. */
export const NOT_COUNTED: ReadonlySet<HoursFlagCode> = new Set([
  'IN_FUTURE',
  'OUTSIDE_DATES',
  'NOT_POSITIVE',
]);

/** Flags that contradict each other's entries: no certificate until one of them is corrected. */
export const CONFLICTS: ReadonlySet<HoursFlagCode> = new Set(['OVERLAP', 'DAY_OVER_24_HOURS']);
