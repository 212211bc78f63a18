import type { ProblemLog } from '../domain/import/import-problem.ts';
import type { TableUnderstanding, UnderstandingLog } from '../domain/import/understanding.ts';
import type { ColumnName } from './file-kind.ts';
import { saidAbove } from './find-headings.ts';
import type { FoundTable } from './find-tables.ts';
import type { TableCounts } from './table-counts.ts';
import { rowAsText, type TableRow } from './table-row.ts';
import { plainText } from './values/cell-text.ts';
import { columnReference } from './workbook/xlsx-merges.ts';
import { decodeEscapes, holdsEscape } from './workbook/xlsx-text.ts';

/** First rows that the report of an import shows. */
const ROWS_SHOWN = 3;
const MAX_SHOWN = 80;
const HOURS_COLUMNS: readonly ColumnName[] = ['hours', 'required_hours'];

/** Observes the rows of a table that are read, and records how they were understood and what was left out. */
export class TableObserver {
  readonly #table: FoundTable;
  readonly #problems: ProblemLog;
  readonly #counts: TableCounts;
  readonly #log: UnderstandingLog;
  readonly #names: ReadonlyMap<number, ColumnName>;
  readonly #leftOut = new Map<number, TableUnderstanding['leftOutColumns'][number]>();
  readonly #firstRows: TableUnderstanding['firstRows'][number][] = [];
  #isEncodingShown = false;

  constructor(table: FoundTable, problems: ProblemLog, counts: TableCounts, log: UnderstandingLog) {
    this.#table = table;
    this.#problems = problems;
    this.#counts = counts;
    this.#log = log;
    this.#names = new Map([...table.headings.columns].map(([name, { index }]) => [index, name]));
    const { above, days } = table.headings;
    const [first] = above;
    if (first !== undefined)
      problems.add(
        { code: 'ROWS_ABOVE_SKIPPED', facts: { count: above.length } },
        { worksheet: table.worksheet, row: first.row, value: rowAsText(first) },
      );
    const months = (days?.months ?? []).map(({ text, row }) => ({ name: 'date', value: text, row }));
    for (const { name, value, row } of [...saidAbove(table.headings), ...months])
      problems.add(
        { code: row === null ? 'MONTH_IN_NAME' : 'SAID_ABOVE', facts: { column: name } },
        { worksheet: table.worksheet, row, value },
      );
  }

  /** Observes a row that will be read, and returns it as it is to be read. */
  observe(read: TableRow): TableRow {
    const row = this.#table.worksheet === null ? this.#withoutEscapes(read) : read;
    // The cells of a CSV behind the last heading are a problem of the row.
    const width = this.#table.worksheet === null ? this.#table.headings.width : row.cells.length;
    for (const [index, cell] of row.cells.slice(0, width).entries()) {
      if (cell.trim() === '' || this.#names.has(index) || this.#leftOut.has(index)) continue;
      const heading = this.#table.headings.leftOut.get(index);
      if (heading === null) continue;
      this.#leftOut.set(index, {
        heading: heading ?? columnReference(index),
        row: row.row,
        value: shortened(cell),
      });
    }
    this.#countCells(row);
    this.#noteEncoding(row);
    if (this.#firstRows.length < ROWS_SHOWN) this.#firstRows.push(this.#shown(row));
    return row;
  }

  /** Adds the notes, and records how the table was read. */
  end({ dateOrder, hoursUnit }: Pick<TableUnderstanding, 'dateOrder' | 'hoursUnit'>): void {
    const { worksheet, headings } = this.#table;
    for (const { heading, row, value } of this.#leftOut.values())
      this.#problems.add({ code: 'COLUMN_IGNORED' }, { worksheet, row, column: heading, value });
    this.#counts.report(this.#problems, worksheet);
    this.#log.addTable({
      worksheet,
      kind: headings.kind,
      headingRow: headings.row,
      headings: [...headings.columns].map(([column, { heading }]) => ({ column, heading })),
      leftOutColumns: [...this.#leftOut.values()],
      firstRows: this.#firstRows,
      dateOrder,
      hoursUnit,
    });
  }

  #countCells(row: TableRow): void {
    const count = (code: Parameters<TableCounts['add']>[0], index: number, facts = {}) => {
      const name = this.#names.get(index);
      const heading = name === undefined ? undefined : this.#table.headings.columns.get(name)?.heading;
      if (heading !== undefined) this.#counts.add(code, heading, row.row, row.cells[index] ?? '', facts);
    };
    for (const index of row.formulas ?? [])
      if (!row.errors?.includes(index)) count('FORMULA_RESULTS_READ', index);
    for (const index of row.merged ?? []) if (!this.#isHours(index)) count('MERGED_READ', index);
    for (const [index, shown] of row.rounded ?? [])
      if (!this.#names.get(index)?.endsWith('_id')) count('SHOWN_ROUNDED', index, { shown });
  }

  #isHours(index: number): boolean {
    const name = this.#names.get(index);
    return name !== undefined && HOURS_COLUMNS.includes(name);
  }

  /** Shows how the first letters beyond ASCII read, if the encoding was guessed. */
  #noteEncoding(row: TableRow): void {
    if (this.#isEncodingShown || this.#table.worksheet !== null) return;
    const { encoding, encodingGuessed } = this.#log.understanding;
    if (!encodingGuessed || encoding === null) return;
    const index = row.cells.findIndex((cell) => /[^\0-\x7f]/.test(cell));
    if (index < 0) return;
    this.#isEncodingShown = true;
    const name = this.#names.get(index);
    const column = (name && this.#table.headings.columns.get(name)?.heading) ?? columnReference(index);
    this.#problems.add(
      { code: 'ENCODING_GUESSED', facts: { encoding: 'Windows-1256' } },
      { row: row.row, column, value: row.cells[index] ?? '' },
    );
  }

  /** Decodes the escapes of workbooks that a program copied into a CSV. */
  #withoutEscapes(row: TableRow): TableRow {
    if (!row.cells.some(holdsEscape)) return row;
    const cells = row.cells.map((cell, index) => {
      const name = this.#names.get(index);
      if (name === undefined || !holdsEscape(cell)) return cell;
      const became = decodeEscapes(cell);
      const column = this.#table.headings.columns.get(name)?.heading ?? name;
      const facts = { became: became.replace(/\s+/g, ' ') };
      this.#problems.add({ code: 'ESCAPE_DECODED', facts }, { row: row.row, column, value: cell });
      return became;
    });
    return { ...row, cells };
  }

  #shown({ row, cells }: TableRow): TableUnderstanding['firstRows'][number] {
    const texts = [...this.#names].map(([index, name]) => [name, shortened(cells[index] ?? '')] as const);
    return { row, cells: Object.fromEntries(texts.filter(([, text]) => plainText(text) !== '')) };
  }
}

const shortened = (text: string): string =>
  [...text.replace(/\s+/g, ' ').trim()].slice(0, MAX_SHOWN).join('');
