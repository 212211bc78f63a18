import { isOfSum, isTotal } from '../below-table.ts';
import type { TableHeadings } from '../find-headings.ts';
import { headingWordSet, headingWords } from '../heading-words.ts';
import { minutesOfHours } from '../hours-sum.ts';
import type { TableRow } from '../table-row.ts';
import { saysNothing } from '../values/cell-text.ts';

/** Words of a heading for the hours of all days; with any other, it may be a number of days, or of another month. */
const OF_ALL_DAYS = headingWordSet(
  'total totals sum grand hours hrs of the month monthly volunteer volunteering',
  'مجموع إجمالي المجموع الإجمالي الكلي الكلية ساعات الساعات الشهر الشهري الشهرية التطوع التطوعية للساعات',
);

/** A total behind the days of a row, and what they add up to. */
export interface RowTotal {
  readonly heading: string;
  readonly value: string;
  readonly minutes: number;
}

/** Returns how to find a total of a table of days that isn't the sum of its row. */
export function wrongTotalOf({
  days,
  leftOut,
}: Pick<TableHeadings, 'days' | 'leftOut'>): (row: TableRow) => RowTotal | undefined {
  const found = [...leftOut].find(
    ([, heading]) => heading !== null && isTotal(heading) && isOfSum(heading) && isOfAllDays(heading),
  );
  if (days === undefined || found === undefined) return () => undefined;
  const [index, heading = null] = found;
  return ({ cells, hoursOfDays = [] }) => {
    const value = cells[index] ?? '';
    const total = saysNothing(value) ? undefined : minutesOfHours(value);
    const minutes = hoursOfDays.reduce((sum, text) => sum + (minutesOfHours(text) ?? Number.NaN), 0);
    // Each day is rounded to whole minutes, and the total once.
    const tolerance = Math.max(1, hoursOfDays.length / 2);
    if (heading === null || total === undefined || Number.isNaN(minutes)) return undefined;
    return Math.abs(total - minutes) > tolerance ? { heading, value, minutes } : undefined;
  };
}

const isOfAllDays = (heading: string): boolean =>
  headingWords(heading).every((word) => OF_ALL_DAYS.has(word));
