import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { Cell } from '../output/table.ts';

/**
 * Writes a CSV for spreadsheets: with a byte order mark, which Excel needs for UTF-8, one line per row, and with
 * formulas escaped. LibreOffice and older Excel also run cells that begin with `|` or `%`.
 */
export async function writeCsv(
  path: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const plain = rows.map((row) => row.map(plainCell));
  const options = { header: true, columns: [...columns], bom: true, escape_formulas: true };
  await writeFile(path, stringify(plain, options));
}

function plainCell(cell: Cell): string {
  const line = String(cell ?? '').replace(/[\r\n\u2028\u2029]+/g, ' ');
  return /^[|%]/.test(line) ? `'${line}` : line;
}
