import type { CellProblem } from '../domain/import/import-problem.ts';
import { FILE_KINDS, type FileKind } from '../domain/import/import-record.ts';
import { type ColumnName, columnsOf } from './file-kind.ts';
import { headingWords } from './heading-words.ts';

export type Calendar = 'gregorian' | 'hijri';

/** Where a column of the contract is in a file. */
export interface ColumnPosition {
  readonly index: number;
  /** As the file writes it. */
  readonly heading: string;
  readonly calendar: Calendar;
}

export interface Headings {
  readonly kind: FileKind;
  readonly columns: ReadonlyMap<ColumnName, ColumnPosition>;
}

export interface HeadingProblem extends CellProblem {
  readonly heading: string | null;
}

const HIJRI = new Set(['hijri', 'ah', 'هجري', 'هجريه', 'الهجري', 'بالهجري', 'ه']);
const GREGORIAN = new Set(['gregorian', 'ميلادي', 'ميلاديه', 'الميلادي', 'بالميلادي', 'م']);

/**
 * Recognises a row of headings: the kind whose required columns it has most of, and where each is. Undefined: it
 * has too little of any kind to be headings at all.
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
  const leftOver: string[] = [];
  for (const [index, heading] of cells.entries()) {
    if (heading.trim() === '') continue;
    const { name, calendar } = columnIn(names, words[index] ?? []);
    if (name === undefined) leftOver.push(heading);
    else if (columns.has(name)) problems.push({ code: 'HEADING_TWICE', heading, facts: { column: name } });
    else columns.set(name, { index, heading: heading.trim(), calendar });
  }
  const required = columnsOf(kind).filter(([, { required }]) => required);
  const missing = required.filter(([name]) => !columns.has(name)).map(([name]) => name as string);
  if (kind === 'hours' && !columns.has('hours') && !(columns.has('start') && columns.has('end')))
    missing.push('hours');
  for (const heading of leftOver) {
    const meant = closest(heading, kind, columns);
    problems.push(
      meant === undefined
        ? { code: 'COLUMN_IGNORED', heading }
        : { code: 'HEADING_UNKNOWN', heading, facts: { column: meant } },
    );
  }
  for (const name of missing)
    problems.push({ code: 'HEADING_MISSING', heading: null, facts: { column: name } });
  const found = required.length - required.filter(([name]) => !columns.has(name)).length;
  return { kind, columns, problems, found, fit: found / required.length };
}

function columnIn(names: ReadonlyMap<string, { name: ColumnName; date: boolean }>, words: readonly string[]) {
  const plain = names.get(words.join(' '));
  if (plain) return { name: plain.name, calendar: 'gregorian' as const };
  const without = (marks: ReadonlySet<string>) =>
    names.get(words.filter((word) => !marks.has(word)).join(' '));
  const hijri = words.some((word) => HIJRI.has(word)) ? without(HIJRI) : undefined;
  if (hijri?.date) return { name: hijri.name, calendar: 'hijri' as const };
  const gregorian = words.some((word) => GREGORIAN.has(word)) ? without(GREGORIAN) : undefined;
  return { name: gregorian?.date ? gregorian.name : undefined, calendar: 'gregorian' as const };
}

const namesByKind = new Map<FileKind, ReadonlyMap<string, { name: ColumnName; date: boolean }>>();

function namesOf(kind: FileKind): ReadonlyMap<string, { name: ColumnName; date: boolean }> {
  const kept = namesByKind.get(kind);
  if (kept) return kept;
  const names = new Map(
    columnsOf(kind).flatMap(([name, { arabic, date }]) =>
      [name, ...arabic].map((text) => [headingWords(text).join(' '), { name, date: date === true }] as const),
    ),
  );
  namesByKind.set(kind, names);
  return names;
}

/** The column not found yet that a heading almost names: a typing mistake, not another column. */
function closest(
  heading: string,
  kind: FileKind,
  found: ReadonlyMap<ColumnName, unknown>,
): string | undefined {
  const written = headingWords(heading).join(' ');
  for (const [text, { name }] of namesOf(kind))
    if (!found.has(name) && written.length >= 4 && distance(written, text) <= (text.length > 6 ? 2 : 1))
      return name;
  return undefined;
}

/** Letters to change, add or leave out between two short texts (Levenshtein). */
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
