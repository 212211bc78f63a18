import type { TableRow } from '../table-row.ts';

/** In so many rows, one short row is still an exception. More of them mean that the file omits empty cells. */
const ROWS_PER_EXCEPTION = 1_000;
const MAX_SHORT_ROWS = 2_000;
/** Excel decides for each block of 16 rows whether to write a last column that is empty in all of them. */
const EXCEL_BLOCK_ROWS = 16;

export interface ShortRow {
  readonly row: number;
  readonly found: number;
  readonly expected: number;
  /** The last cell of the row. */
  readonly value: string;
}

/**
 * Distinguishes CSV rows that were cut off from rows of programs that omit the empty cells at the end. Cut rows are
 * exceptions in their file; the others are frequent.
 */
export class RowLengths {
  readonly #expected: number;
  readonly #short: ShortRow[] = [];
  #rows = 0;
  #lastRow = 0;
  #shortCount = 0;
  #shortest: number;

  /** `expected`: the number of cells up to the last heading. */
  constructor(expected: number) {
    this.#expected = expected;
    this.#shortest = expected;
  }

  /** Returns the row if the file breaks off in it: it has no line break and fewer cells than any row before it. */
  cutOff(row: TableRow): ShortRow | undefined {
    return row.unterminated && row.cells.length < this.#shortest ? this.#shortRow(row) : undefined;
  }

  add(row: TableRow): void {
    this.#rows += 1;
    this.#lastRow = row.row;
    this.#shortest = Math.min(this.#shortest, row.cells.length);
    if (row.cells.length >= this.#expected) return;
    this.#shortCount += 1;
    if (this.#short.length < MAX_SHORT_ROWS) this.#short.push(this.#shortRow(row));
  }

  /** Returns the short rows of a file in which nearly all rows are complete. */
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
