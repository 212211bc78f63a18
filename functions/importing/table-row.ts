/** One row of a table as text. Cells with a formula or an error value are listed by index. */
export interface TableRow {
  /** Counted from 1, as in a spreadsheet. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly formulas?: readonly number[];
  readonly errors?: readonly number[];
  /** Index of a CSV cell whose unclosed quotation mark has taken in the following rows. */
  readonly unclosedQuoteIndex?: number;
  /** Set on the last row of a CSV file that ends without a line break. */
  readonly unterminated?: true;
}
