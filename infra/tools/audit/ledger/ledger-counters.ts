import type { LedgerFacts } from './ledger-facts.ts';

/** Sums by counter: `issuerId|2025-03|minutes@04`. */
export type Counters = Map<string, number>;

/** Adds to a counter. */
export function count(
  counters: Counters,
  issuerId: string,
  month: string,
  counter: string,
  by: number,
): void {
  const key = `${issuerId}|${month}|${counter}`;
  counters.set(key, (counters.get(key) ?? 0) + by);
}

/** Adds to the counter of a day. */
export const countOnDay = (
  counters: Counters,
  { issuerId, day, measure }: { readonly issuerId: string; readonly day: string; readonly measure: string },
  by: number,
): void => count(counters, issuerId, day.slice(0, 7), `${measure}@${day.slice(8)}`, by);

/**
 * Adds what the ledger makes of the reports: approved minutes by day, the volunteers of each month by the month before
 * in which they last had hours, and opportunities on their last day.
 */
export function countLedger(
  { hours, volunteers, opportunities }: LedgerFacts,
  releases: ReadonlyMap<string, unknown>,
  counters: Counters,
): void {
  for (const [key, entries] of hours) {
    const issuerId = key.slice(0, key.indexOf('|'));
    const months = new Set<string>();
    for (const { date: day, minutes, awaits } of entries) {
      if (awaits !== '' && !releases.has(awaits)) continue;
      countOnDay(counters, { issuerId, day, measure: 'minutes' }, minutes);
      months.add(day.slice(0, 7));
    }
    const gender = volunteers.get(key)?.gender ?? '';
    let before = 'none';
    for (const month of [...months].sort()) {
      count(counters, issuerId, month, `volunteers_${gender}@${before}`, 1);
      before = month;
    }
  }
  for (const [key, { endsOn: day, track, beneficiaries }] of opportunities) {
    const issuerId = key.slice(0, key.indexOf('|'));
    countOnDay(counters, { issuerId, day, measure: 'opportunities' }, 1);
    countOnDay(counters, { issuerId, day, measure: `opportunities_${track}` }, 1);
    countOnDay(counters, { issuerId, day, measure: 'beneficiaries' }, beneficiaries);
  }
}
