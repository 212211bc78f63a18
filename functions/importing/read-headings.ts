import type { CellProblem } from '../domain/import/import-problem.ts';
import { FILE_KINDS, type FileKind } from '../domain/import/import-record.ts';
import { type ColumnName, columnsOf } from './file-kind.ts';
import { HeadingMapping } from './heading-mapping.ts';
import {
  type Calendar,
  closestColumn,
  type HeadingMeaning,
  isExplanation,
  meaningOf,
  saysPlanned,
} from './heading-meaning.ts';
import { columnsOfForm } from './more-headings.ts';
import { plainText } from './values/cell-text.ts';

export type { Calendar } from './heading-meaning.ts';

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
  /** What is said above the table about all its rows, in place of columns that it lacks. */
  readonly said?: ReadonlyMap<ColumnName, string>;
  /** The Hijri columns of dates that have a Gregorian one, too, with which they are compared. */
  readonly alsoHijri?: ReadonlyMap<ColumnName, ColumnPosition>;
}

/** A problem of a row of headings; `heading` is null for a missing column. */
export interface HeadingProblem extends CellProblem {
  readonly heading: string | null;
}

/** A row of headings as read. */
export interface HeadingsReading extends Headings {
  readonly problems: readonly HeadingProblem[];
  /** Number of required columns that are missing. */
  readonly missing: number;
}

/**
 * Reads a row of headings as the kind of which it has the largest share of the required columns. Returns undefined if
 * it has too few columns of every kind to be a row of headings. What is `said` above a table of hours is no column that
 * it lacks.
 */
export function readHeadings(
  cells: readonly string[],
  mapping = new HeadingMapping(),
  said: Said = NOTHING_SAID,
): HeadingsReading | undefined {
  return bestOf(
    FILE_KINDS.map((kind) =>
      readAs(
        kind,
        cells.map((cell) => ({ label: cell, candidates: [cell], isPlanned: false })),
        mapping,
        said,
      ),
    ),
  );
}

/** The columns of which values stand above a table. */
export type Said = ReadonlySet<ColumnName>;
const NOTHING_SAID: Said = new Set();

/** Columns of what was worked, which hours of a plan are not. */
const WORKED: ReadonlySet<ColumnName> = new Set(['hours', 'minutes', 'start', 'end'] as const);

/** A second start or end is of another shift, whichever word names it. The cells of a numbered one are read. */
const isOtherShift = (name: ColumnName, heading: string): boolean =>
  (name === 'start' || name === 'end') && !/\p{Nd}/u.test(heading);

/** A heading as shown, and the texts that may name its column, the likeliest first. */
interface HeadingTexts {
  readonly label: string;
  readonly candidates: readonly string[];
  /** Set below a group that is about a plan. */
  readonly isPlanned: boolean;
}

/** Headings over several rows as read. `labels` are the headings by column. */
export type StackedReading = HeadingsReading & { readonly labels: readonly string[] };

/**
 * Reads headings over two or three rows: groups above several headings, the same heading in two languages, or headings
 * of which some are in an upper row and others in a lower. Returns undefined if a lower row isn't one of headings.
 */
export function readStackedHeadings(
  rows: readonly (readonly string[])[],
  mapping: HeadingMapping,
  said: Said,
): StackedReading | undefined {
  const width = Math.max(...rows.map((row) => row.length));
  const texts = Array.from({ length: width }, (_, index) => textsOf(rows, index));
  const kinds = FILE_KINDS.filter((kind) => areHeadingRows(kind, rows));
  const best = bestOf(kinds.map((kind) => readAs(kind, texts, mapping, said)));
  return best && { ...best, labels: texts.map(({ label }) => label) };
}

/**
 * Returns the texts of a column: its lowest cell, alone and behind each cell above it, and the cells above that stand
 * over this column only. A group's name is in the first of the cells that it is merged over.
 */
