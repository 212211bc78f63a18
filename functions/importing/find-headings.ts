import { UnreadableFile } from '../domain/import/import-problem.ts';
import { type DayColumns, type DayTable, readDayHeadings } from './day-columns.ts';
import type { ColumnName } from './file-kind.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { type DatesSaid, datesSaid } from './headings/dates-said.ts';
import { genderByValues } from './headings/gender-by-values.ts';
import { unitSaid } from './headings/unit-said.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import {
  type ColumnPosition,
  type HeadingProblem,
  type Headings,
  type HeadingsReading,
  readHeadings,
  readStackedHeadings,
  repeatsOrExplains,
  type Said,
  type StackedReading,
} from './read-headings.ts';
import { type SaidValue, saysValues, type TableNames, valuesAbove } from './said-above.ts';
import { rowAsText, type TableRow } from './table-row.ts';
import { type NamedYears, yearsNamed } from './years-named.ts';

/** The headings of a table, with the position and the size of their row. */
export interface TableHeadings extends Headings, DatesSaid {
  /** The row of the headings, or the last one of them. */
  readonly row: number;
  /** All rows of the headings, and of what explains them. */
  readonly rows: readonly TableRow[];
  /** Number of cells in the row of headings. */
  readonly width: number;
  /** Number of cells up to the last heading that is not empty. */
  readonly headingCount: number;
  /** Columns that are not read, with their headings; null where a problem names the column already. */
  readonly leftOut: ReadonlyMap<number, string | null>;
  /** The rows above the headings that aren't empty. */
  readonly above: readonly TableRow[];
  /** The years that the rows above, the worksheet or the file name. */
  readonly years: NamedYears;
  /** Where `said` is written. */
  readonly saidAt?: readonly (SaidValue & { readonly name: ColumnName })[];
  /** The days, where the columns of the table are days. */
  readonly days?: DayColumns;
}

/** Returns what is said above a table in place of its columns, and where. */
export const saidAbove = ({ days, saidAt }: Pick<TableHeadings, 'days' | 'saidAt'>) =>
  days?.said ?? saidAt ?? [];

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

/** Rows of headings, and those below them that may repeat or explain them. */
const MOST_HEADING_ROWS = 3;
const ROWS_AHEAD = MOST_HEADING_ROWS + 2;

/** Looks for the headings of a table in its first rows: in one to three rows, or with days as columns. */
export async function findHeadings(
  rows: AsyncGenerator<TableRow>,
  mapping: HeadingMapping,
  names: TableNames,
): Promise<HeadingSearch> {
  const above: TableRow[] = [];
  const rowsAbove: TableRow[] = [];
  const ahead: TableRow[] = [];
  let isAtEnd = false;
  const lookAhead = async () => {
    while (!isAtEnd && ahead.length < ROWS_AHEAD) {
      const next = ahead.length === 0 ? await nextRow(rows) : await nextRow(rows).catch(ignoreUnreadable);
      if (next === undefined) isAtEnd = true;
      else ahead.push(next);
    }
  };
  for (;;) {
    await lookAhead();
    const [current] = ahead;
    if (current === undefined || above.length === IMPORT_LIMITS.rowsAboveHeadings) break;
    const bare = headingsAt(ahead, mapping, rowsAbove, names);
    const found = bare && withSaid(bare, rowsAbove, mapping);
    if (found) {
      await rows.return(undefined);
      const years = yearsNamed(textsAbove([...rowsAbove, ...found.headings.rows], names), names.file);
      const texts = textsAbove(rowsAbove, names);
      const problems = [
        ...found.problems,
        ...unitSaid(
          found.headings,
          texts.map(({ text }) => text),
          mapping,
        ),
      ];
      const said = datesSaid(found.headings, texts);
      return { ...found, problems, headings: { ...found.headings, ...said, above, years } };
    }
    // The upper of two rows of headings is no other row.
    if (readHeadings(current.cells, mapping) === undefined) above.push(current);
    rowsAbove.push(current);
    ahead.shift();
  }
  await rows.return(undefined);
  const [first] = above;
  if (first === undefined) return { result: 'empty' };
  return { result: 'unrecognised', first: { row: first.row, value: rowAsText(first) } };
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

/** Returns the texts that may say when the hours of a table were worked: of the rows above it and its worksheet. */
const textsAbove = (rows: readonly TableRow[], { worksheet }: TableNames) => [
  ...rows.flatMap(({ cells, row }) => cells.map((text) => ({ text, row }))),
  ...(worksheet === null ? [] : [{ text: worksheet, row: null }]),
];

type FoundHeadings = Omit<Extract<HeadingSearch, { result: 'headings' }>, 'headings'> & {
  readonly headings: Omit<TableHeadings, 'above' | 'years' | keyof DatesSaid>;
};

/** Reads the headings that begin in the first of some rows, alone or together with those below it. */
function headingsAt(
  rows: readonly TableRow[],
  mapping: HeadingMapping,
  above: readonly TableRow[],
  names: TableNames,
): FoundHeadings | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const said = new Set([...valuesAbove(above, mapping)].flatMap(([name, value]) => (value ? [name] : [])));
  if (saysValues(first.cells, mapping)) return undefined;
  const single = readHeadings(first.cells, mapping, said);
  const stacked = stacksOf(rows, mapping, said);
  if (single?.missing === 0) {
    const more = stacked.find(({ reading }) => hasMore(reading, single, first.cells));
    return more ? foundInStack(more, rows) : foundIn(single, first.cells, rows.slice(0, 1), rows);
  }
  const days = readDayHeadings(rows.slice(0, MOST_HEADING_ROWS), mapping, above, names);
  if (days) return daysIn(days, rows);
  const [own] = stacked.toSorted((a, b) => a.reading.missing - b.reading.missing);
  const [below] = rows.slice(1);
  const later = [
    ...(below === undefined ? [] : [readHeadings(below.cells, mapping, said)]),
    ...stacksOf(rows.slice(1), mapping, said).map(({ reading }) => reading),
  ].map((reading) => reading?.missing ?? Number.POSITIVE_INFINITY);
  // The next row will be read as headings itself.
  const isBetter = ({ missing }: HeadingsReading) => later.every((other) => missing < other);
  if (own && (single === undefined || own.reading.missing < single.missing))
    return isBetter(own.reading) ? foundInStack(own, rows) : undefined;
  if (single === undefined || later.some((other) => other < single.missing)) return undefined;
  return foundIn(single, first.cells, rows.slice(0, 1), rows);
}

