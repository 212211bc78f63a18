/**
 * What makes a spreadsheet run a cell: a sign at its beginning, full-width ones and those after spaces and invisible
 * characters included. LibreOffice and older Excel also run `|` and `%`.
 */
const RUNS = /^(?:\t|[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠｜％])/u;

/** Returns a text as a cell of one line that no spreadsheet runs as a formula: with `'` before it where it would be one. */
export function plainCell(text: string): string {
  const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ');
  return RUNS.test(line) ? `'${line}` : line;
}
