import type { CalendarDate } from '../calendar-date.ts';

/** The rules that hours entries can break. Codes are permanent: add new ones, never rename or reuse one. */
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

/** A rule that one entry breaks, or several together. */
export interface HoursFlag {
  readonly code: HoursFlagCode;
  readonly date: CalendarDate;
  /** Sorted. */
  readonly entryIds: readonly string[];
}
