import { type ProblemLog, UnreadableFile } from '../domain/import/import-problem.ts';
import {
  type FaultyRecord,
  FILE_KINDS,
  type FileKind,
  type ImportRecord,
  type ImportSource,
  type RecordChunk,
} from '../domain/import/import-record.ts';
import { csvRows } from './csv-rows.ts';
import type { ColumnName } from './file-kind.ts';
import { fileTypeOf } from './file-type.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { plainText } from './read-cell.ts';
import { type HeadingProblem, type Headings, readHeadings } from './read-headings.ts';
import { ROW_READERS, type RowReading } from './read-row.ts';
import { RowLengths, type ShortRow } from './row-lengths.ts';
import type { TableRow } from './table-row.ts';
import { openWorkbook } from './xlsx-workbook.ts';

const RECORDS_PER_CHUNK = 500;

interface Table {
  readonly worksheet: string | null;
  readonly hidden?: boolean;
  rows(): AsyncGenerator<TableRow>;
}

interface FoundTable extends Table {
  readonly headings: Headings & {
    readonly row: number;
    /** Cells of the row of headings. */
    readonly width: number;
    /** Of them, those up to the last that names a column. */
    readonly named: number;
  };
}

/**
 * Reads a file into records, telling every problem in it: opportunities first, then volunteers, then hours, whatever
 * the order of a workbook's sheets, so that each row finds what it refers to. Streams: memory doesn't grow with the
 * rows of a CSV, and a workbook is bounded. A file that can't be read as a whole throws `UnreadableFile`.
 */
