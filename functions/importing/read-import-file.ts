import { type CellProblem, type ProblemLog, UnreadableFile } from '../domain/import/import-problem.ts';
import {
  type FaultyRecord,
  FILE_KINDS,
  type ImportRecord,
  type ImportSource,
  type NamesInRow,
  type RecordChunk,
} from '../domain/import/import-record.ts';
import { MadeEntryIds } from '../domain/import/made-entry-ids.ts';
import type { ReadingContext } from '../domain/import/reading-options.ts';
import { UnderstandingLog } from '../domain/import/understanding.ts';
import { ageBeside } from './beside/age-beside.ts';
import { type BesideHours, besideHours } from './beside/beside-hours.ts';
import { namesBeside } from './beside/names-beside.ts';
import { RowLengths, type ShortRow } from './csv/row-lengths.ts';
import type { ColumnName } from './file-kind.ts';
import { saidAbove, type TableHeadings } from './find-headings.ts';
import { type FoundTable, findTables } from './find-tables.ts';
import { HeadingMapping } from './heading-mapping.ts';
import { unitSaid } from './headings/unit-said.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { headingsAgain } from './repeated-headings.ts';
import { RowFilter } from './row-filter.ts';
import { exchangedDate } from './rows/exchanged-date.ts';
import { NotCounting } from './rows/not-counting.ts';
import { ROW_READERS } from './rows/read-row.ts';
import type { RowReading } from './rows/row-reader.ts';
import { TableRules } from './rows/table-rules.ts';
import { saidOtherwise } from './said-above.ts';
import { TableCounts } from './table-counts.ts';
import { TableObserver } from './table-observer.ts';
import type { TableRow } from './table-row.ts';
import { isWithoutYear } from './values/read-date.ts';
import { saidOrder } from './values/said-order.ts';
import { type NamedYears, YearCollector } from './years-named.ts';

const RECORDS_PER_CHUNK = 500;
/** Cells of rows that are skipped. */
const MOST_SAID = 1_000;
/** Columns of which a merged cell doesn't say whose its value is. */
const MERGED_REFUSED = ['hours', 'minutes', 'required_hours'] as const;

/** What the readings of all tables of a file share. */
interface FileContext {
  readonly problems: ProblemLog;
  readonly understanding: UnderstandingLog;
  readonly reading: ReadingContext;
  readonly made: MadeEntryIds;
  /** Rows read so far. */
  rows: number;
}

/**
 * Reads a file into records, and adds every problem to `problems`. Yields opportunities first, then volunteers, then
 * hours, in any order of the worksheets, so that the records that a row refers to come before it. A CSV is streamed in
 * constant memory; a workbook is limited by `IMPORT_LIMITS`.
 *
 * @throws UnreadableFile when the file can't be read, or not any further.
 */
