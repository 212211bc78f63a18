import type { CalendarDate } from '../calendar-date.ts';

/** What an issuer's report counts by day; each adds up over any period. */
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

/** Volunteers of a period; a volunteer of two months counts once in their half-year, so they don't add up. */
export const DISTINCT_MEASURES = [
  'volunteers',
  'volunteers_male',
  'volunteers_female',
  'volunteers_unspecified',
] as const;
export type DistinctMeasure = (typeof DISTINCT_MEASURES)[number];

/** A period that distinct volunteers are kept for: `2025-03`, `2025-H1`, `2025`. */
export type FixedPeriod = string;

/** A change of one number of an issuer's report. */
export type ReportDelta = { readonly issuerId: string; readonly by: number } & (
  | { readonly day: CalendarDate; readonly measure: DailyMeasure }
  | { readonly period: FixedPeriod; readonly measure: DistinctMeasure }
);
