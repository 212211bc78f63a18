import { UnreadableFile } from '../domain/import/import-problem.ts';
import { type DayColumns, type DayTable, readDayHeadings } from './day-columns.ts';
import type { ColumnName } from './file-kind.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import {
  type ColumnPosition,
  type HeadingProblem,
  type Headings,
  type HeadingsReading,
  readDoubleHeadings,
  readHeadings,
  repeatsOrExplains,
} from './read-headings.ts';
import type { TableRow } from './table-row.ts';

/** The headings of a table, with the position and the size of their row. */
export interface TableHeadings extends Headings {
  /** The row of the headings, or the last one of them. */
  readonly row: number;
  /** Number of cells in the row of headings. */
  readonly width: number;
  /** Number of cells up to the last heading that is not empty. */
  readonly headingCount: number;
  /** Columns that are not read, with their headings; null where a problem names the column already. */
  readonly leftOut: ReadonlyMap<number, string | null>;
  /** The first row above the headings that isn't empty, and how many there are. */
  readonly above: (FirstRow & { readonly count: number }) | undefined;
  /** The days, where the columns of the table are days. */
  readonly days?: DayColumns;
}

/** The first row of a table in which no headings were found. */
export interface FirstRow {
  readonly row: number;
  readonly value: string;
}

export type HeadingSearch =
  | {
      readonly result: 'headings';
      readonly headings: TableHeadings;
      readonly problems: readonly HeadingProblem[];
    }
  | { readonly result: 'unrecognised'; readonly first: FirstRow }
  | { readonly result: 'empty' };

/** Looks for the headings of a table in its first rows: in one row, in two rows, or with days as columns. */
export async function findHeadings(
  rows: AsyncGenerator<TableRow>,
  mapping: HeadingMapping,
): Promise<HeadingSearch> {
  const above: FirstRow[] = [];
  const rowsAbove: TableRow[] = [];
  let current = await nextRow(rows);
  while (current !== undefined && above.length < IMPORT_LIMITS.rowsAboveHeadings) {
    const next: TableRow | undefined = await nextRow(rows).catch(ignoreUnreadable);
    const found = headingsAt(current, next, mapping, rowsAbove);
    if (found) {
      await rows.return(undefined);
      return { ...found, headings: { ...found.headings, above: aboveOf(above) } };
    }
    // The upper of two rows of headings is no other row.
    if (readHeadings(current.cells, mapping) === undefined)
      above.push({ row: current.row, value: textOf(current) });
    rowsAbove.push(current);
    current = next;
  }
  await rows.return(undefined);
  const [first] = above;
  return first === undefined ? { result: 'empty' } : { result: 'unrecognised', first };
}

/** The error of a row below the headings is reported when the rows are read. */
function ignoreUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableFile)) throw error;
  return undefined;
}

async function nextRow(rows: AsyncGenerator<TableRow>): Promise<TableRow | undefined> {
  for (;;) {
    const next = await rows.next();
    if (next.done) return undefined;
    if (next.value.cells.some((cell) => cell.trim() !== '')) return next.value;
  }
}

const textOf = ({ cells }: TableRow): string =>
  cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' | ');

const aboveOf = ([first, ...others]: readonly FirstRow[]) =>
  first === undefined ? undefined : { ...first, count: others.length + 1 };

type FoundHeadings = Omit<Extract<HeadingSearch, { result: 'headings' }>, 'headings'> & {
  readonly headings: Omit<TableHeadings, 'above'>;
};

