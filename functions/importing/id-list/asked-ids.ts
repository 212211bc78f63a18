import { asciiDigits } from '../../domain/ascii-digits.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { certificateIdIn, certificateIdsIn } from '../../domain/certificate/certificate-id-in-text.ts';
import { isSignature, isTotal } from '../below-table.ts';
import { headingWords } from '../heading-words.ts';
import type { TableRow } from '../table-row.ts';
import { saysNothing } from '../values/cell-text.ts';
import { isMissingWord } from '../values/placeholder-words.ts';
import { withSplitIdsJoined } from './split-ids.ts';

/** A certificate ID as a list has it, or what stands in its place, with its row counted from 1. */
export interface AskedId {
  readonly row: number;
  readonly text: string;
}

export type ListRow = Pick<TableRow, 'row' | 'cells'>;

/** A shorter text is no certificate ID. */
export const SHORTEST_ID = 16;

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
 * else the first. A row with other texts and nothing there is an ID that is missing: an empty text. Left out are totals,
 * and what stands below the last ID from a total or a signature on.
 */
export function askedIds(list: readonly ListRow[]): AskedId[] {
  const rows = withSplitIdsJoined(list.map(withoutEmptyWords));
  const sound = rows.map(({ cells }) =>
    cells.map((cell) => (cell.length < SHORTEST_ID ? [] : certificateIdsIn(cell))),
  );
  const column = columnOfIds(rows, sound);
  const first = firstRowOfIds(rows, sound, column);
  const holdsId = rows.map(
    ({ cells }, index) =>
      sound[index]?.some((ids) => ids.length > 0) || cells.some((cell) => LIKE_ID.test(asciiDigits(cell))),
  );
  const sums = rows.map(({ cells }, index) => !holdsId[index] && isSum(cells));
  const last = holdsId.lastIndexOf(true);
  const below = rows.findIndex(
    ({ cells }, index) => index > last && (sums[index] || cells.some(isSignature)),
  );
  return rows
    .slice(0, below < 0 ? rows.length : below)
    .flatMap(({ row, cells }, index) =>
      index < first || sums[index]
        ? []
        : textsOf(cells, sound[index] ?? [], column).map((text) => ({ row, text })),
    );
}

/** Returns a row in which cells that only say that something is missing are empty: a dash, `N/A`, «لا يوجد», `#REF!`. */
const withoutEmptyWords = (row: ListRow): ListRow => ({
  ...row,
  cells: row.cells.map((cell) => (cell !== '' && meansNothing(cell) ? '' : cell)),
});
const meansNothing = (cell: string): boolean =>
  saysNothing(cell) || isMissingWord(cell) || /^\s*#[A-Z0/]+[!?]\s*$/.test(cell);

/** What somebody may have typed as an ID: digits beside Latin letters, or so many digits as no date and no telephone has. */
const LIKE_ID = /[A-Za-z][^\sA-Za-z\d]{0,6}\d|\d[^\sA-Za-z\d]{0,6}[A-Za-z]|(?:\d[^\sA-Za-z\d]{0,6}){14}/;

/** Returns whether a row is a total: its texts say so, and all else in it is numbers. */
function isSum(cells: readonly string[]): boolean {
  const texts = cells.filter((cell) => /\p{L}/u.test(cell));
  return texts.length > 0 && texts.every((text) => isTotal(text.trim()));
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
