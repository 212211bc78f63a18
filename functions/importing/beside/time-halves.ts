import type { TableHeadings } from '../find-headings.ts';
import { headingWordSet, headingWords } from '../heading-words.ts';
import type { TableRow } from '../table-row.ts';

const HALVES = headingWordSet('am pm', 'ص م صباحا مساء');

/** Returns the columns «ص/م» or `AM/PM` that stand behind those of the start and the end. */
export function columnsOfHalves({ columns, leftOut }: Pick<TableHeadings, 'columns' | 'leftOut'>): number[] {
  return (['start', 'end'] as const).flatMap((name) => {
    const index = (columns.get(name)?.index ?? -2) + 1;
    const words = headingWords(leftOut.get(index) ?? '');
    return words.length > 0 && words.every((word) => HALVES.has(word)) ? [index] : [];
  });
}

/** Returns a row with the half of the day behind each time that doesn't say its own. */
export function withHalves(row: TableRow, halves: readonly number[]): TableRow {
  const cells = row.cells.map((cell, index) => {
    const half = halves.includes(index + 1) ? (row.cells[index + 1] ?? '').trim() : '';
    return half === '' || cell.trim() === '' || /\p{L}/u.test(cell) ? cell : `${cell} ${half}`;
  });
  return { ...row, cells };
}
