import { setImmediate } from 'node:timers/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import type { UnderstandingLog } from '../../domain/import/understanding.ts';
import { IMPORT_LIMITS } from '../import-limits.ts';
import { readHeadings } from '../read-headings.ts';
import type { TableRow } from '../table-row.ts';
import { decodeText } from './decode-text.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const MAX_RECORD_CHARACTERS = 100_000;
/** Characters at the start of the file in which the delimiter is looked for. */
const SAMPLE_CHARACTERS = 8192;
const SAMPLE_LINES = 12;

/**
 * Streams the rows of a CSV file. The delimiter is the comma, semicolon, tab or vertical bar that divides the headings.
 * Records the encoding and the delimiter.
 *
 * @throws UnreadableFile when the file can't be decoded or parsed further.
 */
export async function* csvRows(
  open: () => Promise<AsyncIterable<Uint8Array>>,
  understanding: UnderstandingLog,
): AsyncGenerator<TableRow> {
  const texts = decodeText(await open(), (found) => understanding.setText(found));
  try {
    yield* rowsOf(texts, understanding);
  } finally {
    // A consumer that stops early also closes the source.
    await texts.return(undefined);
  }
}

async function* rowsOf(
  texts: AsyncGenerator<string>,
  understanding: UnderstandingLog,
): AsyncGenerator<TableRow> {
  const { sample, failure } = await readSample(texts);
  const declared = /^\ufeff?sep=([,;\t|])\r?\n/i.exec(sample);
  const delimiter = declared?.[1] ?? delimiterOf(sample);
  understanding.setText({ delimiter });
  const parser = newParser(delimiter);
  let row = declared ? 1 : 0;
  const parsedRows = function* (): Generator<TableRow> {
    for (let cells: string[] | null = parser.read(); cells !== null; cells = parser.read()) {
      row += 1;
      checkColumns(cells, row);
      const width = cells.length;
      const unclosedQuoteIndex = cells.findIndex((cell) => holdsRows(cell, width, delimiter));
      yield { row, cells: asShown(cells), ...(unclosedQuoteIndex < 0 ? {} : { unclosedQuoteIndex }) };
    }
    if (parser.errored) throw unreadable(parser.errored, row + 1);
  };
  let lastCharacter = '';
  try {
    const rest = declared ? sample.slice(declared[0].length) : sample;
    for await (const text of joined(rest, failure, texts)) {
      // The parser works synchronously and buffers nothing when it is read empty after each write.
      parser.write(text);
      yield* parsedRows();
      lastCharacter = text.at(-1) ?? lastCharacter;
    }
  } catch (error) {
    throw error instanceof UnreadableFile
      ? new UnreadableFile(error.problem, { row: row + 1, ...error.position })
      : error;
  }
  parser.end();
  await setImmediate();
  const lastRows = [...parsedRows()];
  for (const [index, last] of lastRows.entries()) {
    const unterminated = index === lastRows.length - 1 && !/[\r\n]/.test(lastCharacter);
    yield unterminated ? { ...last, unterminated } : last;
  }
}

function newParser(delimiter: string): Parser {
  const parser = parse({
    bom: true,
    delimiter,
    // Concatenated files may mix line ends. By default the parser accepts only that of the first line.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  // `parser.errored` is checked after each write. Without a listener the event would end the process.
  parser.on('error', () => {});
  return parser;
}

/** A formula that is only a text, by which programs keep leading zeros in Excel: `="00123"`. */
const ONLY_TEXT = /^="((?:[^"]|"")*)"$/;

/** Returns the cells as a spreadsheet shows them. */
const asShown = (cells: string[]): string[] =>
  cells.some((cell) => cell.startsWith('="'))
    ? cells.map((cell) => ONLY_TEXT.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell)
    : cells;

/**
 * Returns whether a cell holds whole rows. An unclosed quotation mark takes everything up to the next mark into its
 * cell, without an error if that one is in the same column of a later row. The cell then holds as many delimiters as
 * whole rows have, which is very unlikely in a text of several lines.
 */
function holdsRows(cell: string, width: number, delimiter: string): boolean {
  const lineBreaks = cell.match(/\r\n|\r|\n/g)?.length ?? 0;
  return width > 1 && lineBreaks > 0 && cell.split(delimiter).length - 1 === lineBreaks * (width - 1);
}

function checkColumns(cells: readonly string[], row: number): void {
  if (cells.length > IMPORT_LIMITS.columns && cells.slice(IMPORT_LIMITS.columns).some((cell) => cell !== ''))
    throw new UnreadableFile({ code: 'TOO_MANY_COLUMNS', facts: { limit: IMPORT_LIMITS.columns } }, { row });
}

const unreadable = (error: Error, row: number): Error =>
  error instanceof CsvError ? new UnreadableFile({ code: 'QUOTE_OPEN' }, { row }) : error;

/** Reads enough text to find the delimiter. `failure` is the error that ended it, thrown after the rows before it. */
async function readSample(texts: AsyncGenerator<string>): Promise<{ sample: string; failure?: unknown }> {
  let sample = '';
  try {
    while (sample.length < SAMPLE_CHARACTERS) {
      const next = await texts.next();
      if (next.done) break;
      sample += next.value;
    }
  } catch (failure) {
    return { sample, failure };
  }
  return { sample };
}

async function* joined(
  sample: string,
  failure: unknown,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (sample !== '') yield sample;
  if (failure !== undefined) throw failure;
  yield* rest;
}

/**
 * Returns the delimiter between the headings, of those that occur in the first ten lines outside quotation marks; where
 * none divides headings, the most frequent. Remarks may hold more commas than a row has semicolons.
 */
function delimiterOf(sample: string): string {
  const lines = sample
    .slice(0, SAMPLE_CHARACTERS)
    .replace(/"[^"]*"/g, (quoted) => quoted.replace(/[,;\t|\r\n]/g, ' '))
    .split(/\r\n|\n|\r/)
    .slice(0, SAMPLE_LINES);
  const countOf = (delimiter: string) => lines.join('\n').split(delimiter).length;
  const byCount = DELIMITERS.filter((delimiter) => countOf(delimiter) > 1).toSorted(
    (a, b) => countOf(b) - countOf(a),
  );
  const dividesHeadings = (delimiter: string) =>
    lines.some((line) => {
      const cells = line.split(delimiter);
      return cells.length > 1 && readHeadings(cells.map((cell) => cell.replaceAll('"', ''))) !== undefined;
    });
  return (byCount.length > 1 ? byCount.find(dividesHeadings) : undefined) ?? byCount[0] ?? ',';
}
