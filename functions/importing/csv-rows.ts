import { CsvError, parse } from 'csv-parse';
import { UnreadableFile } from '../domain/import/import-problem.ts';
import { decodeText } from './decode-text.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import type { TableRow } from './table-row.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const LONGEST_RECORD = 100_000;

/** The rows of a CSV file as they stream in: comma, semicolon, tab or bar, whichever its first lines use. */
export async function* csvRows(open: () => Promise<AsyncIterable<Uint8Array>>): AsyncGenerator<TableRow> {
  const texts = decodeText(await open());
  try {
    yield* rowsOf(texts);
  } finally {
    // Whoever stops early stops the source too.
    await texts.return(undefined);
  }
}

async function* rowsOf(texts: AsyncGenerator<string>): AsyncGenerator<TableRow> {
  const { start, failure } = await firstLines(texts);
  const named = /^\ufeff?sep=([,;\t|])\r?\n/i.exec(start);
  const delimiter = named?.[1] ?? delimiterOf(start);
  const parser = parse({
    bom: true,
    delimiter,
    // All of them, for files put together from others; found out from the first line, it would be one.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
  });
  // Its errors are looked at after each write; an unheard event would end the process.
  parser.on('error', () => {});
  let row = named ? 1 : 0;
  const parsed = function* (): Generator<TableRow> {
    for (let cells = parser.read(); cells !== null; cells = parser.read()) {
      row += 1;
      const rowsInCell = cells.findIndex((cell: string) => holdsRows(cell, cells.length, delimiter));
      yield { row, cells: withinColumns(cells, row), ...(rowsInCell < 0 ? {} : { rowsInCell }) };
    }
    if (parser.errored) throw unreadable(parser.errored, row + 1);
  };
  let last = '';
  try {
    for await (const text of joined(named ? start.slice(named[0].length) : start, failure, texts)) {
      // Written a piece at a time and read empty, the parser works at once and keeps nothing.
      parser.write(text);
      yield* parsed();
      last = text.at(-1) ?? last;
    }
  } catch (error) {
    throw error instanceof UnreadableFile
      ? new UnreadableFile(error.problem, { row: row + 1, ...error.place })
      : error;
  }
  parser.end();
  await new Promise((resolve) => setImmediate(resolve));
  const rest = [...parsed()];
  for (const [place, found] of rest.entries())
    yield place === rest.length - 1 && !/[\r\n]/.test(last) ? { ...found, unended: true } : found;
}

/**
 * A quotation mark that isn't closed takes all up to the next one into its cell, silently where that is in the same
 * column of a later row: then the cell holds the delimiters of whole rows, which a note over two lines hardly does.
 */
function holdsRows(cell: string, width: number, delimiter: string): boolean {
  const lineBreaks = cell.match(/\r\n|\r|\n/g)?.length ?? 0;
  return width > 1 && lineBreaks > 0 && cell.split(delimiter).length - 1 === lineBreaks * (width - 1);
}

function withinColumns(cells: string[], row: number): string[] {
  if (cells.length > IMPORT_LIMITS.columns && cells.slice(IMPORT_LIMITS.columns).some((cell) => cell !== ''))
    throw new UnreadableFile({ code: 'TOO_MANY_COLUMNS', facts: { limit: IMPORT_LIMITS.columns } }, { row });
  return cells;
}

const unreadable = (error: Error, row: number): Error =>
  error instanceof CsvError ? new UnreadableFile({ code: 'QUOTE_OPEN' }, { row }) : error;

/** What tells the delimiter, and why there is no more of it if the file can't be read further. */
async function firstLines(texts: AsyncGenerator<string>): Promise<{ start: string; failure?: unknown }> {
  let start = '';
  try {
    while (start.length < 8192) {
      const next = await texts.next();
      if (next.done) break;
      start += next.value;
    }
  } catch (failure) {
    return { start, failure };
  }
  return { start };
}

async function* joined(
  start: string,
  failure: unknown,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (start !== '') yield start;
  if (failure !== undefined) throw failure;
  yield* rest;
}

/** The delimiter that is written most often outside quotes in the first lines. */
function delimiterOf(start: string): string {
  const unquoted = start
    .slice(0, 8192)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .slice(0, 10)
    .join('\n');
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
