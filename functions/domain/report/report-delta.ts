import type { CalendarDate } from '../calendar-date.ts';

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

/**
 * Counters of distinct volunteers by period. They don't add up: a volunteer of two months counts once in a half-year.
 */
export const DISTINCT_MEASURES = [
  'volunteers',
  'volunteers_male',
  'volunteers_female',
  'volunteers_unspecified',
] as const;
export type DistinctMeasure = (typeof DISTINCT_MEASURES)[number];

/** A period with counters of distinct volunteers: `2025-03`, `2025-H1`, `2025`. */
export type FixedPeriod = string;

/** A change of one counter of an issuer. */
export type ReportDelta = { readonly issuerId: string; readonly by: number } & (
  | { readonly day: CalendarDate; readonly measure: DailyMeasure }
  | { readonly period: FixedPeriod; readonly measure: DistinctMeasure }
);
