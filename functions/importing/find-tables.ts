import { type ProblemLog, UnreadableFile } from '../domain/import/import-problem.ts';
import type { FileKind, ImportSource } from '../domain/import/import-record.ts';
import { csvRows } from './csv-rows.ts';
import { fileTypeOf } from './file-type.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { type HeadingProblem, type Headings, readHeadings } from './read-headings.ts';
import type { TableRow } from './table-row.ts';
import { openWorkbook } from './xlsx-workbook.ts';

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

/** The headings of a table, with the position and the size of their row. */
export interface TableHeadings extends Headings {
  readonly row: number;
  /** Number of cells in the row of headings. */
  readonly width: number;
  /** Number of cells up to the last heading that is not empty. */
  readonly headingCount: number;
}

/** A table whose rows can be read by its headings. */
export interface FoundTable extends Table {
  readonly headings: TableHeadings;
}

/** The first row of a table in which no headings were found. */
interface FirstRow {
  readonly row: number;
  readonly value: string;
}

type HeadingSearch =
  | { readonly result: 'headings'; readonly headings: TableHeadings; readonly problems: HeadingProblem[] }
  | { readonly result: 'unrecognised'; readonly first: FirstRow }
  | { readonly result: 'empty' };

/**
 * Finds the tables of a file that can be read row by row, and adds the problems of the others. `unreadableKinds` are
 * the kinds of tables that were recognised but whose headings have errors.
 *
 * @throws UnreadableFile when the file is not a readable CSV or workbook.
 */
export async function findTables(source: ImportSource, problems: ProblemLog) {
  const found: FoundTable[] = [];
  const unreadableKinds: FileKind[] = [];
  const unrecognised: (FirstRow & { readonly worksheet: string | null })[] = [];
  for (const table of await openTables(source)) {
    const { worksheet } = table;
    const search = await findHeadings(table);
    if (search.result === 'empty') continue;
    if (search.result === 'unrecognised') {
      if (!table.hidden) unrecognised.push({ worksheet, ...search.first });
      continue;
    }
    if (table.hidden) {
      problems.add({ code: 'WORKSHEET_HIDDEN' }, { worksheet });
      continue;
    }
    const { headings } = search;
    for (const { heading, ...problem } of search.problems)
      problems.add(problem, { worksheet, row: headings.row, column: heading, value: heading });
    if (search.problems.some(({ code }) => code === 'HEADING_MISSING' || code === 'HEADING_TWICE'))
      unreadableKinds.push(headings.kind);
    else found.push({ ...table, headings });
  }
  // Next to a recognised worksheet, others hold something else. Without one, each was meant to be imported.
  const recognised = found.length + unreadableKinds.length > 0;
  for (const { worksheet, row, value } of unrecognised)
    if (recognised) problems.add({ code: 'WORKSHEET_IGNORED' }, { worksheet });
    else problems.add({ code: 'HEADINGS_NOT_FOUND' }, { worksheet, row, value });
  return { found, unreadableKinds };
}

async function openTables(source: ImportSource): Promise<Table[]> {
  if (source.bytes === 0) throw new UnreadableFile({ code: 'FILE_EMPTY' });
  const type = fileTypeOf(await readBytes(source, TYPE_BYTES), source.fileName);
  const limit = type === 'xlsx' ? IMPORT_LIMITS.xlsxBytes : IMPORT_LIMITS.csvBytes;
  if (source.bytes > limit)
    throw new UnreadableFile({ code: 'FILE_TOO_LARGE', facts: { limit: limit / 1024 / 1024, unit: 'MB' } });
  if (type === 'csv') return [{ worksheet: null, rows: () => csvRows(() => source.open()) }];
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

async function findHeadings(table: Table): Promise<HeadingSearch> {
  let first: FirstRow | undefined;
  let searchedRows = 0;
  for await (const { row, cells } of table.rows()) {
    const filled = cells.filter((cell) => cell.trim() !== '');
    if (filled.length === 0) continue;
    const reading = readHeadings(cells);
    if (reading) {
      const { problems, ...headings } = reading;
      const headingCount = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
      return {
        result: 'headings',
        headings: { ...headings, row, width: cells.length, headingCount },
        problems,
      };
    }
    first ??= { row, value: filled.join(' | ') };
    searchedRows += 1;
    if (searchedRows >= IMPORT_LIMITS.rowsAboveHeadings) break;
  }
  return first === undefined ? { result: 'empty' } : { result: 'unrecognised', first };
}
