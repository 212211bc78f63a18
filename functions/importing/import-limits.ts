/** Limits of an import. The problem that reports an exceeded limit names it. */
export const IMPORT_LIMITS = {
  /** A million rows of hours take about 90 MB. */
  csvBytes: 512 * 1024 * 1024,
  csvRows: 2_000_000,
  /** A workbook is read into memory. `xlsxUnpackedBytes` limits the sum of sizes that its ZIP directory declares. */
  xlsxBytes: 20 * 1024 * 1024,
  xlsxUnpackedBytes: 256 * 1024 * 1024,
  xlsxRows: 200_000,
  xlsxWorksheets: 32,
  /** Entries of the shared string table. Each takes memory besides its characters. */
  xlsxStrings: 1_000_000,
  columns: 64,
  cellCharacters: 5_000,
  /** Rows above the headings, such as a title or the name of a department. */
  rowsAboveHeadings: 10,
  problemsKept: 10_000,
} as const;