/** Reads the headings that begin in a row, alone or together with the next row. */
function headingsAt(
  row: TableRow,
  next: TableRow | undefined,
  mapping: HeadingMapping,
  above: readonly TableRow[],
): FoundHeadings | undefined {
  const single = readHeadings(row.cells, mapping);
  const double = next === undefined ? undefined : readDoubleHeadings(row.cells, next.cells, mapping);
  if (single?.missing === 0) {
    if (next !== undefined && double && hasMore(double, single)) return foundInTwo(double, row, next);
    const repeats = next !== undefined && repeatsOrExplains(next.cells, single);
    return foundIn(single, row.cells, row, repeats ? next.row : row.row);
  }
  const days = readDayHeadings(row.cells, mapping, above);
  if (days) return daysIn(days, row);
  const below = next === undefined ? undefined : readHeadings(next.cells, mapping);
  const isBetter = (one: HeadingsReading, other: HeadingsReading | undefined) =>
    other === undefined || one.missing < other.missing;
  if (next !== undefined && double && isBetter(double, single) && isBetter(double, below))
    return foundInTwo(double, row, next);
  // The next row will be read as headings itself.
  if (single === undefined || (below && isBetter(below, single))) return undefined;
  return foundIn(single, row.cells, row, row.row);
}

/** Returns whether headings over two rows have every column that the upper row has alone, and others or calendars besides. */
function hasMore(double: HeadingsReading, single: HeadingsReading): boolean {
  const { columns, alsoHijri } = double;
  const hasIt = ([name, { index }]: [ColumnName, ColumnPosition]) =>
    columns.get(name)?.index === index || alsoHijri?.get(name)?.index === index;
  const saysCalendar = [...single.columns].some(
    ([name, { calendar }]) => alsoHijri?.has(name) || columns.get(name)?.calendar !== calendar,
  );
  return (
    double.kind === single.kind &&
    (columns.size > single.columns.size || saysCalendar) &&
    [...single.columns].every(hasIt) &&
    double.problems.length <= single.problems.length
  );
}

function foundInTwo(double: HeadingsReading, upper: TableRow, lower: TableRow): FoundHeadings {
  const cells = Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, index) =>
    [upper.cells[index], lower.cells[index]].map((cell) => cell?.trim() ?? '').find((cell) => cell !== ''),
  );
  return foundIn(
    double,
    cells.map((cell) => cell ?? ''),
    upper,
    lower.row,
  );
}

function daysIn(days: DayTable, row: TableRow): FoundHeadings {
  if ('reading' in days) {
    const found = foundIn(days.reading, row.cells, row, row.row);
    const width = days.width + 2 + days.said.length;
    return { ...found, headings: { ...found.headings, days, width } };
  }
  const headings = { kind: 'hours', columns: new Map(), row: row.row, width: row.cells.length } as const;
  const problems = [{ ...days.problem, heading: null }];
  return {
    result: 'headings',
    headings: { ...headings, headingCount: row.cells.length, leftOut: new Map() },
    problems,
  };
}

function foundIn(
  { kind, columns, alsoHijri, problems }: HeadingsReading,
  cells: readonly string[],
  { hiddenColumns }: TableRow,
  row: number,
): FoundHeadings {
  const names = new Map([...columns].map(([name, position]) => [position.index, { name, ...position }]));
  const hidden = [...(hiddenColumns ?? [])].flatMap((index) => names.get(index) ?? []);
  const isReported = (heading: string) =>
    problems.some((problem) => problem.heading === heading.replace(/\s+/g, ' ').trim());
  const leftOut = cells.flatMap((heading, index) =>
    heading.trim() === '' || names.has(index) || isReported(heading)
      ? []
      : [[index, heading.trim()] as const],
  );
  const compared = [...(alsoHijri ?? new Map()).values()].map(({ index }) => [index, null] as const);
  return {
    result: 'headings',
    headings: {
      kind,
      columns,
      ...(alsoHijri ? { alsoHijri } : {}),
      row,
      width: cells.length,
      headingCount: cells.findLastIndex((cell) => cell.trim() !== '') + 1,
      leftOut: new Map([...leftOut, ...compared]),
    },
    problems: [
      ...problems,
      ...hidden.map(({ name, heading }) => ({
        code: 'COLUMN_HIDDEN' as const,
        heading,
        facts: { column: name },
      })),
    ],
  };
}
