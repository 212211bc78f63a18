import { stringify } from 'csv-stringify/sync';

/** Returns rows as CSV of which no cell runs as a formula in a spreadsheet. */
export const spreadsheetRows = (rows: readonly (readonly (string | undefined)[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => plainCell(cell ?? ''))),
    { escape_formulas: true },
  );

/** One line a cell, and harmless where `escape_formulas` doesn't look: LibreOffice and older Excel run these too. */
function plainCell(cell: string): string {
  const line = cell.replace(/[\r\n\u2028\u2029]+/g, ' ');
  return /^[|%]/.test(line) ? `'${line}` : line;
}