function textsOf(rows: readonly (readonly string[])[], index: number): HeadingTexts {
  const column = rows.map((cells) => cells[index]?.trim() ?? '');
  const lowest = column.findLastIndex((cell) => cell !== '');
  const below = column[lowest] ?? '';
  const above = column
    .slice(0, Math.max(0, lowest))
    .map((own, row) => ({ own, row, text: own === '' ? groupBefore(rows[row] ?? [], index) : own }))
    .filter(({ text }) => text !== '' && text !== below)
    .reverse();
  const label = [...above.map(({ own }) => own).reverse(), below].filter((text) => text !== '').join(' ');
  const own = above.filter(({ own }) => own !== '');
  const groups = above.filter(({ own }) => own === '');
  const candidates = [
    below,
    ...own.flatMap(({ text, row }) => [
      `${text} ${below}`,
      ...(isOverSeveral(rows, row, index) ? [] : [text]),
    ]),
    ...groups.map(({ text }) => `${text} ${below}`),
  ];
  return { label, candidates, isPlanned: above.some(({ text }) => saysPlanned(text)) };
}

/** Returns whether a cell stands over several headings: those to its right have nothing of their own in its row. */
const isOverSeveral = (rows: readonly (readonly string[])[], row: number, index: number): boolean =>
  (rows[row]?.[index + 1] ?? '').trim() === '' &&
  rows.slice(row + 1).some((lower) => (lower[index + 1] ?? '').trim() !== '');

/** Returns whether a row below headings only repeats them, in the same or another language, or explains them. */
export function repeatsOrExplains(cells: readonly string[], { kind, columns }: Headings): boolean {
  const filled = cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [{ cell, index }]));
  const names = new Map([...columns].map(([name, { index }]) => [index, name]));
  const isNumbering =
    filled.length > 1 && filled.every(({ cell }, position) => plainText(cell) === `${position + 1}`);
  if (isNumbering) return true;
  return (
    filled.length > 0 &&
    filled.every(({ cell, index }) => {
      const name = names.get(index);
      return name === undefined || isExplanation(cell) || meaningOf(cell, kind, true)?.name === name;
    }) &&
    filled.some(({ index }) => names.has(index))
  );
}

function bestOf(
  readings: readonly (HeadingsReading & { found: number; fit: number })[],
): HeadingsReading | undefined {
  // A register of hours may also have every column of a list of volunteers.
  const [best] = readings.toSorted((a, b) => b.fit - a.fit || b.columns.size - a.columns.size);
  return best === undefined || best.found < 2 || best.fit < 0.5 ? undefined : best;
}

const groupBefore = (upper: readonly string[], index: number): string =>
  upper
    .slice(0, index)
    .findLast((cell) => cell.trim() !== '')
    ?.trim() ?? '';

/**
 * Returns whether rows below others are rows of headings: no cell under a known heading is a value, and the lowest row
 * has a heading, alone or behind its group.
 */
function areHeadingRows(kind: FileKind, rows: readonly (readonly string[])[]): boolean {
  const cellsOf = (row: number) =>
    (rows[row] ?? []).flatMap((cell, index) => {
      if (cell.trim() === '') return [];
      const upper = rows.slice(0, row).map((cells) => cells[index]?.trim() ?? '');
      const nearest = upper.findLastIndex((text) => text !== '');
      const above = upper[nearest] ?? '';
      const group = above === '' ? groupBefore(rows[row - 1] ?? [], index) : above;
      // «رقم المتطوع» above V-1 is no heading «رقم المتطوع V-1».
      const isValue = /\p{Nd}/u.test(cell);
      const isHeading = [cell, ...(group === '' || isValue ? [] : [`${group} ${cell}`])].some(
        (text) => meaningOf(text, kind, true) !== undefined || isExplanation(text),
      );
      const isGroup = meaningOf(above, kind) === undefined || isOverSeveral(rows, nearest, index);
      return [{ isHeading, isFit: cell.trim() === above || isHeading || (!isValue && isGroup) }];
    });
  const below = rows.slice(1).map((_, row) => cellsOf(row + 1));
  return (
    below.every((cells) => cells.every(({ isFit }) => isFit)) &&
    (below.at(-1) ?? []).some(({ isHeading }) => isHeading)
  );
}

/**
 * Reads each heading as one of several texts, the first of which that names a column counts. Where the mapping names a
 * column's heading, no other heading does.
 */
