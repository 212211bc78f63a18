import type { TableHeadings } from './find-headings.ts';
import type { TableRow } from './table-row.ts';
import { plainText } from './values/cell-text.ts';
import { readHours } from './values/read-hours.ts';

/** As a spreadsheet adds: a number with a point is a part of an hour. */
const RULES = { unit: 'decimal', numbersTrimmed: false } as const;

/** Hours like those of a single row above may as well be of the same person again. */
const LEAST_ROWS = 2;

/** Adds up the hours of a table, to know the row below it that holds nothing else than their sum. */
export class HoursSum {
  readonly #index: number;
  #minutes = 0;
  #rows = 0;

  constructor({ columns, days }: TableHeadings) {
    this.#index = days === undefined ? (columns.get('hours')?.index ?? -1) : -1;
  }

  /** Adds a row of hours. After hours that can't be read, no row is the sum. */
  add(row: TableRow): void {
    if (this.#index < 0) return;
    this.#rows += 1;
    this.#minutes += this.#minutesOf(row) ?? Number.NaN;
  }

  /** Returns whether the only cell of a row that isn't empty holds the hours of all rows so far. */
  isSum(row: TableRow): boolean {
    if (this.#rows < LEAST_ROWS) return false;
    const isAlone = row.cells.every((cell, index) => (index === this.#index) === (plainText(cell) !== ''));
    return isAlone && this.#minutesOf(row) === this.#minutes;
  }

  #minutesOf({ cells }: TableRow): number | undefined {
    const reading = readHours(cells[this.#index] ?? '', RULES);
    return 'value' in reading ? reading.value : undefined;
  }
}
