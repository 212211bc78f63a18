import type { FixedPeriod } from '../../domain/report/report-delta.ts';
import { PARTITIONS } from './partitions.ts';
import type { Key } from './table.ts';

/** Returns the partition key of an issuer's report counters. */
export const reportPartition = (issuerId: string) => `${PARTITIONS.report}${issuerId}`;

/**
 * Returns the key of the counters of a period. The item of a month holds the counters of its days too: `minutes@04`
 * for the fourth. Daily counters may be spread over further items of the month, by `shard`.
 */
export const reportKey = (issuerId: string, period: FixedPeriod, shard?: number): Key => ({
  pk: reportPartition(issuerId),
  sk: `${period.length === 7 && !period.includes('H') ? 'MONTH' : 'PERIOD'}#${period}${shard === undefined ? '' : `#${shard}`}`,
});

/** Returns the attribute of a daily counter. */
export const dailyCounter = (measure: string, day: string) => `${measure}@${day.slice(8)}`;
