import type { CellProblem } from '../domain/import/import-problem.ts';
import { FILE_KINDS, type FileKind } from '../domain/import/import-record.ts';
import { type ColumnName, columnsOf } from './file-kind.ts';
import { headingWords } from './heading-words.ts';

/** The calendar in which a column's dates are written. */
export type Calendar = 'gregorian' | 'hijri';

/** The position of a known column in a file. */
export interface ColumnPosition {
  readonly index: number;
  /** As written in the file. */
  readonly heading: string;
  readonly calendar: Calendar;
}

/** The kind of a table and the positions of its columns. */
export interface Headings {
  readonly kind: FileKind;
  readonly columns: ReadonlyMap<ColumnName, ColumnPosition>;
}

/** A problem of a row of headings; `heading` is null for a missing column. */
export interface HeadingProblem extends CellProblem {
  readonly heading: string | null;
}

const HIJRI = new Set(['hijri', 'ah', 'هجري', 'هجريه', 'الهجري', 'بالهجري', 'ه']);
const GREGORIAN = new Set(['gregorian', 'ميلادي', 'ميلاديه', 'الميلادي', 'بالميلادي', 'م']);

/**
 * Reads a row of headings as the kind of which it has the largest share of the required columns. Returns undefined if
 * it has too few columns of every kind to be a row of headings.
 */
export function readHeadings(
  cells: readonly string[],
): (Headings & { problems: HeadingProblem[] }) | undefined {
  const words = cells.map(headingWords);
  const readings = FILE_KINDS.map((kind) => readAs(kind, words, cells)).sort((a, b) => b.fit - a.fit);
  const [best] = readings;
  if (best === undefined || best.found < 2 || best.fit < 0.5) return undefined;
  return { kind: best.kind, columns: best.columns, problems: best.problems };
}

function readAs(kind: FileKind, words: readonly string[][], cells: readonly string[]) {
  const names = namesOf(kind);
  const columns = new Map<ColumnName, ColumnPosition>();
  const problems: HeadingProblem[] = [];
  const unknown: string[] = [];
  for (const [index, heading] of cells.entries()) {
    if (heading.trim() === '') continue;
    const { name, calendar } = columnIn(names, words[index] ?? []);
    if (name === undefined) unknown.push(heading);
    else if (columns.has(name)) problems.push({ code: 'HEADING_TWICE', heading, facts: { column: name } });
    else columns.set(name, { index, heading: heading.trim(), calendar });
  }
  const required = columnsOf(kind).filter(([, { required }]) => required);
  const has = (name: string) => columns.has(name as ColumnName);
  const isGiven = ([name, { replacedBy }]: (typeof required)[number]) =>
    has(name) || (replacedBy?.every(has) ?? false);
  const missing = required.filter((column) => !isGiven(column)).map(([name]) => name as string);
  if (kind === 'hours' && !columns.has('hours') && !(columns.has('start') && columns.has('end')))
    missing.push('hours');
  for (const heading of unknown) {
    const similar = closest(heading, kind, columns);
    problems.push(
      similar === undefined
        ? { code: 'COLUMN_IGNORED', heading }
        : { code: 'HEADING_UNKNOWN', heading, facts: { column: similar } },
    );
  }
  for (const name of missing)
    problems.push({ code: 'HEADING_MISSING', heading: null, facts: { column: name } });
  const found = required.filter(isGiven).length;
  return { kind, columns, problems, found, fit: found / required.length };
}

/** Returns the column that a heading names, with or without words for a calendar. */
function columnIn(names: ReadonlyMap<string, { name: ColumnName; date: boolean }>, words: readonly string[]) {
  const exact = names.get(words.join(' '));
  if (exact) return { name: exact.name, calendar: 'gregorian' as const };
  const without = (calendarWords: ReadonlySet<string>) =>
    names.get(words.filter((word) => !calendarWords.has(word)).join(' '));
  const hijri = words.some((word) => HIJRI.has(word)) ? without(HIJRI) : undefined;
  if (hijri?.date) return { name: hijri.name, calendar: 'hijri' as const };
  const gregorian = words.some((word) => GREGORIAN.has(word)) ? without(GREGORIAN) : undefined;
  return { name: gregorian?.date ? gregorian.name : undefined, calendar: 'gregorian' as const };
}

const namesByKind = new Map<FileKind, ReadonlyMap<string, { name: ColumnName; date: boolean }>>();

function namesOf(kind: FileKind): ReadonlyMap<string, { name: ColumnName; date: boolean }> {
  const cached = namesByKind.get(kind);
  if (cached) return cached;
  const names = new Map(
    columnsOf(kind).flatMap(([name, { arabic, date }]) =>
      [name, ...arabic].map((text) => [headingWords(text).join(' '), { name, date: date === true }] as const),
    ),
  );
  namesByKind.set(kind, names);
  return names;
}

/** Returns a column not found yet whose name differs from a heading only by a typing error. */
function closest(
  heading: string,
  kind: FileKind,
  found: ReadonlyMap<ColumnName, unknown>,
): string | undefined {
  const words = headingWords(heading).join(' ');
  for (const [text, { name }] of namesOf(kind))
    if (!found.has(name) && words.length >= 4 && distance(words, text) <= (text.length > 6 ? 2 : 1))
      return name;
  return undefined;
}

/** Returns the Levenshtein distance of two short texts, or 3 if their lengths differ by more than 2. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (next[j - 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
