import type { ProblemLog } from '../domain/import/import-problem.ts';
import { isOfSum, isRemark, isTotal } from './below-table.ts';
import { isExample } from './example-row.ts';
import type { TableHeadings } from './find-headings.ts';
import { HoursSum } from './hours-sum.ts';
import { repeatedHeadings } from './repeated-headings.ts';
import { type RowTotal, wrongTotalOf } from './rows/row-total.ts';
import type { TableCounts } from './table-counts.ts';
import { rowAsText, type TableRow } from './table-row.ts';
import { plainText } from './values/cell-text.ts';
import { isId } from './values/read-identifier.ts';

/** What formulas give where nobody has written yet. */
const NOTHING = /^(?:[-–—]|0+(?:[:.,]0+)*%?|1899-12-3\d(?: 00:00)?|1904-01-01(?: 00:00)?)?$/;
const ID_COLUMNS = ['entry_id', 'volunteer_id', 'opportunity_id'] as const;
const HOURS_COLUMNS = ['hours', 'minutes', 'start', 'end', 'required_hours'] as const;

/**
 * Decides which rows below the headings are data. Skipped are empty and hidden rows, repeated headings, totals, rows of
 * formulas without data, the example of a template, and signature lines below the table. All but empty rows and headings are reported.
 */
export class RowFilter {
  readonly #headings: TableHeadings;
  readonly #worksheet: string | null;
  readonly #problems: ProblemLog;
  readonly #counts: TableCounts;
  readonly #sum: HoursSum;
  readonly #repeatsHeadings: (row: TableRow) => boolean;
  readonly #wrongTotalOf: (row: TableRow) => RowTotal | undefined;
  #isBelowTable = false;
  #lastSkipped: number | undefined;
  #lastCompared: number | undefined;

  constructor(
    { headings, worksheet }: { readonly headings: TableHeadings; readonly worksheet: string | null },
    problems: ProblemLog,
    counts: TableCounts,
  ) {
    this.#headings = headings;
    this.#sum = new HoursSum(headings);
    this.#repeatsHeadings = repeatedHeadings(headings);
    this.#wrongTotalOf = wrongTotalOf(headings);
    this.#worksheet = worksheet;
    this.#problems = problems;
    this.#counts = counts;
  }

  isData(row: TableRow): boolean {
    if (row.row <= this.#headings.row || isEmpty(row) || this.#repeatsHeadings(row)) return false;
    if (row.hidden) return this.#skip('ROW_HIDDEN', row);
    if (isExample(row.cells)) return this.#skip('EXAMPLE_ROW_SKIPPED', row);
    if (this.#isPrepared(row)) {
      this.#counts.add('FORMULA_ROWS_SKIPPED', null, row.row, rowAsText(row));
      return false;
    }
    const addsUp = this.#isTotal(row) || this.#sum.isSum(row);
    if (addsUp || this.#isRemark(row)) {
      this.#isBelowTable = true;
      if (addsUp) this.#compareTotal(row);
      return this.#skip(addsUp ? 'TOTAL_ROW_SKIPPED' : 'REMARK_ROW_SKIPPED', row);
    }
    if (this.#knownTexts(row).length === 0 && !isUnread(row)) {
      this.#counts.add('ROWS_SKIPPED', null, row.row, rowAsText(row));
      return false;
    }
    this.#sum.add(row);
    this.#compareOwnTotal(row);
    return true;
  }

  #skip(
    code: 'ROW_HIDDEN' | 'EXAMPLE_ROW_SKIPPED' | 'TOTAL_ROW_SKIPPED' | 'REMARK_ROW_SKIPPED',
    row: TableRow,
  ): false {
    // A row of a table of days comes once for each day.
    if (row.row !== this.#lastSkipped) {
      const own = { ...row, cells: row.cells.slice(0, this.#headings.days?.width) };
      this.#problems.add({ code }, { worksheet: this.#worksheet, row: row.row, value: rowAsText(own) });
    }
    this.#lastSkipped = row.row;
    return false;
  }

  /** Notes a total that differs from the rows that it sums up. */
  #compareTotal(row: TableRow): void {
    const { heading = null, index = -1 } = this.#headings.columns.get('hours') ?? {};
    const clock = this.#sum.endOf(
      row,
      row.cells.every((cell) => !isTotal(cell) || isOfSum(cell)),
    );
    if (clock === undefined) return;
    const position = {
      worksheet: this.#worksheet,
      row: row.row,
      column: row.dayHeading ?? heading,
      value: row.cells[index] ?? '',
    };
    this.#problems.add({ code: 'TOTAL_DIFFERS', facts: { clock } }, position);
  }

