import { asciiDigits } from '../../domain/ascii-digits.ts';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import {
  certificateIdIn,
  type WrittenId,
  writtenIdsIn,
} from '../../domain/certificate/certificate-id-in-text.ts';
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

/** Rows that may stand above the headings of a table. */
const MOST_TITLES = 10;
/** Symbols of what somebody may have typed for an ID. */
const FEWEST_TYPED = 10;
const MOST_TYPED = 24;
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
 * Returns the certificate IDs of a table in the order of its rows: those in any column, mistyped ones too, and where a row
 * has none, what its column of IDs holds. That is the column with the most IDs, sound ones if there are any, else the one
 * with a heading of IDs, else the one with the most that looks typed for one, else the first. A row with other texts and
 * nothing there is an ID that is missing: an empty text. Left out are totals, and what stands below the last ID from a
 * total or a signature on.
 */
export function askedIds(list: readonly ListRow[]): AskedId[] {
  const rows = withSplitIdsJoined(list.map(withoutEmptyWords));
  const written = rows.map(({ cells }) =>
    cells.map((cell) => (cell.length < SHORTEST_ID ? [] : writtenIdsIn(cell))),
  );
  const column = columnOfIds(rows, written);
  const first = firstRowOfIds(rows, written, column);
  const holdsId = rows.map(
    ({ cells }, index) => written[index]?.some((ids) => ids.length > 0) || cells.some(isLikeId),
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
        : textsOf(cells, written[index] ?? [], column).map((text) => ({ row, text })),
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
const isLikeId = (cell: string): boolean => LIKE_ID.test(asciiDigits(cell));

/** Returns whether a row is a total: its texts say so, and all else in it is numbers. */
function isSum(cells: readonly string[]): boolean {
  const texts = cells.filter((cell) => /\p{L}/u.test(cell));
  return texts.length > 0 && texts.every((text) => isTotal(text.trim()));
}

/** Returns the IDs of a row as they are written, each once, with what stands in place of a sound one in its column. */
function textsOf(cells: readonly string[], written: readonly WrittenId[][], column: number): string[] {
  const found = new Map<string, string>();
  for (const [index, ids] of written.entries())
    for (const { certificateId, text } of ids) {
      const key = certificateId ?? symbolsOf(text);
      if (found.has(key)) continue;
      const apart = certificateId === null ? text.trim() : displayId(certificateId);
      found.set(key, ids.length === 1 ? (cells[index] ?? '').trim() : apart);
    }
  const instead = cells[column]?.trim() ?? '';
  const isKnown = written.flat().some(({ certificateId }) => certificateId !== null);
  if (isKnown || (found.size > 0 && (written[column]?.length || !isLikeId(instead))))
    return [...found.values()];
  if (found.size > 0) return [instead, ...found.values()];
  return instead !== '' || cells.some((cell) => cell.trim() !== '') ? [instead] : [];
}

const symbolsOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

function columnOfIds(rows: readonly ListRow[], written: readonly WrittenId[][][]): number {
  const most = (count: (ids: readonly WrittenId[], cell: string) => number): number => {
    const counts: number[] = [];
    for (const [row, cells] of written.entries())
      for (const [index, ids] of cells.entries())
        counts[index] = (counts[index] ?? 0) + count(ids, rows[row]?.cells[index] ?? '');
    const highest = Math.max(0, ...counts);
    return highest > 0 ? counts.indexOf(highest) : -1;
  };
  const sound = most((ids) => ids.filter(({ certificateId }) => certificateId !== null).length);
  if (sound >= 0) return sound;
  const mistyped = most((ids) => ids.length);
  if (mistyped >= 0) return mistyped;
  for (const { cells } of rows.slice(0, MOST_TITLES)) {
    const named = cells.findIndex(isHeadingOfIds);
    if (named >= 0) return named;
  }
  return Math.max(
    0,
    most((_, cell) => Number(isTypedForId(cell))),
  );
}

/** Letters and digits in as many symbols as no room and no date has. */
const isTypedForId = (cell: string): boolean => {
  const symbols = symbolsOf(cell).length;
  return symbols >= FEWEST_TYPED && symbols <= MOST_TYPED && isLikeId(cell) && !/[@:]/.test(cell);
};

/** Returns the index of the first row below titles and headings: the first with an ID, or with a mistyped one. */
function firstRowOfIds(rows: readonly ListRow[], written: readonly WrittenId[][][], column: number): number {
  const first = rows.findIndex(({ cells }, index) => {
    if (written[index]?.some((ids) => ids.length > 0)) return true;
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
