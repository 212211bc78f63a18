import { monthOf, type ReportDelta } from './report-delta.ts';

/** Counter records that one transaction changes at most, with room for the records that it is on the condition of. */
const RECORDS_PER_LIST = 60;

/** The sums of many counter changes, one for each counter. */
export class DeltaTotals {
  readonly #sums = new Map<string, ReportDelta>();

  add(deltas: readonly ReportDelta[]): void {
    for (const delta of deltas) {
      const key = JSON.stringify({ ...delta, by: 0 });
      this.#sums.set(key, { ...delta, by: (this.#sums.get(key)?.by ?? 0) + delta.by });
    }
  }

  /** Returns the changes in lists that fit into one transaction each. */
  lists(): ReportDelta[][] {
    const changes = [...this.#sums.values()].filter(({ by }) => by !== 0);
    const records = [...Map.groupBy(changes, recordOf).values()];
    const lists: ReportDelta[][] = [];
    for (let start = 0; start < records.length; start += RECORDS_PER_LIST)
      lists.push(records.slice(start, start + RECORDS_PER_LIST).flat());
    return lists;
  }
}

/** Returns a name for the record of an issuer's month that holds a counter of hours. */
const recordOf = (delta: ReportDelta): string =>
  `${delta.issuerId}|${'month' in delta ? delta.month : monthOf(delta.day)}`;
