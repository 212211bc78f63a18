import type { ImportReport } from './import-queries.ts';

type Understanding = NonNullable<ImportReport['understanding']>;

/** A cell, as problems name it. */
export interface CellPosition {
  /** Null for CSV. */
  readonly worksheet: string | null;
  /** Counted from 1. */
  readonly row: number;
  /** The heading as the file writes it. */
  readonly column: string;
}

/** A cell with the value that it is to have. */
export interface Correction extends CellPosition {
  readonly value: string;
}

/** A corrected copy of a file, and the corrections whose cells were not found in it. */
export interface MendedFile {
  readonly file: File;
  readonly missing: readonly Correction[];
}

type Grid = readonly (readonly unknown[] | undefined)[];

/**
 * Returns a copy of a CSV or a workbook with corrected cells. Everything else of a workbook stays as it is; a CSV is
 * written as UTF-8 with a byte order mark, in its own delimiter. What writes them is loaded now.
 */
export async function mendFile(
  file: File,
  understanding: Understanding,
  corrections: readonly Correction[],
): Promise<MendedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return understanding.encoding === null
    ? mendWorkbook(file, bytes, understanding, corrections)
    : mendCsv(file, bytes, understanding, corrections);
}

async function mendWorkbook(
  { name }: File,
  bytes: Uint8Array<ArrayBuffer>,
  understanding: Understanding,
  corrections: readonly Correction[],
): Promise<MendedFile> {
  const { openXlsx, saveXlsx } = await import('hucre/xlsx');
  const workbook = await openXlsx(bytes);
  const missing: Correction[] = [];
  for (const correction of corrections) {
    const worksheet = workbook.sheets.find((one) => one.name === correction.worksheet);
    const index = worksheet && columnIndex(worksheet.rows, understanding, correction);
    const row = worksheet?.rows[correction.row - 1];
    if (worksheet === undefined || index === undefined || row === undefined) missing.push(correction);
    else {
      row[index] = correction.value;
      // A formula or a rich text there would win over the value.
      worksheet.cells?.delete(`${correction.row - 1},${index}`);
    }
  }
  const saved = new Uint8Array(await saveXlsx(workbook));
  return { file: new File([saved], name), missing };
}

async function mendCsv(
  { name }: File,
  bytes: Uint8Array<ArrayBuffer>,
  understanding: Understanding,
  corrections: readonly Correction[],
): Promise<MendedFile> {
  const { parseCsv, writeCsv } = await import('hucre/csv');
  const text = new TextDecoder(understanding.encoding ?? 'utf-8').decode(bytes);
  const delimiter = understanding.delimiter ?? ',';
  const rows = parseCsv(text, { delimiter });
  const missing: Correction[] = [];
  for (const correction of corrections) {
    const index = columnIndex(rows, understanding, correction);
    const row = rows[correction.row - 1];
    if (index === undefined || row === undefined) missing.push(correction);
    else row[index] = correction.value;
  }
  return { file: new File([writeCsv(rows, { delimiter, bom: true })], name, { type: 'text/csv' }), missing };
}

/** Returns where the column of a correction is, by its heading in the row of headings. */
function columnIndex(
  rows: Grid,
  { tables }: Understanding,
  { worksheet, row, column }: CellPosition,
): number | undefined {
  const table = tables.findLast((one) => one.worksheet === worksheet && one.headingRow <= row);
  const headings = table && rows[table.headingRow - 1];
  const index = headings?.findIndex((cell) => String(cell ?? '').trim() === column.trim()) ?? -1;
  return index < 0 ? undefined : index;
}