function readAs(kind: FileKind, texts: readonly HeadingTexts[], mapping: HeadingMapping, said: Said) {
  const mapped = texts.map(({ candidates }) => mapping.meaningOf(candidates, kind));
  const mappedNames = new Set(mapped.flatMap((meaning) => meaning?.name ?? []));
  const columns = new Map<ColumnName, ColumnPosition>();
  const alsoHijri = new Map<ColumnName, ColumnPosition>();
  const problems: HeadingProblem[] = [];
  const take = (
    index: number,
    heading: string,
    { name, calendar, guessed, contradicted }: HeadingMeaning,
  ) => {
    const position = { index, heading, calendar };
    const known = columns.get(name);
    if (known === undefined) columns.set(name, position);
    else if (known.calendar === calendar || alsoHijri.has(name))
      problems.push({ code: 'HEADING_TWICE', heading, facts: { column: name } });
    else {
      columns.set(name, calendar === 'hijri' ? known : position);
      alsoHijri.set(name, calendar === 'hijri' ? position : known);
    }
    if (contradicted) problems.push({ code: 'HEADING_UNIT', heading, facts: { column: name } });
    else if (guessed) problems.push({ code: 'HEADING_READ_AS', heading, facts: { column: name } });
  };
  const ofForm = columnsOfForm(texts.map(({ label }) => label));
  const unknown: [index: number, heading: string, texts: readonly string[]][] = [];
  for (const [index, { label, candidates, isPlanned }] of texts.entries()) {
    const heading = label.replace(/\s+/g, ' ').trim();
    if (heading === '') continue;
    const given = mapped[index];
    if (given === null || (given === undefined && ofForm.has(index))) continue;
    const meaning = given ?? firstMeaning(candidates, kind, false);
    if (meaning && !given && mappedNames.has(meaning.name)) continue;
    if (meaning && !given && isPlanned && WORKED.has(meaning.name)) continue;
    if (meaning) take(index, heading, meaning);
    else unknown.push([index, heading, candidates]);
  }
  // Beside the hours, times are left out as the sheet's own working.
  const isTaken = (name: string) =>
    columns.has(name as ColumnName) || ((name === 'start' || name === 'end') && columns.has('hours'));
  const weakly = new Map<ColumnName, string>();
  for (const [index, heading, candidates] of unknown) {
    const meaning = firstMeaning(candidates, kind, true);
    const before = meaning && weakly.get(meaning.name);
    if (meaning && !isTaken(meaning.name)) {
      take(index, heading, { ...meaning, guessed: true });
      weakly.set(meaning.name, heading);
    } else if (meaning && before !== undefined && (before === heading || isOtherShift(meaning.name, heading)))
      problems.push({ code: 'HEADING_TWICE', heading, facts: { column: meaning.name } });
    else {
      const similar = closestColumn(heading, kind, isTaken);
      if (similar !== undefined)
        problems.push({ code: 'HEADING_UNKNOWN', heading, facts: { column: similar } });
    }
  }
  return {
    kind,
    columns,
    alsoHijri,
    ...shareOf(kind, columns, kind === 'hours' ? said : NOTHING_SAID, problems),
  };
}

const firstMeaning = (
  texts: readonly string[],
  kind: FileKind,
  weak: boolean,
): HeadingMeaning | undefined => {
  const meanings = texts.flatMap((text) => meaningOf(text, kind, weak) ?? []);
  return (
    meanings.find(({ guessed }) => !guessed) ??
    (texts.length === 1 ? meanings[0] : meaningOf(texts[0] ?? '', kind, weak))
  );
};

/** Returns how many of the required columns were found, and adds a problem for each that is missing. */
function shareOf(
  kind: FileKind,
  columns: ReadonlyMap<ColumnName, ColumnPosition>,
  said: Said,
  problems: HeadingProblem[],
) {
  const required = columnsOf(kind).filter(([, { required }]) => required);
  const has = (name: string) => columns.has(name as ColumnName);
  const isGiven = ([name, { replacedBy }]: (typeof required)[number]) =>
    has(name) || (replacedBy?.every(has) ?? false);
  const isSaid = ([name]: (typeof required)[number]) => said.has(name);
  const missing = required
    .filter((column) => !isGiven(column) && !isSaid(column))
    .map(([name]) => name as string);
  const isWorked = has('hours') || has('minutes') || (has('start') && has('end'));
  if (kind === 'hours' && !isWorked) missing.push('hours');
  for (const name of missing)
    problems.push({ code: 'HEADING_MISSING', heading: null, facts: { column: name } });
  // Date and hours are a table where the rest is said above it.
  const found = required.filter(isGiven).length + Number(said.size > 0 && isWorked);
  const fit = required.filter((column) => isGiven(column) || isSaid(column)).length / required.length;
  return { problems, missing: missing.length, found, fit };
}
