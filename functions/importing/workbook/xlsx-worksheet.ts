import type { Readable } from 'node:stream';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import { IMPORT_LIMITS } from '../import-limits.ts';
import type { TableRow } from '../table-row.ts';
import { NumberFormat, type NumberText } from './number-format.ts';
import { readXml, type XmlVisitor } from './read-xml.ts';
import { StruckRun } from './struck-run.ts';
import { columnIndex, type DownwardMerge, readMerges } from './xlsx-merges.ts';
import type { CellStyle } from './xlsx-styles.ts';
import { decodeEscapes } from './xlsx-text.ts';

/** The texts that the worksheets of a workbook share. */
export interface SharedStrings {
  readonly texts: readonly string[];
  /** The indexes of those of which a part is struck out. */
  readonly struck: ReadonlySet<number>;
}

/** What the cells of a worksheet refer to in its workbook. */
export interface WorksheetContext {
  readonly strings: SharedStrings;
  /** By style index. */
  readonly styles: readonly CellStyle[];
  readonly from1904: boolean;
}

interface WorksheetRow {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: string[];
  readonly formulas: number[];
  readonly unsolved: number[];
  readonly errors: number[];
  readonly times: number[];
  readonly hijriDates: number[];
  readonly shown: Map<number, string>;
  readonly rounded: Map<number, string>;
  readonly merged: number[];
  readonly struck: number[];
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
  const { downward, sideways } = await readMerges(await open());
  const merges = downward.map((merge) => ({ ...merge, value: '', isHijri: false }));
  const collector = new RowCollector(context);
  let count = 0;
  for await (const _chunk of readXml(await open(), collector))
    for (const row of collector.takeRows()) {
      fillDown(row, merges);
      if (row.cells.length === 0 && row.formulas.length + row.unsolved.length === 0) continue;
      count += 1;
      if (count > IMPORT_LIMITS.xlsxRows)
        throw new UnreadableFile(
          { code: 'TOO_MANY_ROWS', facts: { limit: IMPORT_LIMITS.xlsxRows } },
          { row: row.row },
        );
      const { hidden, ...rest } = row;
      const cells = Array.from(row.cells, (cell) => cell ?? '');
      yield {
        ...rest,
        cells,
        mergedSideways: sideways.get(row.row) ?? [],
        hiddenColumns: collector.hiddenColumns,
        ...(hidden ? { hidden: true } : {}),
      };
    }
}

