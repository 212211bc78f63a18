import { certificateIdIn, writtenIdsIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import { UnderstandingLog } from '../../domain/import/understanding.ts';
import { csvRows } from '../csv/csv-rows.ts';
import { decodeText } from '../csv/decode-text.ts';
import { fileTypeOf } from '../file-type.ts';
import type { CellLink } from '../workbook/xlsx-links.ts';
import { openWorkbook } from '../workbook/xlsx-workbook.ts';
import { type AskedId, askedIds, type ListRow, SHORTEST_ID } from './asked-ids.ts';

/** A list of certificate IDs as a file holds it. */
export interface IdList {
  readonly asked: readonly AskedId[];
  /** The sign between the cells of a CSV; null for a workbook. */
  readonly delimiter: string | null;
}

const MOST_ROWS = 20_000;
/** An ID has four dashes. */
const MOST_BREAKS = 4;
/** What people write between IDs on one line. */
const BETWEEN_IDS = /[,;\t|،؛]/;
/** Problems with the letters of names, which don't concern IDs: they are of ASCII in every encoding that is read. */
const OF_LETTERS: ReadonlySet<string> = new Set([
  'FILE_ENCODING',
  'FILE_ENCODING_UNCLEAR',
  'FILE_ENCODING_UNREAD',
]);

/** The end of a line that was broken within an ID, and the beginning of the next: a group, with the dash on either line. */
const BROKEN_AFTER_DASH = /[0-9A-Za-z]{4}[ \t]?\p{Pd}[ \t]*$/u;
const BROKEN_BEFORE_DASH = /[0-9A-Za-z]{4}[ \t]*$/u;
const DASH_FIRST = /^[ \t]*\p{Pd}[ \t]?[0-9A-Za-z]{2}/u;

/** Returns the certificate IDs of a text, one or several on each line. Lines of words alone stand between lists. */
export function readIdText(text: string): readonly AskedId[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > MOST_ROWS) throw tooManyRows();
  const whole = withBrokenLinesJoined(lines);
  const words = new Set(whole.filter(({ line }) => isWords(line)).map(({ row }) => row));
  const rows = whole.map(({ row, line }) => ({ row, cells: cellsOf(line) }));
  return askedIds(rows).filter(({ row }) => !words.has(row));
}

interface Line {
  readonly row: number;
  readonly line: string;
}

/** Returns lines of which each holds its IDs whole, as a narrow column of a table breaks them at a dash. */
function withBrokenLinesJoined(lines: readonly string[]): Line[] {
  const joined: Line[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    let end = index;
    while (end + 1 < lines.length && end - index < MOST_BREAKS && isBrokenAfter(lines, end)) end += 1;
    const parts = lines.slice(index, end + 1);
    const whole = parts.join('');
    const isBroken = end > index && holdsOneId(whole) && !parts.some(holdsOneId);
    joined.push({ row: index + 1, line: isBroken ? whole : (lines[index] ?? '') });
    if (isBroken) index = end;
  }
  return joined;
}

const isBrokenAfter = (lines: readonly string[], index: number): boolean => {
  const [line = '', next = ''] = lines.slice(index, index + 2);
  return BROKEN_AFTER_DASH.test(line) || (BROKEN_BEFORE_DASH.test(line) && DASH_FIRST.test(next));
};

/** Returns the parts of a line, or the line where they hold no ID and it does: a sign between IDs stands within one. */
function cellsOf(line: string): string[] {
  const cells = line.split(BETWEEN_IDS);
  return cells.length > 1 && !cells.some(holdsId) && holdsId(line) ? [line] : cells;
}

const holdsId = (text: string): boolean => text.length >= SHORTEST_ID && writtenIdsIn(text).length > 0;

/** Whether a text holds an ID, or one with a mistyped symbol. */
function holdsOneId(text: string): boolean {
  const read = certificateIdIn(text);
  return read.ok || read.rule === 'check_digits' || read.rule === 'several';
}

/** What stands between the cells of a table; in a sentence a space follows the comma. */
const BETWEEN_CELLS = /\S\s*(?:[;\t|؛]|[,،](?!\s))\s*\S/u;

/** Whether a line is words alone, or signs: an ID has digits, and a row of a table other cells. */
const isWords = (line: string): boolean => !/\p{Nd}/u.test(line) && !BETWEEN_CELLS.test(line);

/**
 * Returns the certificate IDs of a CSV or an XLSX workbook, which is read as an import reads it: any delimiter,
 * encoding, column and heading. Of a workbook every worksheet that isn't hidden, with the links of its cells. A `.txt` file is read as a text that was
 * pasted, in which quotation marks mean nothing.
 *
 * @throws UnreadableFile when it is neither, can't be read, or has more than 20,000 rows.
 */
export async function readIdList(bytes: Buffer, fileName: string): Promise<IdList> {
  if (fileTypeOf(bytes, fileName) === 'csv')
    return TEXT_FILE.test(fileName) ? readText(bytes) : readCsv(bytes);
  const asked: AskedId[] = [];
  for (const { hidden, rows, links } of await openWorkbook(bytes))
    if (!hidden) asked.push(...askedIds(withLinks(await collected(rows()), await links())));
  return { asked, delimiter: null };
}

/**
 * Returns rows with the links of their cells that name a certificate: in place of a cell such as “Open”, and beside one
 * that names a certificate itself.
 */
function withLinks(rows: readonly ListRow[], links: readonly CellLink[]): ListRow[] {
  const naming = Map.groupBy(
    links.filter(({ address }) => holdsId(address)),
    ({ row }) => row,
  );
  return rows.map((row) => {
    const cells = [...row.cells];
    for (const { column, address } of naming.get(row.row) ?? []) {
      const isNamed = holdsId(cells[column] ?? '');
      cells[isNamed ? cells.length : column] = address;
    }
    return { ...row, cells: Array.from(cells, (cell) => cell ?? '') };
  });
}

const TEXT_FILE = /\.txt$/i;

async function readText(bytes: Buffer): Promise<IdList> {
  let text = '';
  for await (const part of decodeText(onePart(bytes), () => undefined)) text += part;
  return { asked: readIdText(text), delimiter: ',' };
}

async function readCsv(bytes: Buffer): Promise<IdList> {
  try {
    return await csvList(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableFile) || !OF_LETTERS.has(error.problem.code)) throw error;
    return await csvList(Buffer.from(bytes.toString('latin1')));
  }
}

async function csvList(bytes: Buffer): Promise<IdList> {
  const understanding = new UnderstandingLog();
  const rows = await collected(csvRows(async () => onePart(bytes), understanding));
  return { asked: askedIds(rows), delimiter: understanding.understanding.delimiter ?? ',' };
}

async function* onePart(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function collected(rows: AsyncIterable<ListRow>): Promise<ListRow[]> {
  const list: ListRow[] = [];
  for await (const { row, cells } of rows) {
    if (list.length === MOST_ROWS) throw tooManyRows();
    list.push({ row, cells });
  }
  return list;
}

const tooManyRows = () => new UnreadableFile({ code: 'TOO_MANY_ROWS', facts: { limit: MOST_ROWS } });
