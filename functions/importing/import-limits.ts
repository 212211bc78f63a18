/** What an import takes at most; each is told to whoever exceeds it. */
export const IMPORT_LIMITS = {
  /** A million rows of hours are some 90 MB. */
  csvBytes: 512 * 1024 * 1024,
  csvRows: 2_000_000,
  /** A workbook is read from memory: packed, and unpacked by what its directory declares. */
  xlsxBytes: 20 * 1024 * 1024,
  xlsxUnpackedBytes: 256 * 1024 * 1024,
  xlsxRows: 200_000,
  xlsxWorksheets: 32,
  /** Different texts: what they take besides their letters. */
  xlsxStrings: 1_000_000,
  columns: 64,
  cellCharacters: 5_000,
  /** Rows above the headings: a title, the name of the department. */
  rowsAboveHeadings: 10,
  problemsKept: 10_000,
} as const;
