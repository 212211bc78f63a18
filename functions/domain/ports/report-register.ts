import type { CalendarDate } from '../calendar-date.ts';
import type { DailyMeasure, VolunteersOfMonth } from '../report/report-delta.ts';

/** The counters of a period. */
export interface ReportCounters {
  /** The sums of the daily counters over the days of the period. */
  readonly sums: Readonly<Record<DailyMeasure, number>>;
  /** Approved minutes of the days before the period in its first month, and after it in its last. */
  readonly minutesOutside: { readonly before: number; readonly after: number };
  /** The volunteers of each month that the period reaches into. */
  readonly volunteers: readonly (VolunteersOfMonth & { readonly count: number })[];
}

/** Reads the report counters, which are updated in the writes that they count. Eventually consistent. */
export interface ReportRegister {
  /** Returns the counters from one day to another, both inclusive, in one query. */
  counters(issuerId: string, from: CalendarDate, to: CalendarDate): Promise<ReportCounters>;
}