export async function* readImportFile(
  source: ImportSource,
  problems: ProblemLog,
): AsyncGenerator<RecordChunk> {
  const tables = await tablesOf(source);
  const { found, unread } = await findTables(tables, problems);
  if (found.length === 0 && problems.errorCount === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  found.sort((a, b) => FILE_KINDS.indexOf(a.headings.kind) - FILE_KINDS.indexOf(b.headings.kind));
  const count = { rows: 0 };
  for (const table of found)
    for await (const chunk of recordsOf(table, problems, count)) yield { ...chunk, unread };
  if (found.length > 0 && count.rows === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
}

/** The tables that can be read row by row, and the kinds of those that can't. */
async function findTables(tables: readonly Table[], problems: ProblemLog) {
  const found: FoundTable[] = [];
  const unread: FileKind[] = [];
  const nameless: (Table & FirstRow)[] = [];
  for (const table of tables) {
    const headings = await findHeadings(table);
    if (headings === 'empty') continue;
    if ('looked' in headings) {
      if (!table.hidden) nameless.push({ ...table, ...headings });
      continue;
    }
    if (table.hidden) {
      problems.add({ code: 'WORKSHEET_HIDDEN' }, { worksheet: table.worksheet });
      continue;
    }
    tellHeadings(headings.problems, headings.row, table.worksheet, problems);
    if (headings.problems.some(({ code }) => code === 'HEADING_MISSING' || code === 'HEADING_TWICE'))
      unread.push(headings.kind);
    else found.push({ ...table, headings });
  }
  // Beside a sheet of ours others are somebody's own; with none of ours, each was meant to be one.
  const beside = found.length + unread.length > 0;
  for (const { worksheet, row, value } of nameless)
    if (beside) problems.add({ code: 'WORKSHEET_IGNORED' }, { worksheet });
    else problems.add({ code: 'HEADINGS_NOT_FOUND' }, { worksheet, row, value });
  return { found, unread };
}

async function tablesOf(source: ImportSource): Promise<Table[]> {
  if (source.bytes === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  const type = fileTypeOf(await startOf(source), source.fileName);
  const limit = type === 'xlsx' ? IMPORT_LIMITS.xlsxBytes : IMPORT_LIMITS.csvBytes;
  if (source.bytes > limit)
    throw new UnreadableFile({ code: 'FILE_TOO_LARGE', facts: { limit: limit / 1024 / 1024, unit: 'MB' } });
  if (type === 'csv') return [{ worksheet: null, rows: () => csvRows(() => source.open()) }];
  const workbook = await openWorkbook(await wholeOf(source));
  return workbook.map(({ name, hidden, rows }) => ({ worksheet: name, hidden, rows }));
}

async function startOf(source: ImportSource): Promise<Uint8Array> {
  const start: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await source.open()) {
    start.push(chunk);
    length += chunk.length;
    if (length >= 4096) break;
  }
  return Buffer.concat(start);
}

async function wholeOf(source: ImportSource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await source.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What stands where the headings were looked for. */
interface FirstRow {
  readonly looked: number;
  readonly row: number;
  readonly value: string;
}

async function findHeadings(table: Table) {
  let first: FirstRow | undefined;
  let looked = 0;
  for await (const row of table.rows()) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const headings = readHeadings(row.cells);
    if (headings) {
      const named = row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;
      return { ...headings, row: row.row, width: row.cells.length, named };
    }
    looked += 1;
    first ??= { looked, row: row.row, value: row.cells.filter((cell) => cell.trim() !== '').join(' | ') };
    if (looked >= IMPORT_LIMITS.rowsAboveHeadings) break;
  }
  return first ?? ('empty' as const);
}

function tellHeadings(
  found: readonly HeadingProblem[],
  row: number,
  worksheet: string | null,
  problems: ProblemLog,
): void {
  for (const { heading, ...problem } of found)
    problems.add(problem, { worksheet, row, column: heading, value: heading });
}

async function* recordsOf(
  table: FoundTable,
  problems: ProblemLog,
  count: { rows: number },
): AsyncGenerator<Omit<RecordChunk, 'unread'>> {
  const { worksheet, headings } = table;
  const { kind } = headings;
  const read = ROW_READERS[kind];
  const written = Object.fromEntries([...headings.columns].map(([name, { heading }]) => [name, heading]));
  const lengths = new RowLengths(headings.named);
  const tellLength = (code: 'ROW_CUT_OFF' | 'ROW_SHORT', { row, found, expected, value }: ShortRow) =>
    problems.add(
      { code, facts: { found, expected } },
      { worksheet, row, column: headingAt(headings, found - 1), value },
    );
  let records: ImportRecord[] = [];
  let faulty: FaultyRecord[] = [];
  for await (const row of table.rows()) {
    if (row.row <= headings.row || isEmpty(row) || repeats(row, headings)) continue;
    if (isTotal(row, headings)) {
      problems.add({ code: 'TOTAL_ROW_SKIPPED' }, { worksheet, row: row.row });
      continue;
    }
    count.rows += 1;
    if (count.rows > IMPORT_LIMITS.csvRows)
      throw new UnreadableFile(
        { code: 'TOO_MANY_ROWS', facts: { limit: IMPORT_LIMITS.csvRows } },
        { row: row.row },
      );
    // A sheet keeps no cells that were never filled: there a short row says nothing.
    const cut = worksheet === null ? lengths.cutOff(row) : undefined;
    if (cut !== undefined) {
      tellLength('ROW_CUT_OFF', cut);
      continue;
    }
    if (worksheet === null) lengths.add(row);
    const reading = readRow(row, table, read, problems);
    const place = { kind, worksheet, row: row.row };
    if ('value' in reading) records.push({ ...place, value: reading.value } as ImportRecord);
    else faulty.push({ ...place, value: reading.faulty } as FaultyRecord);
    if (records.length + faulty.length === RECORDS_PER_CHUNK) {
      yield { kind, records, faulty, headings: written, rowsRead: count.rows };
      records = [];
      faulty = [];
    }
  }
  for (const short of lengths.exceptions()) tellLength('ROW_SHORT', short);
  if (records.length + faulty.length > 0)
    yield { kind, records, faulty, headings: written, rowsRead: count.rows };
}

function readRow(
  row: TableRow,
  { worksheet, headings }: FoundTable,
  read: (typeof ROW_READERS)[FileKind],
  problems: ProblemLog,
): RowReading<object> {
  const place = { worksheet, row: row.row };
  // In a CSV a comma inside a title without quotes moves every cell after it.
  const beyond =
    worksheet === null ? row.cells.slice(headings.width).find((cell) => cell.trim() !== '') : undefined;
  if (beyond !== undefined) {
    problems.add({ code: 'ROW_TOO_LONG' }, { ...place, value: beyond });
    return { faulty: {} };
  }
  if (row.rowsInCell !== undefined) {
    const column = headingAt(headings, row.rowsInCell);
    problems.add({ code: 'QUOTE_OPEN' }, { ...place, column, value: row.cells[row.rowsInCell] ?? null });
    return { faulty: {} };
  }
  const long = row.cells.find((cell) => cell.length > IMPORT_LIMITS.cellCharacters);
  if (long !== undefined) {
    problems.add(
      { code: 'CELL_TOO_LONG', facts: { limit: IMPORT_LIMITS.cellCharacters } },
      { ...place, value: long },
    );
    return { faulty: {} };
  }
  return read(row, headings, (problem, column: ColumnName | null, value) =>
    problems.add(problem, {
      ...place,
      column: column === null ? null : (headings.columns.get(column)?.heading ?? column),
      value,
    }),
  );
}

const headingAt = ({ columns }: Headings, place: number): string | null =>
  [...columns.values()].find(({ index }) => index === place)?.heading ?? null;

const isEmpty = (row: TableRow) =>
  (row.formulas ?? []).length === 0 && row.cells.every((cell) => cell.trim() === '');

/** The headings again, as on each printed page, or where files were put together, or merged over two rows. */
const repeats = ({ cells }: TableRow, headings: FoundTable['headings']) =>
  [...headings.columns.values()].every(({ index, heading }) => cells[index]?.trim() === heading);

const TOTAL = /^(?:grand\s+)?(?:sub)?totals?\b|^sum\b|^(?:ال)?(?:مجموع|اجمالي|إجمالي)(?:\s|:|$)/i;

/** A row that sums up the ones above: it names itself, and says nothing in most columns. */
function isTotal(row: TableRow, { columns }: Headings): boolean {
  const filled = row.cells.map(plainText).filter((cell) => cell !== '');
  return filled.some((cell) => TOTAL.test(cell)) && filled.length <= Math.ceil(columns.size / 2);
}
