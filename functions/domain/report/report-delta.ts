import type { CalendarDate } from '../calendar-date.ts';
import type { Gender } from '../hours/volunteer.ts';

/** Counters by day; a period's value is the sum over its days. */
export const DAILY_MEASURES = [
  'minutes',
  'opportunities',
  'opportunities_therapeutic',
  'opportunities_preventive',
  'opportunities_support',
  'opportunities_research',
  'beneficiaries',
  'certificates',
  'recognitions',
  'revocations',
  'eligibleDays',
] as const;
export type DailyMeasure = (typeof DAILY_MEASURES)[number];

/** A calendar month, `2025-03`. */
export type Month = string;

/**
 * The volunteers of a month who have approved hours in it, by gender and by the month before it in which they last had
 * some; null if there is none. A period of whole months counts each volunteer in their first month of it: those of a
 * month whose month before it is not in the period. So the counts of any months add up, although people don't.
 */
export interface VolunteersOfMonth {
  readonly month: Month;
  readonly gender: Gender;
  readonly monthBefore: Month | null;
}

/** A change of one counter of an issuer. */
export type ReportDelta = { readonly issuerId: string; readonly by: number } & (
  | { readonly day: CalendarDate; readonly measure: DailyMeasure }
  | VolunteersOfMonth
);

/** Returns the month of a day. */
export const monthOf = (day: CalendarDate): Month => day.slice(0, 7);
