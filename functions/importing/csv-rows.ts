import { CsvError, parse } from 'csv-parse';
import { UnreadableFile } from '../domain/import-problem.ts';
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
  const start = await firstLines(texts);
  const named = /^\ufeff?sep=([,;\t|])\r?\n/i.exec(start);
  const parser = parse({
    bom: true,
    delimiter: named?.[1] ?? delimiterOf(start),
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
      yield { row, cells: withinColumns(cells, row) };
    }
    if (parser.errored) throw unreadable(parser.errored, row + 1);
  };
  for await (const text of joined(named ? start.slice(named[0].length) : start, texts)) {
    // Written a piece at a time and read empty, the parser works at once and keeps nothing.
    parser.write(text);
    yield* parsed();
  }
  parser.end();
  await new Promise((resolve) => setImmediate(resolve));
  yield* parsed();
}

function withinColumns(cells: string[], row: number): string[] {
  if (cells.length > IMPORT_LIMITS.columns && cells.slice(IMPORT_LIMITS.columns).some((cell) => cell !== ''))
    throw new UnreadableFile({ code: 'TOO_MANY_COLUMNS', facts: { limit: IMPORT_LIMITS.columns } }, { row });
  return cells;
}

const unreadable = (error: Error, row: number): Error =>
  error instanceof CsvError ? new UnreadableFile({ code: 'QUOTE_OPEN' }, { row }) : error;

async function firstLines(texts: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (start.length < 8192) {
    const next = await texts.next();
    if (next.done) break;
    start += next.value;
  }
  return start;
}

async function* joined(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (start !== '') yield start;
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
