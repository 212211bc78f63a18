import type { Month, ReportDelta } from '../../domain/report/report-delta.ts';
import { PARTITIONS } from './partitions.ts';
import type { Key } from './table.ts';

/** Returns the partition key of an issuer's report counters. */
export const reportPartition = (issuerId: string) => `${PARTITIONS.report}${issuerId}`;

/** Returns the key of the counters of a month, which may be spread over further items of it, by `shard`. */
export const reportKey = (issuerId: string, month: Month, shard?: number | typeof OPPORTUNITIES): Key => ({
  pk: reportPartition(issuerId),
  sk: `MONTH#${month}${shard === undefined ? '' : `#${shard}`}`,
});

/** The item of a month with the counters of opportunities: many, and not changed with hours. */
const OPPORTUNITIES = 'OPPORTUNITIES';

/** Begins the attribute of the volunteers of a month. */
export const VOLUNTEERS = 'volunteers_';
/** Stands in an attribute for the month before the first one. */
export const NO_MONTH = 'none';

/**
 * Returns the item that holds a counter, and its attribute: `minutes@04` for the fourth of the month,
 * `volunteers_female@2025-01` for those who had approved hours in January and in no month since.
 */
export function counterLocation(delta: ReportDelta, shard: number | undefined) {
  if ('month' in delta) {
    const { issuerId, month, gender, monthBefore } = delta;
    return {
      key: reportKey(issuerId, month),
      counter: `${VOLUNTEERS}${gender}@${monthBefore ?? NO_MONTH}`,
    };
  }
  const { issuerId, day, measure } = delta;
  const ofOpportunities = measure.startsWith('opportunities') || measure === 'beneficiaries';
  return {
    key: reportKey(issuerId, day.slice(0, 7), ofOpportunities ? OPPORTUNITIES : shard),
    counter: `${measure}@${day.slice(8)}`,
  };
}