  /** Notes a total behind the days of a row that differs from them, once for its days. */
  #compareOwnTotal(row: TableRow): void {
    const wrong = row.row === this.#lastCompared ? undefined : this.#wrongTotalOf(row);
    this.#lastCompared = row.row;
    if (wrong === undefined) return;
    const { heading: column, value, minutes: clock } = wrong;
    const position = { worksheet: this.#worksheet, row: row.row, column, value };
    this.#problems.add({ code: 'TOTAL_DIFFERS', facts: { clock } }, position);
  }

  /** Returns whether a row is a total of other rows: a cell says so and most are empty, or it has only computed hours. */
  #isTotal(row: TableRow): boolean {
    // What a table of days adds is no cell of the row.
    const cells = row.cells.slice(0, this.#headings.days?.width);
    const filled = cells.map(plainText).filter((cell) => cell !== '');
    const { columns } = this.#headings;
    if (this.#textsOf(row, ['date']).some(isTotal)) return true;
    if (filled.some(isTotal)) {
      // «عدد المرضى 20» in the notes of a person's row sums up nothing.
      const isItsOwn = this.#knownTexts(row).some(isTotal) || !this.#isOfSomebody(row);
      return isItsOwn && filled.length <= Math.ceil(columns.size / 2);
    }
    const hours = HOURS_COLUMNS.map((name) => columns.get(name)?.index ?? -1);
    const known = [...columns.values()].filter(({ index }) => plainText(row.cells[index] ?? '') !== '');
    return (
      known.length > 0 &&
      filled.length === known.length &&
      known.every(({ index }) => hours.includes(index) && row.formulas?.includes(index))
    );
  }

  /** Returns whether a row is a signature line, the name of a group, or another remark: it has neither an ID nor hours. */
  #isRemark(row: TableRow): boolean {
    const texts = this.#knownTexts(row);
    if (this.#textsOf(row, ID_COLUMNS).some(isId)) return false;
    if (this.#textsOf(row, HOURS_COLUMNS).some((text) => /^[\d:.,\s]+$/.test(text))) return false;
    const all = row.cells.map(plainText).filter((cell) => cell !== '');
    // The name of a group above its rows.
    if (all.length === 1 && texts.length === 1 && this.#headings.columns.size > 2) return true;
    const isShort = texts.length <= Math.floor(this.#headings.columns.size / 2);
    return isShort && (all.some(isRemark) || (this.#isBelowTable && all.length <= 2));
  }

  /** Returns whether a row names a person or an opportunity, and a day or more besides. */
  #isOfSomebody(row: TableRow): boolean {
    if (!this.#textsOf(row, ID_COLUMNS).some(isId)) return false;
    return this.#headings.columns.has('date')
      ? this.#textsOf(row, ['date']).length > 0
      : this.#knownTexts(row).length > 2;
  }

  /**
   * Returns whether nobody has written in a row yet: it holds formulas with empty, zero or faulty results, and besides
   * them at most its number.
   */
  #isPrepared({ cells, formulas, errors, unsolved }: TableRow): boolean {
    if ((formulas ?? []).length === 0 || (unsolved ?? []).length > 0) return false;
    const known = new Set([...this.#headings.columns.values()].map(({ index }) => index));
    return cells.every((cell, index) => {
      const text = cell.trim();
      if (text === '') return true;
      if (!known.has(index) && /^\d{1,5}$/.test(text)) return true;
      return formulas?.includes(index) && (NOTHING.test(text) || errors?.includes(index));
    });
  }

  #knownTexts(row: TableRow): string[] {
    return this.#textsOf(row, [...this.#headings.columns.keys()]);
  }

  #textsOf({ cells }: TableRow, names: readonly string[]): string[] {
    return names
      .map((name) => plainText(cells[this.#headings.columns.get(name as never)?.index ?? -1] ?? ''))
      .filter((text) => text !== '');
  }
}

/** Returns whether a row holds formulas of which nothing is known. */
const isUnread = ({ unsolved }: TableRow) => (unsolved ?? []).length > 0;

/** A line between rows, as programs draw it in text. */
const RULE = /^(?:[-–—=_*]{3,})?$/;

const isEmpty = (row: TableRow) => !isUnread(row) && row.cells.every((cell) => RULE.test(cell.trim()));
