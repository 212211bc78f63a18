import type { CellProblem } from '../domain/import/import-problem.ts';
import type { ColumnName } from './file-kind.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { meaningOf } from './heading-meaning.ts';
import { dayOfMonth } from './month-above.ts';
import { type HeadingsReading, readHeadings } from './read-headings.ts';
import { readAbove, type SaidValue } from './said-above.ts';
import type { TableRow } from './table-row.ts';
import { plainText } from './values/cell-text.ts';
import { readDate } from './values/read-date.ts';

/** As many columns of days make a matrix of days. */
const MIN_DAYS = 3;
const DAY_NUMBER = /^(?:0?[1-9]|[12]\d|3[01])$/;
/** What people write for a day on which somebody did not come. */
const ABSENT = /^(?:[-–—.0]|0+[:.,]0+)?$/;

/** A column of a day. `date` is the day as a date, where the heading is only its number. */
export interface DayColumn {
  readonly index: number;
  readonly heading: string;
  readonly date?: string;
}

/** What the rows of a table of days get behind their cells: the day and its hours, and what is said above the table. */
export interface DayColumns {
  readonly days: readonly DayColumn[];
  readonly width: number;
  readonly said: readonly (SaidValue & { readonly name: ColumnName })[];
  /** Where the month of the days is written, if their headings are numbers. */
  readonly month: SaidValue | undefined;
}

/** A table whose columns are days: its headings with `date` and `hours` in place of the days, or what it lacks. */
export type DayTable =
  | (DayColumns & { readonly reading: HeadingsReading })
  | { readonly problem: CellProblem };

/**
 * Reads a row of headings of which several are days, as whole dates or as numbers below the name of a month; undefined
 * if they aren't, or no volunteer is named. `above` are the rows above it.
 */
export function readDayHeadings(
  cells: readonly string[],
  mapping: HeadingMapping,
  above: readonly TableRow[],
): DayTable | undefined {
  const names = cells.map((cell) => {
    const mapped = mapping.meaningOf([cell], 'hours');
    return (mapped === undefined ? meaningOf(cell, 'hours') : mapped)?.name;
  });
  if (!names.includes('volunteer_id') || names.includes('hours') || names.includes('date')) return undefined;
  const headings = cells.map((cell, index) => ({ index, heading: plainText(cell) }));
  const dates = headings.filter(({ heading }) => isDate(heading));
  const numbers = headings.filter(({ heading }) => DAY_NUMBER.test(heading));
  const found = dates.length >= MIN_DAYS ? dates : numbers;
  if (found.length < MIN_DAYS) return undefined;
  const { month, values } = readAbove(above, mapping);
  const isNumbered = found === numbers && month !== undefined && isAscending(numbers);
  const days = isNumbered
    ? numbers.map((day) => ({ ...day, date: dayOfMonth(month, Number(day.heading)) }))
    : dates;
  const said = [...values].flatMap(([name, value]) =>
    value === undefined || names.includes(name) ? [] : [{ name, ...value }],
  );
  const known = [...names, ...said.map(({ name }) => name)];
  // A heading that is nearly a day would leave its day out.
  const isOdd = ({ index, heading }: DayColumn) =>
    names[index] === undefined && /\d/.test(heading) && !days.some((day) => day.index === index);
  const missing = [
    ...(days.length >= MIN_DAYS && !headings.some(isOdd) ? [] : ['date']),
    ...(known.includes('opportunity_id') ? [] : ['opportunity_id']),
    ...(known.includes('status') ? [] : ['status']),
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
  const added = ['date', 'hours', ...said.map(({ name }) => name)];
  const reading = readHeadings([...others.slice(0, width), ...added], mapping);
  return (
    reading && {
      reading,
      days,
      width,
      said,
      month: isNumbered ? { value: month.text, row: month.row } : undefined,
    }
  );
}

/** Numbers that begin again are days of two months. */
const isAscending = (days: readonly DayColumn[]): boolean =>
  days.every(({ heading }, index) => index === 0 || Number(heading) > Number(days[index - 1]?.heading));

const isDate = (heading: string): boolean => {
  const rules = { calendar: 'gregorian', order: 'dmy', timeZones: [], shortYears: false } as const;
  const reading = readDate(heading, rules);
  // With the month first, days above 12 are no dates by the rule; the rows report it.
  return 'value' in reading || reading.evidence !== undefined;
};

/**
 * Returns a row of a table of days as one row for each day with hours: `date`, `hours` and what is said above the table
 * behind the other cells.
 */
export function* dayRows(
  row: TableRow,
  { days, width, said }: DayColumns,
  entryIndex: number | undefined,
): Generator<TableRow, void> {
  // A row that is cut off is reported as such.
  if (row.unterminated && row.cells.length < width) return yield row;
  const isDay = new Set(days.map(({ index }) => index));
  const others = Array.from({ length: width }, (_, index) =>
    isDay.has(index) ? '' : (row.cells[index] ?? ''),
  );
  for (const { index, heading, date = heading } of days) {
    const hours = row.cells[index] ?? '';
    const isError = row.errors?.includes(index) || row.unsolved?.includes(index);
    if (!isError && ABSENT.test(plainText(hours))) continue;
    const cells = [...others, date, hours, ...said.map(({ value }) => value)];
    // An ID of the row stands for several entries, so each gets its day.
    if (entryIndex !== undefined && cells[entryIndex] !== '')
      cells[entryIndex] += `.${date.replace(/\D/g, '')}`;
    const moved = (indexes: readonly number[] | undefined) =>
      (indexes ?? []).flatMap((at) => (at === index ? [width + 1] : isDay.has(at) ? [] : [at]));
    const ofDay = (texts: ReadonlyMap<number, string> | undefined) => {
      const text = texts?.get(index);
      return new Map(text === undefined ? [] : [[width + 1, text]]);
    };
    yield {
      row: row.row,
      cells,
      formulas: moved(row.formulas),
      unsolved: moved(row.unsolved),
      errors: moved(row.errors),
      merged: moved(row.merged),
      times: moved(row.times),
      shown: ofDay(row.shown),
      rounded: ofDay(row.rounded),
      ...(row.hidden ? { hidden: true } : {}),
      dayHeading: heading,
    };
  }
}
