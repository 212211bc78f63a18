import type { FixedPeriod } from '../../domain/report/report-delta.ts';
import type { Key } from './table.ts';

export const reportPartition = (issuerId: string) => `REPORT#${issuerId}`;

/** The counters of a month hold those of its days too, `minutes@04` that of the fourth. */
export const reportKey = (issuerId: string, period: FixedPeriod, shard?: number): Key => ({
  pk: reportPartition(issuerId),
  sk: `${period.length === 7 && !period.includes('H') ? 'MONTH' : 'PERIOD'}#${period}${shard === undefined ? '' : `#${shard}`}`,
});

export const dailyCounter = (measure: string, day: string) => `${measure}@${day.slice(8)}`;