export async function* readImportFile(
  source: ImportSource,
  problems: ProblemLog,
  understanding = new UnderstandingLog(),
  reading: ReadingContext = {},
): AsyncGenerator<RecordChunk> {
  const { found, unreadableKinds } = await findTables(
    source,
    problems,
    understanding,
    new HeadingMapping(reading.headings),
  );
  if (found.length === 0 && problems.errorCount === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  found.sort((a, b) => FILE_KINDS.indexOf(a.headings.kind) - FILE_KINDS.indexOf(b.headings.kind));
  const file: FileContext = { problems, understanding, reading, made: new MadeEntryIds(), rows: 0 };
  for (const table of found)
    for await (const chunk of recordsOf(table, file)) yield { ...chunk, unreadableKinds };
  if (found.length > 0 && file.rows === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
}

async function* recordsOf(
  table: FoundTable,
  file: FileContext,
): AsyncGenerator<Omit<RecordChunk, 'unreadableKinds'>> {
  const { kind, columns } = table.headings;
  const headings = Object.fromEntries([...columns].map(([name, { heading }]) => [name, heading]));
  let records: ImportRecord[] = [];
  let faulty: FaultyRecord[] = [];
  let held = 0;
  const chunk = () => ({ kind, records, faulty, headings, rowsRead: file.rows });
  for await (const { row, named, reading } of readingsOf(table, file)) {
    const source = { kind, worksheet: table.worksheet, row, ...(named === undefined ? {} : { named }) };
    if ('value' in reading) records.push({ ...source, value: reading.value } as ImportRecord);
    else if ('faulty' in reading) faulty.push({ ...source, value: reading.faulty } as FaultyRecord);
    else held += 1;
    if (records.length + faulty.length + held === RECORDS_PER_CHUNK) {
      yield chunk();
      records = [];
      faulty = [];
      held = 0;
    }
  }
  if (records.length + faulty.length + held > 0) yield chunk();
}

/** Reads the rows below the headings, except empty rows, repeated headings, totals and a row that is cut off. */
async function* readingsOf(
  table: FoundTable,
  file: FileContext,
): AsyncGenerator<{ row: number; named: NamesInRow | undefined; reading: RowReading<object> }> {
  const { worksheet, headings } = table;
  const { problems } = file;
  const counts = new TableCounts();
  const filter = new RowFilter(table, problems, counts);
  const observer = new TableObserver(table, problems, counts, file.understanding);
  const rules = new TableRules(file.reading, worksheet !== null, headings);
  const dateIndex = headings.columns.get('date')?.index ?? -1;
  let areDatesSearched = false;
  const lengths = new RowLengths(headings.headingCount);
  const mapping = new HeadingMapping(file.reading.headings);
  const findBeside = (headings.kind === 'volunteers' ? ageBeside : besideHours)(headings, mapping);
  /** Cells of the rows that are no data, which may say what the others are. */
  const said = new Set<string>();
  const notCounting = new NotCounting(worksheet, headings.above);
  const findNames = namesBeside(headings, mapping);
  const headingsOf = headingsAgain(headings, mapping);
  const findOther = saidOtherwise(saidAbove(headings), mapping);
  const addLengthProblem = (code: 'ROW_CUT_OFF' | 'ROW_SHORT', { row, found, expected, value }: ShortRow) => {
    const column = headingAt(headings, found - 1);
    problems.add({ code, facts: { found, expected } }, { worksheet, row, column, value });
  };
  const addNotCounting = (found: { readonly row: number; readonly text: string } | undefined) => {
    if (found !== undefined)
      problems.add({ code: 'ROWS_NOT_COUNTING' }, { worksheet, row: found.row, value: found.text });
  };
  for await (const row of table.rows()) {
    if (row.row > headings.row && headingsOf(row) !== undefined) {
      if (headingsOf(row) === 'same') continue;
      problems.add({ code: 'HEADINGS_AGAIN' }, { worksheet, row: row.row, value: row.cells.join(' | ') });
      break;
    }
    const other = row.row > headings.row ? findOther(row) : undefined;
    if (other !== undefined) {
      const { name, value, above } = other;
      const facts = { column: name, otherValue: above.value, otherRow: above.row };
      problems.add({ code: 'SAID_OTHERWISE', facts }, { worksheet, row: row.row, value });
      break;
    }
    if (!filter.isData(row)) {
      if (row.row <= headings.row) continue;
      if (headings.kind === 'hours') notCounting.skip(row);
      if (said.size < MOST_SAID) for (const cell of row.cells) said.add(cell);
      continue;
    }
    file.rows += 1;
    checkRowLimit(file.rows, row.row);
    // Worksheets don't store empty cells, so only the length of a CSV row is significant.
    if (worksheet === null) {
      const cutOff = lengths.cutOff(row);
      if (cutOff !== undefined) {
        addLengthProblem('ROW_CUT_OFF', cutOff);
        continue;
      }
      lengths.add(row);
    }
    if (!areDatesSearched && isWithoutYear(row.cells[dateIndex] ?? '')) {
      rules.years = { ...(await yearsOfDates(table, dateIndex)), ...rules.years };
      areDatesSearched = true;
    }
    for (const [index, heading] of headings.leftOut)
      rules.noteOther({ row: row.row, column: heading, value: row.cells[index] ?? '' });
    const reading = readRow(observer.observe(row), table, rules, file, findBeside(row));
    addNotCounting(notCounting.of(row.row, reading));
    const exchanged = exchangedDate(row, reading, headings);
    if (exchanged?.fits !== undefined) {
      const { fits, ...position } = exchanged;
      problems.add({ code: 'DATE_EXCHANGED', facts: { date: fits } }, { worksheet, ...position });
    } else if (exchanged !== undefined) rules.noteExchanged(exchanged);
    yield { row: row.row, named: findNames(row.cells), reading };
  }
  addNotCounting(notCounting.end());
  for (const { heading, ...problem } of unitSaid(headings, [...said], mapping))
    problems.add(problem, { worksheet, row: headings.row, column: heading, value: heading });
  rules.saysMonthFirst ||= [...said].some((text) => saidOrder(text) === 'mdy');
  for (const { problem, position } of rules.findings()) problems.add(problem, { worksheet, ...position });
  for (const short of lengths.exceptions()) addLengthProblem('ROW_SHORT', short);
  observer.end(rules);
}

/** Returns the years of the dates of a table that have one. */
async function yearsOfDates(table: FoundTable, index: number): Promise<NamedYears> {
  const collector = new YearCollector();
  for await (const { row, cells } of table.rows())
    if (row > table.headings.row) collector.add({ text: cells[index] ?? '', row });
  return collector.years;
}

function checkRowLimit(rows: number, row: number): void {
  const limit = IMPORT_LIMITS.csvRows;
  if (rows > limit) throw new UnreadableFile({ code: 'TOO_MANY_ROWS', facts: { limit } }, { row });
}

function readRow(
  row: TableRow,
  { worksheet, headings }: FoundTable,
  rules: TableRules,
  { problems, made }: FileContext,
  beside: BesideHours,
): RowReading<object> {
  const fail = (problem: CellProblem, value: string, column: string | null = null): RowReading<object> => {
    problems.add(problem, { worksheet, row: row.row, column, value });
    return { faulty: {} };
  };
  // In a CSV, an unquoted comma within a text shifts all following cells.
  const surplus =
    worksheet === null ? row.cells.slice(headings.width).find((cell) => cell.trim() !== '') : undefined;
  if (surplus !== undefined) return fail({ code: 'ROW_TOO_LONG' }, surplus);
  const split = worksheet === null ? splitHours(row, headings) : undefined;
  if (split !== undefined) return fail({ code: 'ROW_TOO_LONG' }, split);
  const index = row.unclosedQuoteIndex;
  if (index !== undefined)
    return fail({ code: 'QUOTE_OPEN' }, row.cells[index] ?? '', headingAt(headings, index));
  const limit = IMPORT_LIMITS.cellCharacters;
  const tooLong = row.cells.find((cell) => cell.length > limit);
  if (tooLong !== undefined) return fail({ code: 'CELL_TOO_LONG', facts: { limit } }, tooLong);
  const report = (problem: CellProblem, column: ColumnName | null, value: string) =>
    problems.add(problem, {
      worksheet,
      row: row.row,
      column: columnShown(column, row, headings),
      value,
    });
  const mergedHours = MERGED_REFUSED.map((name) => headings.columns.get(name)).find(
    (column) => column !== undefined && row.merged?.includes(column.index),
  );
  if (mergedHours)
    return fail(
      { code: 'CELL_MERGED' },
      row.cells[mergedHours.index] ?? '',
      row.dayHeading ?? mergedHours.heading,
    );
  const struck = [...headings.columns.values()].find(({ index }) => row.struck?.includes(index));
  if (struck) return fail({ code: 'CELL_STRUCK' }, row.cells[struck.index] ?? '', struck.heading);
  const changing = beside.problem;
  if (changing) return fail(changing.problem, changing.value, changing.heading);
  return ROW_READERS[headings.kind](row, { headings, rules, report, beside, worksheet }, made);
}

/** Returns hours such as `4,5` of which the comma made two cells, the second without a heading. */
function splitHours({ cells }: TableRow, { columns, leftOut }: TableHeadings): string | undefined {
  const index = (columns.get('hours') ?? columns.get('required_hours'))?.index;
  if (index === undefined) return undefined;
  const [whole = '', part = ''] = [cells[index], cells[index + 1]];
  if (!/^\d{1,2}$/.test(part) || !/^\d+$/.test(whole)) return undefined;
  const hasHeading =
    leftOut.has(index + 1) || [...columns.values()].some((column) => column.index === index + 1);
  return hasHeading ? undefined : `${whole},${part}`;
}

/** Returns a column's heading; for the day or the hours of a table of days, the heading of the day. */
const columnShown = (column: ColumnName | null, { dayHeading }: TableRow, { columns }: TableHeadings) =>
  column === null || ((column === 'hours' || column === 'date') && dayHeading !== undefined)
    ? (dayHeading ?? null)
    : (columns.get(column)?.heading ?? column);

const headingAt = ({ columns }: TableHeadings, index: number): string | null =>
  [...columns.values()].find((column) => column.index === index)?.heading ?? null;
