import type { TableRow } from './table-row.ts';

/** Of so many rows one may be short before being short is the file's own way of leaving out empty cells. */
const ROWS_PER_EXCEPTION = 1_000;
const MOST_KEPT = 2_000;
/** Excel leaves out a last column block by block, where it is empty in all rows of a block. */
const EXCEL_BLOCK_ROWS = 16;

export interface ShortRow {
  readonly row: number;
  readonly found: number;
  readonly expected: number;
  /** The last cell there is. */
  readonly value: string;
}

/**
 * Tells rows of a CSV that were cut off from those of programs that leave out the empty cells at the end of rows: a
 * cut is an exception in its file, the others are many.
 */
export class RowLengths {
  readonly #expected: number;
  readonly #short: ShortRow[] = [];
  #rows = 0;
  #lastRow = 0;
  #shortCount = 0;
  #shortest: number;

  /** `expected`: the cells up to the last heading. */
  constructor(expected: number) {
    this.#expected = expected;
    this.#shortest = expected;
  }

  /** Whether the file breaks off in this row: it has no line break, and fewer cells than any other row. */
  cutOff(row: TableRow): ShortRow | undefined {
    return row.unended && row.cells.length < this.#shortest ? this.#shortRow(row) : undefined;
  }

  add(row: TableRow): void {
    this.#rows += 1;
    this.#lastRow = row.row;
    this.#shortest = Math.min(this.#shortest, row.cells.length);
    if (row.cells.length >= this.#expected) return;
    this.#shortCount += 1;
    if (this.#short.length < MOST_KEPT) this.#short.push(this.#shortRow(row));
  }

  /** The rows that are short where nearly all others are whole. */
  exceptions(): readonly ShortRow[] {
    if (this.#rows < 2 || this.#shortCount > this.#short.length) return [];
    const blocks = Map.groupBy(this.#short, ({ row }) => Math.floor((row - 1) / EXCEL_BLOCK_ROWS));
    const found = [...blocks].flatMap(([block, rows]) => {
      const size = Math.min(EXCEL_BLOCK_ROWS, this.#lastRow - block * EXCEL_BLOCK_ROWS);
      return rows.length < size ? rows : [];
    });
    return found.length <= Math.max(1, this.#rows / ROWS_PER_EXCEPTION) ? found : [];
  }

  #shortRow({ row, cells }: TableRow): ShortRow {
    return { row, found: cells.length, expected: this.#expected, value: cells.at(-1) ?? '' };
  }
}
