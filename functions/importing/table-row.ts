/** One row of a table as text. Cells with something special about them are listed by index. */
export interface TableRow {
  /** Counted from 1, as in a spreadsheet. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Formulas whose stored result is the cell's text. */
  readonly formulas?: readonly number[];
  /** Formulas of which the file stores no result. */
  readonly unsolved?: readonly number[];
  readonly errors?: readonly number[];
  /** Cells of a worksheet that hold a date or a time. */
  readonly times?: readonly number[];
  /** Dates that the worksheet shows in the Hijri calendar; their text is Gregorian. */
  readonly hijriDates?: readonly number[];
  /** What the worksheet shows, by index, where it means something else than what the cell holds. */
  readonly shown?: ReadonlyMap<number, string>;
  /** What the worksheet shows, by index, where it is the cell's number rounded by more than half a minute. */
  readonly rounded?: ReadonlyMap<number, string>;
  /** Cells that got the value of the first of several merged cells. */
  readonly merged?: readonly number[];
  /** Cells that are merged with others of their row. */
  readonly mergedSideways?: readonly { readonly first: number; readonly last: number }[];
  /** Cells whose text, or a part of it, is struck out. */
  readonly struck?: readonly number[];
  readonly hidden?: true;
  readonly hiddenColumns?: ReadonlySet<number>;
  /** Index of a CSV cell whose unclosed quotation mark has taken in the following rows. */
  readonly unclosedQuoteIndex?: number;
  /** Set on the last row of a CSV file that ends without a line break. */
  readonly unterminated?: true;
  /** The heading of the day of which this is one entry, where the columns of the file are days. */
  readonly dayHeading?: string;
  /** The cells of all days of its row. */
  readonly hoursOfDays?: readonly string[];
}

/** Returns what a row holds in one line, for notes. */
export const rowAsText = ({ cells }: TableRow): string =>
  cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' | ');
