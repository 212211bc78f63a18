import type { Readable } from 'node:stream';
import { UnreadableFile } from '../domain/import/import-problem.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { readXml } from './read-xml.ts';
import type { TableRow } from './table-row.ts';
import { type NumberForm, numberText } from './xlsx-styles.ts';

export interface WorksheetContext {
  readonly strings: readonly string[];
  readonly forms: readonly NumberForm[];
  readonly from1904: boolean;
}

interface OpenRow {
  readonly row: number;
  readonly cells: string[];
  readonly formulas: number[];
  readonly errors: number[];
}

/** Cells merged downwards: the first one's value stands for all of them. */
interface DownwardMerge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  value: string;
}

/** The rows of a sheet that hold anything, as text; merged cells are filled downwards. */
export async function* worksheetRows(
  open: () => Promise<Readable>,
  context: WorksheetContext,
): AsyncGenerator<TableRow> {
  const merges = await readMerges(await open());
  const done: OpenRow[] = [];
  let row: OpenRow | undefined;
  let lastRow = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let text = '';
  let inValue = false;
  const pieces = readXml(await open(), {
    open: (name, attributes) => {
      if (name === 'row') {
        lastRow = Number(attributes.r ?? lastRow + 1);
        row = { row: lastRow, cells: [], formulas: [], errors: [] };
        column = -1;
      } else if (name === 'c' && row) {
        column = attributes.r === undefined ? column + 1 : columnIndex(attributes.r);
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        text = '';
      } else if (name === 'f' && row && column < IMPORT_LIMITS.columns && row.formulas.at(-1) !== column)
        row.formulas.push(column);
      else if (name === 'v' || name === 't') inValue = true;
    },
    text: (piece) => {
      if (inValue && text.length <= IMPORT_LIMITS.cellCharacters) text += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c' && row) {
        if (type === 'e' && column < IMPORT_LIMITS.columns) row.errors.push(column);
        if (text !== '') setCell(row, column, cellText(text, type, style, context));
      } else if (name === 'row' && row) {
        done.push(row);
        row = undefined;
      }
    },
  });
  let count = 0;
  for await (const _piece of pieces) {
    for (const found of done.splice(0)) {
      fillDown(found, merges);
      if (found.cells.length === 0 && found.formulas.length === 0) continue;
      count += 1;
      if (count > IMPORT_LIMITS.xlsxRows)
        throw new UnreadableFile(
          { code: 'TOO_MANY_ROWS', facts: { limit: IMPORT_LIMITS.xlsxRows } },
          { row: found.row },
        );
      yield { ...found, cells: Array.from(found.cells, (cell) => cell ?? '') };
    }
  }
}

function setCell(row: OpenRow, column: number, text: string): void {
  if (column >= IMPORT_LIMITS.columns)
    throw new UnreadableFile(
      { code: 'TOO_MANY_COLUMNS', facts: { limit: IMPORT_LIMITS.columns } },
      { row: row.row },
    );
  row.cells[column] = text;
}

function cellText(text: string, type: string, style: number, context: WorksheetContext): string {
  if (type === 's') return context.strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'true' : 'false';
  if (type !== 'n') return text;
  return numberText(text, context.forms[style] ?? { form: 'number' }, context.from1904);
}

function fillDown(row: OpenRow, merges: readonly DownwardMerge[]): void {
  for (const merge of merges) {
    if (row.row === merge.from) merge.value = row.cells[merge.column] ?? '';
    else if (row.row > merge.from && row.row <= merge.to && merge.value !== '')
      row.cells[merge.column] = merge.value;
  }
}

const MERGE = /<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g;
const LONGEST_TAG = 200;
const MOST_MERGES = 2_000;

/** Merges stand after the rows they concern, so the sheet is looked through for them first. */
async function readMerges(worksheet: Readable): Promise<DownwardMerge[]> {
  const merges: DownwardMerge[] = [];
  let tail = '';
  worksheet.setEncoding('utf8');
  try {
    for await (const piece of worksheet as AsyncIterable<string>) {
      const text = tail + piece;
      let end = 0;
      for (const match of text.matchAll(MERGE)) {
        end = (match.index ?? 0) + match[0].length;
        const [from, to] = [Number(match[2]), Number(match[3])];
        if (to > from && merges.length < MOST_MERGES)
          merges.push({ column: columnIndex(match[1] ?? ''), from, to, value: '' });
      }
      tail = text.slice(Math.max(end, text.length - LONGEST_TAG));
    }
  } catch {
    throw new UnreadableFile({ code: 'FILE_DAMAGED' });
  }
  return merges;
}

/** `C7` or `C` is column 2. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference.replace(/\d+$/, '')) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
