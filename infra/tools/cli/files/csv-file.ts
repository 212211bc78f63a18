import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { plainCell } from '../../../../functions/domain/report/plain-cell.ts';
import { type Cell, textOf } from '../output/table.ts';

/**
 * Writes a CSV for spreadsheets: with a byte order mark, which Excel needs for UTF-8, one line per row, and no cell that
 * runs as a formula.
 */
export async function writeCsv(
  path: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const plain = rows.map((row) => row.map((cell) => plainCell(textOf(cell) ?? '')));
  const options = { header: true, columns: [...columns], bom: true };
  await writeFile(path, stringify(plain, options));
}
