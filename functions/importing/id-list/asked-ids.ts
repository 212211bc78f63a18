import { displayId } from '../../domain/certificate/certificate-id.ts';
import { certificateIdIn, certificateIdsIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { headingWords } from '../heading-words.ts';
import type { TableRow } from '../table-row.ts';

/** A certificate ID as a list has it, or what stands in its place, with its row counted from 1. */
export interface AskedId {
  readonly row: number;
  readonly text: string;
}

export type ListRow = Pick<TableRow, 'row' | 'cells'>;

/** A shorter text is no certificate ID. */
const SHORTEST_ID = 16;

/** Headings of a column of IDs. `asked` is the one in our own answer. */
const HEADINGS: ReadonlySet<string> = new Set(
  [
    'certificate_id',
    'certificate',
    'certificate number',
    'certificateId',
    'id',
    'asked',
    'رقم الشهادة',
    'معرف الشهادة',
    'رمز الشهادة',
    'الشهادة',
    'الرقم',
    'المعرف',
  ].map((heading) => headingWords(heading).join(' ')),
);

/**
 * Returns the certificate IDs of a table in the order of its rows: the sound ones in any column, and where a row has
 * none, what its column of IDs holds. That is the column with the most sound IDs, else the one with a heading of IDs,
 * else the first. A row with other texts and nothing there is an ID that is missing: an empty text.
 */
export function askedIds(rows: readonly ListRow[]): AskedId[] {
  const sound = rows.map(({ cells }) =>
    cells.map((cell) => (cell.length < SHORTEST_ID ? [] : certificateIdsIn(cell))),
  );
  const column = columnOfIds(rows, sound);
  const first = firstRowOfIds(rows, sound, column);
  return rows
    .slice(first)
    .flatMap(({ row, cells }, index) =>
      textsOf(cells, sound[first + index] ?? [], column).map((text) => ({ row, text })),
    );
}

/** Returns the sound IDs of a row as they are written, each once, or what stands in their place. */
function textsOf(cells: readonly string[], sound: readonly string[][], column: number): string[] {
  const found = new Map<string, string>();
  for (const [index, ids] of sound.entries())
    for (const id of ids)
      if (!found.has(id)) found.set(id, ids.length === 1 ? (cells[index] ?? '').trim() : displayId(id));
  if (found.size > 0) return [...found.values()];
  const instead = cells[column]?.trim() ?? '';
  return instead !== '' || cells.some((cell) => cell.trim() !== '') ? [instead] : [];
}

function columnOfIds(rows: readonly ListRow[], sound: readonly string[][][]): number {
  const counts: number[] = [];
  for (const cells of sound)
    for (const [index, ids] of cells.entries()) counts[index] = (counts[index] ?? 0) + ids.length;
  const most = Math.max(0, ...counts);
  if (most > 0) return counts.indexOf(most);
  const named = rows[0]?.cells.findIndex(isHeadingOfIds) ?? -1;
  return Math.max(0, named);
}

/** Returns the index of the first row below titles and headings: the first with an ID, or with a mistyped one. */
function firstRowOfIds(rows: readonly ListRow[], sound: readonly string[][][], column: number): number {
  const first = rows.findIndex(({ cells }, index) => {
    if (sound[index]?.some((ids) => ids.length > 0)) return true;
    const text = cells[column]?.trim() ?? '';
    return text !== '' && !isHeading(text);
  });
  return first < 0 ? rows.length : first;
}

const isHeadingOfIds = (text: string): boolean => HEADINGS.has(headingWords(text).join(' '));

/** A heading or a title has no digits, or is longer than a mistyped ID. */
function isHeading(text: string): boolean {
  if (isHeadingOfIds(text) || !/\p{Nd}/u.test(text)) return true;
  const read = certificateIdIn(text);
  return !read.ok && read.rule === 'not_found';
}
