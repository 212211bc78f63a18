/** One row of a table as text; a cell that holds a formula or an error value is named apart. */
export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly formulas?: readonly number[];
  readonly errors?: readonly number[];
  /** The place of a cell that has taken in the rows after it. */
  readonly rowsInCell?: number;
  /** The file ends in it, without the line break that ends a row. */
  readonly unended?: true;
}
