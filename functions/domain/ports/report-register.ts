import type { CalendarDate } from '../calendar-date.ts';
import type { DailyMeasure, DistinctMeasure, FixedPeriod } from '../report/report-delta.ts';

/** The counters that the ledger keeps as it is written. */
export interface ReportRegister {
  /** Sums over the days from the first to the last given: one query of one small record a month. */
  dailySums(
    issuerId: string,
    from: CalendarDate,
    to: CalendarDate,
  ): Promise<Readonly<Record<DailyMeasure, number>>>;
  /** Volunteers of a fixed period: one read. */
  volunteerCounts(issuerId: string, period: FixedPeriod): Promise<Readonly<Record<DistinctMeasure, number>>>;
}