/** Headings over the first rows of a table. */
interface Stack {
  readonly reading: StackedReading;
  readonly depth: number;
}

/** Reads the headings over the first two and the first three of some rows. */
const stacksOf = (rows: readonly TableRow[], mapping: HeadingMapping, said: Said): Stack[] =>
  Array.from({ length: Math.min(rows.length, MOST_HEADING_ROWS) - 1 }, (_, index) => index + 2).flatMap(
    (depth) => {
      const cells = rows.slice(0, depth).map((row) => row.cells);
      const reading = readStackedHeadings(cells, mapping, said);
      return reading === undefined ? [] : [{ reading, depth }];
    },
  );

/** Adds what is said above a table of hours about all its rows, in place of columns that it lacks. */
function withSaid(found: FoundHeadings, above: readonly TableRow[], mapping: HeadingMapping): FoundHeadings {
  const { kind, columns, days } = found.headings;
  if (kind !== 'hours' || days || columns.size === 0) return found;
  const saidAt = [...valuesAbove(above, mapping)].flatMap(([name, value]) =>
    value === undefined || columns.has(name) ? [] : [{ name, ...value }],
  );
  const said = new Map(saidAt.map(({ name, value }) => [name, value]));
  return { ...found, headings: { ...found.headings, said, saidAt } };
}

/**
 * Returns whether headings over several rows have every column that the upper row has alone, and others or calendars
 * besides, or one of the columns below it: of hours those that were worked.
 */
function hasMore(double: HeadingsReading, single: HeadingsReading, upper: readonly string[]): boolean {
  const { columns, alsoHijri } = double;
  const isBelow = (at: number | undefined, group: number) =>
    at !== undefined && at > group && upper.slice(group + 1, at + 1).every((cell) => cell.trim() === '');
  const hasIt = ([name, { index }]: [ColumnName, ColumnPosition]) =>
    columns.get(name)?.index === index ||
    alsoHijri?.get(name)?.index === index ||
    isBelow(columns.get(name)?.index, index);
  const isElsewhere = [...single.columns].some(([name, { index }]) =>
    isBelow(columns.get(name)?.index, index),
  );
  const saysCalendar = [...single.columns].some(
    ([name, { calendar }]) =>
      (alsoHijri?.has(name) && !single.alsoHijri?.has(name)) || columns.get(name)?.calendar !== calendar,
  );
  return (
    double.kind === single.kind &&
    (columns.size > single.columns.size || saysCalendar || isElsewhere) &&
    [...single.columns].every(hasIt) &&
    double.problems.length <= single.problems.length
  );
}

const foundInStack = ({ reading, depth }: Stack, rows: readonly TableRow[]): FoundHeadings =>
  foundIn(reading, reading.labels, rows.slice(0, depth), rows);

function daysIn(days: DayTable, rows: readonly TableRow[]): FoundHeadings {
  const own = rows.slice(0, days.depth);
  if ('reading' in days) {
    const found = foundIn(days.reading, days.labels, own, rows);
    const width = days.width + 2 + days.said.length;
    return { ...found, headings: { ...found.headings, days, width } };
  }
  const width = Math.max(...own.map(({ cells }) => cells.length));
  const row = own.at(-1)?.row ?? 0;
  const headings = { kind: 'hours', columns: new Map(), row, rows: own, width } as const;
  const problems = [{ ...days.problem, heading: null }];
  return {
    result: 'headings',
    headings: { ...headings, headingCount: width, leftOut: new Map() },
    problems,
  };
}

/** `own` are the rows of the headings, the first of `rows`; those behind them may only repeat or explain them. */
function foundIn(
  reading: HeadingsReading,
  cells: readonly string[],
  own: readonly TableRow[],
  rows: readonly TableRow[],
): FoundHeadings {
  const behind = rows.slice(own.length);
  const others = behind.findIndex((row) => !repeatsOrExplains(row.cells, reading));
  const headingRows = rows.slice(0, own.length + (others < 0 ? behind.length : others));
  const { kind, columns, alsoHijri, problems } = genderByValues(reading, rows.slice(headingRows.length));
  const names = new Map([...columns].map(([name, position]) => [position.index, { name, ...position }]));
  const hidden = [...(own[0]?.hiddenColumns ?? [])].flatMap((index) => names.get(index) ?? []);
  const isReported = (heading: string) =>
    problems.some((problem) => problem.heading === heading.replace(/\s+/g, ' ').trim());
  const width = Math.max(cells.length, ...headingRows.map((row) => row.cells.length));
  const labels = Array.from(
    { length: width },
    (_, index) =>
      [cells[index], ...headingRows.map((row) => row.cells[index])].find(
        (text) => (text ?? '').trim() !== '',
      ) ?? '',
  );
  const leftOut = labels.flatMap((heading, index) =>
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
      row: headingRows.at(-1)?.row ?? 0,
      rows: headingRows,
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
