import { styleText } from 'node:util';
import { factInSentence } from '../../../../functions/domain/wording/directional-text.ts';
import { displayWidth, padded } from './display-width.ts';

const LEFT_TO_RIGHT_MARK = '\u200e';

/** A cell of a table; null, undefined and the empty text print as a dash. */
export type Cell = string | number | null | undefined;

/**
 * Formats rows under headings as aligned columns. On a terminal each cell ends with a left-to-right mark; without it
 * two adjacent Arabic cells would swap.
 */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const terminal = process.stdout.isTTY === true;
  const texts = rows.map((row) => headings.map((_, column) => inReadingOrder(cellText(row[column]))));
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

/** Formats names and values, one pair per line, the names in one column. Leaves out pairs without a value. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string {
  const present = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...present.map(([name]) => displayWidth(name)));
  return present
    .map(
      ([name, value]) => `  ${styleText('dim', padded(name, width), { stream: process.stdout })}  ${value}`,
    )
    .join('\n');
}

const LETTERS = { ar: /\p{Script=Arabic}/gu, en: /\p{Script=Latin}/gu };

/**
 * Returns a text of either language for a line of a terminal: isolated, so that it reads in its own direction and its
 * numbers in order. A file or another program gets the text as it is.
 */
export function inReadingOrder(text: string): string {
  if (process.stdout.isTTY !== true) return text;
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const arabic = count(LETTERS.ar);
  if (arabic === 0) return text;
  return factInSentence(text, arabic >= count(LETTERS.en) ? 'ar' : 'en');
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '–';
  // A value from an imported file may contain line breaks and tabs.
  return String(cell).replace(/\s+/gu, ' ');
}
