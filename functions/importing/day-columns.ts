import type { CellProblem } from '../domain/import/import-problem.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { meaningOf } from './heading-meaning.ts';
import { type HeadingsReading, readHeadings } from './read-headings.ts';
import type { TableRow } from './table-row.ts';
import { plainText } from './values/cell-text.ts';
import { readDate } from './values/read-date.ts';

/** As many columns of days make a matrix of days. */
const MIN_DAYS = 3;
/** What people write for a day on which somebody did not come. */
const ABSENT = /^(?:[-–—.0]|0+[:.,]0+)?$/;

interface DayColumn {
  readonly index: number;
  readonly heading: string;
}

/** A table whose columns are days: its headings with `date` and `hours` in place of the days, or what it lacks. */
export type DayTable =
  | { readonly reading: HeadingsReading; readonly days: readonly DayColumn[]; readonly width: number }
  | { readonly problem: CellProblem };

/** Reads a row of headings of which several are days; undefined if they aren't, or no volunteer is named. */
export function readDayHeadings(cells: readonly string[], mapping: HeadingMapping): DayTable | undefined {
  const names = cells.map((cell) => {
    const mapped = mapping.meaningOf([cell], 'hours');
    return (mapped === undefined ? meaningOf(cell, 'hours') : mapped)?.name;
  });
  if (!names.includes('volunteer_id') || names.includes('hours') || names.includes('date')) return undefined;
  const headings = cells.map((cell, index) => ({ index, heading: plainText(cell) }));
  const days = headings.filter(({ heading }) => isDate(heading));
  const numbers = headings.filter(({ heading }) => /^\d{1,2}$/.test(heading) && Number(heading) <= 31);
  const found = days.length >= MIN_DAYS ? days : numbers;
  if (found.length < MIN_DAYS) return undefined;
  // A heading that is nearly a date would leave its day out.
  const isOdd = ({ index, heading }: DayColumn) =>
    names[index] === undefined && /\d/.test(heading) && !isDate(heading);
  const missing = [
    ...(days.length >= MIN_DAYS && !headings.some(isOdd) ? [] : ['date']),
    ...(names.includes('opportunity_id') ? [] : ['opportunity_id']),
    ...(names.includes('status') ? [] : ['status']),
  ];
  const facts = {
    first: found[0]?.heading ?? '',
    last: found.at(-1)?.heading ?? '',
    missing: missing.join(', '),
  };
  if (missing.length > 0) return { problem: { code: 'DAYS_AS_COLUMNS', facts } };
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const isDay = (index: number) => days.some((day) => day.index === index);
  const others = cells.map((cell, index) => (isDay(index) ? '' : cell));
  const reading = readHeadings([...others.slice(0, width), 'date', 'hours'], mapping);
  return reading === undefined ? undefined : { reading, days, width };
}

const isDate = (heading: string): boolean => {
  const rules = { calendar: 'gregorian', order: 'dmy', timeZones: [], shortYears: false } as const;
  const reading = readDate(heading, rules);
  // With the month first, days above 12 are no dates by the rule; the rows report it.
  return 'value' in reading || reading.evidence !== undefined;
};

/** Returns a row of a table of days as one row for each day with hours, `date` and `hours` behind the other cells. */
export function* dayRows(
  row: TableRow,
  days: readonly DayColumn[],
  width: number,
  entryIndex: number | undefined,
): Generator<TableRow, void> {
  // A row that is cut off is reported as such.
  if (row.unterminated && row.cells.length < width) return yield row;
  const isDay = new Set(days.map(({ index }) => index));
  const others = Array.from({ length: width }, (_, index) =>
    isDay.has(index) ? '' : (row.cells[index] ?? ''),
  );
  for (const { index, heading } of days) {
    const hours = row.cells[index] ?? '';
    const isError = row.errors?.includes(index) || row.unsolved?.includes(index);
    if (!isError && ABSENT.test(plainText(hours))) continue;
    const cells = [...others, heading, hours];
    // An ID of the row stands for several entries, so each gets its day.
    if (entryIndex !== undefined && cells[entryIndex] !== '')
      cells[entryIndex] += `.${heading.replace(/\D/g, '')}`;
    const moved = (indexes: readonly number[] | undefined) =>
      (indexes ?? []).flatMap((at) => (at === index ? [width + 1] : isDay.has(at) ? [] : [at]));
    const shown = row.shown?.get(index);
    yield {
      row: row.row,
      cells,
      formulas: moved(row.formulas),
      unsolved: moved(row.unsolved),
      errors: moved(row.errors),
      merged: moved(row.merged),
      shown: new Map(shown === undefined ? [] : [[width + 1, shown]]),
      ...(row.hidden ? { hidden: true } : {}),
      dayHeading: heading,
    };
  }
}
