import { styleText } from 'node:util';
import { displayWidth, padded } from './display-width.ts';

const LEFT_TO_RIGHT_MARK = '\u200e';

/** A cell; null and undefined print as a dash. */
export type Cell = string | number | null | undefined;

/**
 * Rows under headings, padded by what a terminal shows. On a terminal each cell ends with a direction mark:
 * without it two Arabic cells side by side would change places.
 */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const terminal = process.stdout.isTTY === true;
  const texts = rows.map((row) => headings.map((_, column) => cellText(row[column])));
  const widths = headings.map((heading, column) =>
    Math.max(displayWidth(heading), ...texts.map((row) => displayWidth(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => padded(terminal ? cell + LEFT_TO_RIGHT_MARK : cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const heading = styleText('bold', line(headings), { stream: process.stdout });
  return [heading, ...texts.map(line)].join('\n');
}

/** Facts one under another, the names in one column. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string {
  const said = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...said.map(([name]) => displayWidth(name)));
  return said
    .map(
      ([name, value]) => `  ${styleText('dim', padded(name, width), { stream: process.stdout })}  ${value}`,
    )
    .join('\n');
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '–';
  // A line break or tab in a value of someone's file must not break the table.
  return String(cell).replace(/\s+/gu, ' ');
}
