import { certificateIdsIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import { UnderstandingLog } from '../../domain/import/understanding.ts';
import { csvRows } from '../csv/csv-rows.ts';
import { fileTypeOf } from '../file-type.ts';
import { openWorkbook } from '../workbook/xlsx-workbook.ts';
import { type AskedId, askedIds, type ListRow, SHORTEST_ID } from './asked-ids.ts';

/** A list of certificate IDs as a file holds it. */
export interface IdList {
  readonly asked: readonly AskedId[];
  /** The sign between the cells of a CSV; null for a workbook. */
  readonly delimiter: string | null;
}

const MOST_ROWS = 20_000;
/** What people write between IDs on one line. */
const BETWEEN_IDS = /[,;\t|،؛]/;
/** Problems with the letters of names, which don't concern IDs: they are of ASCII in every encoding that is read. */
const OF_LETTERS: ReadonlySet<string> = new Set([
  'FILE_ENCODING',
  'FILE_ENCODING_UNCLEAR',
  'FILE_ENCODING_UNREAD',
]);

/** Returns the certificate IDs of a text, one or several on each line. */
export function readIdText(text: string): readonly AskedId[] {
  const rows = text.split(/\r\n|\r|\n/).map((line, index) => ({ row: index + 1, cells: cellsOf(line) }));
  if (rows.length > MOST_ROWS) throw tooManyRows();
  return askedIds(rows);
}

/** Returns the parts of a line, or the line where they hold no ID and it does: a sign between IDs stands within one. */
function cellsOf(line: string): string[] {
  const cells = line.split(BETWEEN_IDS);
  const holdsId = (text: string) => text.length >= SHORTEST_ID && certificateIdsIn(text).length > 0;
  return cells.length > 1 && !cells.some(holdsId) && holdsId(line) ? [line] : cells;
}

/**
 * Returns the certificate IDs of a CSV or an XLSX workbook, which is read as an import reads it: any delimiter,
 * encoding, column and heading. Of a workbook every worksheet that isn't hidden.
 *
 * @throws UnreadableFile when it is neither, can't be read, or has more than 20,000 rows.
 */
export async function readIdList(bytes: Buffer, fileName: string): Promise<IdList> {
  if (fileTypeOf(bytes, fileName) === 'csv') return readCsv(bytes);
  const asked: AskedId[] = [];
  for (const { hidden, rows } of await openWorkbook(bytes))
    if (!hidden) asked.push(...askedIds(await collected(rows())));
  return { asked, delimiter: null };
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
