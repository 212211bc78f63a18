import { type ProblemLog, UnreadableFile } from '../domain/import/import-problem.ts';
import type { FileKind, ImportSource } from '../domain/import/import-record.ts';
import type { UnderstandingLog } from '../domain/import/understanding.ts';
import { isTotal } from './below-table.ts';
import { columnOfUnit, withUnit } from './beside/hours-unit.ts';
import { columnsOfHalves, withHalves } from './beside/time-halves.ts';
import { csvRows } from './csv/csv-rows.ts';
import { dayRows } from './day-columns.ts';
import type { ColumnName } from './file-kind.ts';
import { fileTypeOf } from './file-type.ts';
import { type FirstRow, findHeadings, type HeadingSearch, type TableHeadings } from './find-headings.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { readHeadings } from './read-headings.ts';
import { repeatedHeadings } from './repeated-headings.ts';
import { saidOtherwise } from './said-above.ts';
import type { TableRow } from './table-row.ts';
import { isGarbled } from './values/read-text.ts';
import { openWorkbook } from './workbook/xlsx-workbook.ts';

/** Bytes that suffice to recognise the type of a file. */
const TYPE_BYTES = 4096;

/** The rows of a CSV file or of one worksheet. */
interface Table {
  /** Null for CSV. */
  readonly worksheet: string | null;
  readonly hidden?: boolean;
  /** Streams the rows, from the first one on each call. */
  rows(): AsyncGenerator<TableRow>;
}

/** A table whose rows can be read by its headings. */
export interface FoundTable extends Table {
  readonly headings: TableHeadings;
}

/** Headings with which a table's rows can't be read. */
const UNREADABLE = [
  'HEADING_MISSING',
  'HEADING_TWICE',
  'HEADING_UNIT',
  'DAYS_AS_COLUMNS',
  'WEEKS_AS_COLUMNS',
];

/**
 * Finds the tables of a file that can be read row by row, and adds the problems of the others. `unreadableKinds` are
 * the kinds of tables that were recognised but whose headings have errors.
 *
 * @throws UnreadableFile when the file is not a readable CSV or workbook.
 */
export async function findTables(
  source: ImportSource,
  problems: ProblemLog,
  understanding: UnderstandingLog,
  mapping: HeadingMapping,
) {
  const found: FoundTable[] = [];
  const unreadableKinds: FileKind[] = [];
  const unrecognised: (FirstRow & { readonly worksheet: string | null })[] = [];
  const searches: { readonly table: Table; readonly search: FoundSearch }[] = [];
  for (const table of await openTables(source, understanding)) {
    const { worksheet } = table;
    const search = await findHeadings(table.rows(), mapping, { worksheet, file: source.fileName });
    if (search.result === 'empty') continue;
    if (search.result === 'unrecognised') {
      if (!table.hidden) unrecognised.push({ worksheet, ...search.first });
      continue;
    }
    if (table.hidden) {
      problems.add({ code: 'WORKSHEET_HIDDEN' }, { worksheet });
      continue;
    }
    searches.push({ table, search });
  }
  const hasHours = searches.some(({ search }) => search.headings.kind === 'hours' && isReadable(search));
  for (const { table, search } of searches) {
    const { worksheet } = table;
    const { headings } = search;
    if (hasHours && isOfTotals(search)) {
      problems.add({ code: 'WORKSHEET_OF_TOTALS' }, { worksheet });
      continue;
    }
    for (const { heading, ...problem } of search.problems)
      problems.add(problem, { worksheet, row: headings.row, column: heading, value: heading });
    if (!isReadable(search)) unreadableKinds.push(headings.kind);
    else found.push(withDaysAsRows(withUnits(withHalvesOfDays({ ...table, headings })), mapping));
  }
  for (const heading of mapping.absent)
    problems.add({ code: 'MAPPED_HEADING_ABSENT' }, { column: heading, value: heading });
  // Next to a recognised worksheet, others hold something else. Without one, each was meant to be imported.
  const recognised = found.length + unreadableKinds.length > 0;
  for (const { worksheet, row, value } of unrecognised)
    if (recognised) problems.add({ code: 'WORKSHEET_IGNORED' }, { worksheet });
    else problems.add({ code: whyUnrecognised(value) }, { worksheet, row, value });
  return { found, unreadableKinds };
}