/** Collects the rows of a worksheet while its XML is parsed. */
class RowCollector implements XmlVisitor {
  readonly hiddenColumns = new Set<number>();
  readonly #context: WorksheetContext;
  #complete: WorksheetRow[] = [];
  #row: WorksheetRow | undefined;
  #lastRow = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #text = '';
  #inValue = false;
  #inPhonetic = false;
  #isFormula = false;
  #isStruck = false;
  readonly #run = new StruckRun();

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
    this.#run.open(name, attributes);
    if (name === 'row') this.#openRow(attributes);
    else if (name === 'col') this.#addHiddenColumns(attributes);
    else if (name === 'c' && this.#row) {
      this.#column = attributes.r === undefined ? this.#column + 1 : columnIndex(attributes.r);
      this.#type = attributes.t ?? 'n';
      this.#style = Number(attributes.s ?? 0);
      this.#text = '';
      this.#isFormula = false;
      this.#isStruck = false;
    } else if (name === 'f') this.#isFormula = true;
    else if (name === 'rPh') this.#inPhonetic = true;
    else if (name === 'v' || name === 't') this.#inValue = !this.#inPhonetic;
  }

  text(chunk: string): void {
    if (this.#inValue && this.#run.strikes(chunk)) this.#isStruck = true;
    if (this.#inValue && this.#text.length <= IMPORT_LIMITS.cellCharacters) this.#text += chunk;
  }

  close(name: string): void {
    this.#run.close(name);
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#inPhonetic = false;
    else if (name === 'c' && this.#row) this.#closeCell(this.#row, this.#column);
    else if (name === 'row' && this.#row) {
      this.#complete.push(this.#row);
      this.#row = undefined;
    }
  }

  #openRow({ r, hidden, ht }: Readonly<Record<string, string>>): void {
    this.#lastRow = Number(r ?? this.#lastRow + 1);
    this.#row = {
      row: this.#lastRow,
      hidden: isTrue(hidden) || Number(ht ?? 1) === 0,
      cells: [],
      formulas: [],
      unsolved: [],
      errors: [],
      times: [],
      hijriDates: [],
      shown: new Map(),
      rounded: new Map(),
      merged: [],
      struck: [],
    };
    this.#column = -1;
  }

  #addHiddenColumns({ min, max, hidden, width }: Readonly<Record<string, string>>): void {
    if (!isTrue(hidden) && Number(width ?? 1) !== 0) return;
    const last = Math.min(Number(max), IMPORT_LIMITS.columns);
    for (let column = Number(min); column <= last; column += 1) this.hiddenColumns.add(column - 1);
  }

  #closeCell(row: WorksheetRow, column: number): void {
    const isKept = column < IMPORT_LIMITS.columns;
    if (this.#isFormula && isKept) {
      // Only a text result can be empty. Programs that don't calculate write formulas without a result.
      const isSolved = this.#text !== '' || this.#type === 'str';
      (isSolved ? row.formulas : row.unsolved).push(column);
    }
    if (this.#type === 'e' && isKept) row.errors.push(column);
    if (this.#text === '') return;
    const { text, time, hijri, shown, rounded } = cellText(
      this.#text,
      this.#type,
      this.#style,
      this.#context,
    );
    setCell(row, column, text);
    const { strings, styles } = this.#context;
    const isPartStruck = this.#type === 's' ? strings.struck.has(Number(this.#text)) : this.#isStruck;
    if (styles[this.#style]?.struck || isPartStruck) row.struck.push(column);
    if (time) row.times.push(column);
    if (hijri) row.hijriDates.push(column);
    if (shown !== undefined) row.shown.set(column, shown);
    if (rounded !== undefined) row.rounded.set(column, rounded);
  }
}

const isTrue = (attribute: string | undefined) => attribute === '1' || attribute === 'true';

function setCell(row: WorksheetRow, column: number, text: string): void {
  if (column >= IMPORT_LIMITS.columns)
    throw new UnreadableFile(
      { code: 'TOO_MANY_COLUMNS', facts: { limit: IMPORT_LIMITS.columns } },
      { row: row.row },
    );
  row.cells[column] = text;
}

const GENERAL = new NumberFormat('General');

/** Returns the text of a cell by its type: shared string, boolean, number by its style, or inline text. */
function cellText(text: string, type: string, style: number, context: WorksheetContext): NumberText {
  if (type === 's') return { text: context.strings.texts[Number(text)] ?? '' };
  if (type === 'b') return { text: text === '1' ? 'true' : 'false' };
  // ISO 8601 dates, which Excel reads but does not write.
  if (type === 'd') return { text: text.replace(/(\d{2}:\d{2}):00(?:\.0+)?Z?$/, '$1').replace('T', ' ') };
  if (type !== 'n') return { text: decodeEscapes(text) };
  return (context.styles[style]?.format ?? GENERAL).textOf(text, context.from1904);
}

function fillDown(row: WorksheetRow, merges: (DownwardMerge & { value: string; isHijri: boolean })[]): void {
  for (const merge of merges) {
    if (row.row === merge.from) {
      merge.value = row.cells[merge.column] ?? '';
      merge.isHijri = row.hijriDates.includes(merge.column);
    } else if (row.row > merge.from && row.row <= merge.to && merge.value !== '') {
      row.cells[merge.column] = merge.value;
      row.merged.push(merge.column);
      if (merge.isHijri) row.hijriDates.push(merge.column);
    }
  }
}
