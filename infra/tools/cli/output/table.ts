import { styleText } from 'node:util';
import { factInSentence } from '../../../../functions/domain/wording/directional-text.ts';
import type { Language } from '../../../../functions/domain/wording/language.ts';
import { displayWidth, padded } from './display-width.ts';

const LEFT_TO_RIGHT_MARK = '\u200e';
const GAP = '  ';

/** A text that people have typed in a language. */
export interface Fact {
  readonly language: Language;
  readonly text: string | null | undefined;
}

/** A cell of a table; null, undefined and the empty text print as a dash. */
export type Cell = Fact | string | number | null | undefined;

/** Returns a text of a language as a cell. */
export const fact = (language: Language, text: string | null | undefined): Fact => ({ language, text });

/**
 * Formats rows under headings as aligned columns. On a terminal that is too narrow for them, where lines would break in
 * the middle of cells, each row is a block of its headings and cells.
 */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => headings.map((_, column) => cellText(row[column])));
  const widths = headings.map((heading, column) =>
    Math.max(displayWidth(heading), ...texts.map((row) => displayWidth(row[column] ?? ''))),
  );
  const width = widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  return width > terminalColumns() ? asBlocks(headings, texts) : asColumns(headings, texts, widths);
}

/** A file has no width, and some terminals don't say theirs: both count as wide enough. */
const terminalColumns = (): number =>
  (process.stdout.isTTY && process.stdout.columns) || Number.POSITIVE_INFINITY;

const asBlocks = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.map((row) => facts(headings.map((heading, column) => [heading, row[column]]))).join('\n\n');

function asColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): string {
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => padded(anchored(cell), widths[column] ?? 0))
      .join(GAP)
      .trimEnd();
  const heading = styleText('bold', line(headings), { stream: process.stdout });
  return [heading, ...rows.map(line)].join('\n');
}

/**
 * Ends an Arabic cell with a left-to-right mark on a terminal, where it would swap with an Arabic cell or a number beside
 * it. Other cells have none, so that an ID is copied as it is.
 */
const anchored = (cell: string): string =>
  process.stdout.isTTY && /\p{Script=Arabic}/u.test(cell) ? cell + LEFT_TO_RIGHT_MARK : cell;

/** Formats names and values, one pair per line, the names in one column. Leaves out pairs without a value. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string {
  const present = pairs.flatMap(([name, value]) => {
    const text = textOf(value);
    return text === undefined ? [] : [[name, typeof value === 'object' ? cellText(value) : text] as const];
  });
  const width = Math.max(0, ...present.map(([name]) => displayWidth(name)));
  return present
    .map(
      ([name, value]) => `  ${styleText('dim', padded(name, width), { stream: process.stdout })}  ${value}`,
    )
    .join('\n');
}

const HAS_ARABIC = /\p{Script=Arabic}/u;
const LETTERS = { ar: /\p{Script=Arabic}/gu, en: /\p{Script=Latin}/gu };

/**
 * Returns a text for a line of a terminal: isolated, so that it reads in the direction of its language and its numbers in
 * order. Where the language isn't known, most of the letters tell it. A file or another program gets the text as it is.
 */
export function inReadingOrder(text: string, language = likelyLanguage(text)): string {
  if (process.stdout.isTTY !== true || !HAS_ARABIC.test(text)) return text;
  return factInSentence(text, language);
}

function likelyLanguage(text: string): Language {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  return count(LETTERS.ar) >= count(LETTERS.en) ? 'ar' : 'en';
}

/** Returns the text of a cell as it is stored; undefined where there is none. */
export function textOf(cell: Cell): string | undefined {
  const text = typeof cell === 'object' ? cell?.text : cell;
  return text === null || text === undefined || text === '' ? undefined : String(text);
}

function cellText(cell: Cell): string {
  const text = textOf(cell);
  if (text === undefined) return '–';
  // A value from an imported file may contain line breaks and tabs.
  return inReadingOrder(text.replace(/\s+/gu, ' '), typeof cell === 'object' ? cell?.language : undefined);
}
