import type { TableHeadings } from './find-headings.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { readHeadings } from './read-headings.ts';
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

/**
 * Returns how to know a row that is the headings of a table again: in other words over the same columns, which are no
 * data, or over others.
 */
export function headingsAgain(
  { kind, columns, days }: TableHeadings,
  mapping: HeadingMapping,
): (row: TableRow) => 'same' | 'other' | undefined {
  const id = columns.get(kind === 'opportunities' ? 'opportunity_id' : 'volunteer_id')?.index;
  if (days || id === undefined) return () => undefined;
  return ({ cells }) => {
    // Few identifiers have no digit, so that few rows are compared.
    if (!/\p{L}/u.test(cells[id] ?? '') || /\d/.test(cells[id] ?? '')) return undefined;
    const reading = readHeadings(cells, mapping);
    if (reading === undefined || reading.missing > 0) return undefined;
    return [...columns].every(([name, { index }]) => reading.columns.get(name)?.index === index)
      ? 'same'
      : 'other';
  };
}

const written = (text: string | undefined): string => text?.replace(/\s+/g, ' ').trim() ?? '';
