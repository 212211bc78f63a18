import type { Readable } from 'node:stream';
import { UnreadableFile } from '../domain/import/import-problem.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { readXml, type XmlVisitor } from './read-xml.ts';
import type { TableRow } from './table-row.ts';
import { type NumberForm, numberText } from './xlsx-styles.ts';

/** What the cells of a worksheet refer to in its workbook. */
export interface WorksheetContext {
  readonly strings: readonly string[];
  /** By style index. */
  readonly forms: readonly NumberForm[];
  readonly from1904: boolean;
}

interface WorksheetRow {
  readonly row: number;
  readonly cells: string[];
  readonly formulas: number[];
  readonly errors: number[];
}

/** Cells merged downwards: the value of the first one stands for all of them. */
interface DownwardMerge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  value: string;
}

/**
 * Streams the rows of a worksheet that are not empty, as text. Cells merged downwards all get the value of the first.
 *
 * @throws UnreadableFile when the XML is damaged, or there are too many rows or columns.
 */
export async function* worksheetRows(
  open: () => Promise<Readable>,
  context: WorksheetContext,
): AsyncGenerator<TableRow> {
  const merges = await readMerges(await open());
  const collector = new RowCollector(context);
  let count = 0;
  for await (const _chunk of readXml(await open(), collector))
    for (const row of collector.takeRows()) {
      fillDown(row, merges);
      if (row.cells.length === 0 && row.formulas.length === 0) continue;
      count += 1;
      if (count > IMPORT_LIMITS.xlsxRows)
        throw new UnreadableFile(
          { code: 'TOO_MANY_ROWS', facts: { limit: IMPORT_LIMITS.xlsxRows } },
          { row: row.row },
        );
      yield { ...row, cells: Array.from(row.cells, (cell) => cell ?? '') };
    }
}

/** Collects the rows of a worksheet while its XML is parsed. */
class RowCollector implements XmlVisitor {
  readonly #context: WorksheetContext;
  #complete: WorksheetRow[] = [];
  #row: WorksheetRow | undefined;
  #lastRow = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #text = '';
  #inValue = false;

  constructor(context: WorksheetContext) {
    this.#context = context;
  }

  /** Returns the rows completed since the last call. */
  takeRows(): WorksheetRow[] {
    const rows = this.#complete;
    this.#complete = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#lastRow = Number(attributes.r ?? this.#lastRow + 1);
      this.#row = { row: this.#lastRow, cells: [], formulas: [], errors: [] };
      this.#column = -1;
    } else if (name === 'c' && this.#row) {
      this.#column = attributes.r === undefined ? this.#column + 1 : columnIndex(attributes.r);
      this.#type = attributes.t ?? 'n';
      this.#style = Number(attributes.s ?? 0);
      this.#text = '';
    } else if (name === 'f' && this.#row) {
      const { formulas } = this.#row;
      if (this.#column < IMPORT_LIMITS.columns && formulas.at(-1) !== this.#column)
        formulas.push(this.#column);
    } else if (name === 'v' || name === 't') this.#inValue = true;
  }

  text(chunk: string): void {
    if (this.#inValue && this.#text.length <= IMPORT_LIMITS.cellCharacters) this.#text += chunk;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'c' && this.#row) {
      if (this.#type === 'e' && this.#column < IMPORT_LIMITS.columns) this.#row.errors.push(this.#column);
      if (this.#text !== '')
        setCell(this.#row, this.#column, cellText(this.#text, this.#type, this.#style, this.#context));
    } else if (name === 'row' && this.#row) {
      this.#complete.push(this.#row);
      this.#row = undefined;
    }
  }
}

function setCell(row: WorksheetRow, column: number, text: string): void {
  if (column >= IMPORT_LIMITS.columns)
    throw new UnreadableFile(
      { code: 'TOO_MANY_COLUMNS', facts: { limit: IMPORT_LIMITS.columns } },
      { row: row.row },
    );
  row.cells[column] = text;
}

/** Returns the text of a cell by its type: shared string, boolean, number by its style, or inline text. */
function cellText(text: string, type: string, style: number, context: WorksheetContext): string {
  if (type === 's') return context.strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'true' : 'false';
  if (type !== 'n') return text;
  return numberText(text, context.forms[style] ?? { form: 'number' }, context.from1904);
}

function fillDown(row: WorksheetRow, merges: readonly DownwardMerge[]): void {
  for (const merge of merges) {
    if (row.row === merge.from) merge.value = row.cells[merge.column] ?? '';
    else if (row.row > merge.from && row.row <= merge.to && merge.value !== '')
      row.cells[merge.column] = merge.value;
  }
}

const MERGE = /<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g;
/** Characters kept from the end of a chunk, because a tag may continue in the next. */
const MAX_TAG_CHARACTERS = 200;
const MAX_MERGES = 2_000;

/** Reads the merges of a worksheet. They follow the rows in the XML, so this is a pass of its own before the rows. */
async function readMerges(worksheet: Readable): Promise<DownwardMerge[]> {
  const merges: DownwardMerge[] = [];
  let tail = '';
  worksheet.setEncoding('utf8');
  try {
    for await (const chunk of worksheet as AsyncIterable<string>) {
      const text = tail + chunk;
      let end = 0;
      for (const match of text.matchAll(MERGE)) {
        end = (match.index ?? 0) + match[0].length;
        const [from, to] = [Number(match[2]), Number(match[3])];
        if (to > from && merges.length < MAX_MERGES)
          merges.push({ column: columnIndex(match[1] ?? ''), from, to, value: '' });
      }
      tail = text.slice(Math.max(end, text.length - MAX_TAG_CHARACTERS));
    }
  } catch {
    throw new UnreadableFile({ code: 'FILE_DAMAGED' });
  }
  return merges;
}

/** Returns the index of the column of a reference: 2 for `C7` and for `C`. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const character of reference.replace(/\d+$/, '')) index = index * 26 + character.charCodeAt(0) - 64;
  return index - 1;
}
