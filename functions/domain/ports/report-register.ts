import type { CalendarDate } from '../calendar-date.ts';
import type { DailyMeasure, DistinctMeasure, FixedPeriod } from '../report/report-delta.ts';

/** Reads the report counters, which are updated in the writes that they count. Eventually consistent. */
export interface ReportRegister {
  /** Returns the sums of the daily counters from one day to another, both inclusive. */
  dailySums(
    issuerId: string,
    from: CalendarDate,
    to: CalendarDate,
  ): Promise<Readonly<Record<DailyMeasure, number>>>;
  /** Returns the counts of distinct volunteers in a fixed period; zero where nothing was counted. */
  volunteerCounts(issuerId: string, period: FixedPeriod): Promise<Readonly<Record<DistinctMeasure, number>>>;
}
