import type { TableHeadings } from './find-headings.ts';
import type { TableRow } from './table-row.ts';

/**
 * Returns how to find rows that are one of the headings again, as on each printed page, in concatenated files, and where
 * headings are merged over two rows. Of a table of days every heading counts: below those of other days are other hours.
 */
export function repeatedHeadings({ columns, rows, days }: TableHeadings): (row: TableRow) => boolean {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const indexes = days
    ? Array.from({ length: width }, (_, index) => index)
    : [...columns.values()].map(({ index }) => index);
  const headings = rows
    .map(({ cells }) => indexes.map((index) => written(cells[index])))
    .filter((texts) => texts.some((text) => text !== ''));
  return ({ cells }) =>
    headings.some((texts) =>
      texts.every((text, position) => written(cells[indexes[position] ?? -1]) === text),
    );
}

const written = (text: string | undefined): string => text?.replace(/\s+/g, ' ').trim() ?? '';
