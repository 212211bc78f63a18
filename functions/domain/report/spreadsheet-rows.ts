import { stringify } from 'csv-stringify/sync';
import { plainCell } from './plain-cell.ts';

/** Returns rows as CSV of which no cell runs as a formula in a spreadsheet. */
export const spreadsheetRows = (rows: readonly (readonly (string | undefined)[])[]): string =>
  stringify(rows.map((row) => row.map((cell) => plainCell(cell ?? ''))));
