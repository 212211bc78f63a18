import type { TableHeadings } from './find-headings.ts';
import type { TableRow } from './table-row.ts';
import { isAbsence } from './values/absence-words.ts';
import { plainText, saysNothing } from './values/cell-text.ts';
import { readHours } from './values/read-hours.ts';

/** As a spreadsheet adds: a number with a point is a part of an hour. */
const RULES = { unit: 'decimal', numbersTrimmed: false } as const;

const readMinutes = (text: string): number | undefined => {
  const reading = readHours(text, RULES);
  return 'value' in reading ? reading.value : undefined;
};

/** Returns the minutes of hours, of which an empty cell or a word of absence says none; undefined if they can't be read. */
export const minutesOfHours = (text: string): number | undefined =>
  saysNothing(text) || isAbsence(text) ? 0 : readMinutes(text);

/** Hours like those of a single row above may as well be of the same person again. */
const LEAST_ROWS = 2;

/** Adds up the hours of a column, to know the row that holds nothing else than their sum, and a total that isn't it. */
class ColumnSum {
  readonly #index: number;
  readonly #isWhole: boolean;
  /** Cells of a row behind these are not its own. */
  readonly #width: number | undefined;
  #minutes = 0;
  #rows = 0;
  /** The sums at the start, and at each total so far, from which a later one may count. */
  readonly #starts = [0];

  constructor({ columns, days }: TableHeadings) {
    this.#index = columns.get('hours')?.index ?? -1;
    this.#width = days?.width;
    // Hours that are left out where the row has times or minutes are no zero.
    this.#isWhole = !columns.has('start') && !columns.has('minutes');
  }

  /** Adds a row of hours. After hours that can't be read, no row is the sum. */
  add(row: TableRow): void {
    if (this.#index < 0) return;
    this.#rows += 1;
    this.#minutes += this.#minutesOf(row) ?? Number.NaN;
  }

  /**
   * Notes a row that is a total. Returns the minutes of the rows that it sums up, where it has hours that are neither
   * those nor the sum of more rows above it.
   */
  endOf(row: TableRow, isOfSum: boolean): number | undefined {
    const start = this.#starts.at(-1) ?? 0;
    this.#starts.push(this.#minutes);
    const total = saysNothing(row.cells[this.#index] ?? '') ? undefined : this.#minutesOf(row);
    if (!isOfSum || total === undefined || Number.isNaN(this.#minutes) || this.#rows === 0) return undefined;
    // Each row is rounded to whole minutes, and a total of decimals once.
    const tolerance = Math.max(1, this.#rows / 2);
    if (this.#starts.some((from) => Math.abs(this.#minutes - from - total) <= tolerance)) return undefined;
    return this.#minutes - (start === this.#minutes ? 0 : start);
  }

  /** Returns whether the only cell of a row that isn't empty holds the hours of all rows so far. */
  isSum(row: TableRow): boolean {
    if (this.#rows < LEAST_ROWS) return false;
    const others = row.cells.slice(0, this.#width).filter((_, index) => index !== this.#index);
    return others.every((cell) => plainText(cell) === '') && this.#minutesOf(row) === this.#minutes;
  }

  #minutesOf({ cells }: TableRow): number | undefined {
    const text = cells[this.#index] ?? '';
    return this.#isWhole ? minutesOfHours(text) : readMinutes(text);
  }
}

/** The sums of the hours of a table, of which one is a column, or each day. */
export class HoursSum {
  readonly #headings: TableHeadings;
  readonly #columns = new Map<string | undefined, ColumnSum>();

  constructor(headings: TableHeadings) {
    this.#headings = headings;
  }

  /** Adds a row of hours, or of a day's. */
  add(row: TableRow): void {
    this.#of(row).add(row);
  }

  /** Notes a row that is a total. Returns the minutes that it should have, where it has others. */
  endOf(row: TableRow, isOfSum: boolean): number | undefined {
    return this.#of(row).endOf(row, isOfSum);
  }

  /** Returns whether a row holds nothing but the hours of all rows so far. */
  isSum(row: TableRow): boolean {
    return this.#of(row).isSum(row);
  }

  #of({ dayHeading }: TableRow): ColumnSum {
    const known = this.#columns.get(dayHeading);
    if (known !== undefined) return known;
    const sum = new ColumnSum(this.#headings);
    this.#columns.set(dayHeading, sum);
    return sum;
  }
}