type FoundSearch = Extract<HeadingSearch, { readonly result: 'headings' }>;

const isReadable = ({ problems }: FoundSearch): boolean =>
  !problems.some(({ code }) => UNREADABLE.includes(code));

/** Returns whether a worksheet sums up the hours of another: it has totals, and no dates. */
function isOfTotals({ headings: { kind, columns, days } }: FoundSearch): boolean {
  const isDated = ['date', 'start', 'end'].some((name) => columns.has(name as ColumnName));
  return kind === 'hours' && !days && !isDated && isTotal(columns.get('hours')?.heading ?? '');
}

/** Returns why no headings were found, by the first row. */
function whyUnrecognised(row: string): 'TEXT_GARBLED' | 'HEADINGS_IN_ONE_CELL' | 'HEADINGS_NOT_FOUND' {
  if (isGarbled(row)) return 'TEXT_GARBLED';
  return readHeadings(row.split(/[,;\t|^~،؛]/)) === undefined ? 'HEADINGS_NOT_FOUND' : 'HEADINGS_IN_ONE_CELL';
}

/** Returns a table with «ص/م» in columns of their own with that behind the times. */
function withHalvesOfDays(table: FoundTable): FoundTable {
  const { headings } = table;
  const halves = columnsOfHalves(headings);
  if (halves.length === 0) return table;
  const leftOut = new Map([...headings.leftOut, ...halves.map((index) => [index, null] as const)]);
  return {
    ...table,
    headings: { ...headings, leftOut },
    async *rows() {
      for await (const row of table.rows()) yield row.row > headings.row ? withHalves(row, halves) : row;
    },
  };
}

/** Returns a table whose hours have their unit in a column of its own with it behind them. */
function withUnits(table: FoundTable): FoundTable {
  const { headings } = table;
  const column = columnOfUnit(headings);
  if (column === undefined) return table;
  return {
    ...table,
    async *rows() {
      for await (const row of table.rows()) yield row.row > headings.row ? withUnit(row, column) : row;
    },
  };
}

/** Returns a table whose columns are days with one row for each day. */
function withDaysAsRows(table: FoundTable, mapping: HeadingMapping): FoundTable {
  const { headings } = table;
  const { days, columns } = headings;
  if (days === undefined) return table;
  const repeatsHeadings = repeatedHeadings(headings);
  const entryIndex = columns.get('entry_id')?.index;
  const findOther = saidOtherwise(days.said, mapping);
  return {
    ...table,
    async *rows() {
      for await (const row of table.rows())
        if (row.row <= headings.row || repeatsHeadings(row)) continue;
        else if (findOther(row) !== undefined) yield row;
        else yield* dayRows(row, days, entryIndex, table.worksheet !== null);
    },
  };
}

async function openTables(source: ImportSource, understanding: UnderstandingLog): Promise<Table[]> {
  if (source.bytes === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  const type = fileTypeOf(await readBytes(source, TYPE_BYTES), source.fileName);
  const limit = type === 'xlsx' ? IMPORT_LIMITS.xlsxBytes : IMPORT_LIMITS.csvBytes;
  if (source.bytes > limit)
    throw new UnreadableFile({ code: 'FILE_TOO_LARGE', facts: { limit: limit / 1024 / 1024, unit: 'MB' } });
  if (type === 'csv') return [{ worksheet: null, rows: () => csvRows(() => source.open(), understanding) }];
  const workbook = await openWorkbook(await readBytes(source));
  return workbook.map(({ name, hidden, rows }) => ({ worksheet: name, hidden, rows }));
}

/** Reads the first chunks of a file with at least `atLeast` bytes together, or the whole file. */
async function readBytes(source: ImportSource, atLeast = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await source.open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= atLeast) break;
  }
  return Buffer.concat(chunks);
}
