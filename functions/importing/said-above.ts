import { FILE_KINDS, type FileKind } from '../domain/import/import-record.ts';
import type { ColumnName } from './file-kind.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { meaningOf } from './heading-meaning.ts';
import { isMonthName, isSameMonth, monthAbove, monthsNamed, type WrittenMonth } from './month-above.ts';
import type { TableRow } from './table-row.ts';
import { plainText } from './values/cell-text.ts';
import { readChoice, STATUS_WORDS } from './values/choice-words.ts';

/** A value above a table that holds for all its rows. */
export interface SaidValue {
  readonly value: string;
  readonly row: number;
}

/** Names of a table, of which one may say the month of its days. */
export interface TableNames {
  /** Null for CSV. */
  readonly worksheet: string | null;
  readonly file: string;
}

/** The month of days, and where it is written: `row` is null in the name of the worksheet or of the file. */
export interface FoundMonth {
  readonly month: WrittenMonth;
  readonly text: string;
  readonly row: number | null;
}

/** Columns of which one value may hold for a whole sheet. */
const COLUMNS: readonly ColumnName[] = ['volunteer_id', 'opportunity_id', 'status', 'approved_by'];

/**
 * Reads values beside or behind a heading in the rows above a table, as «رقم الفرصة: OP-1», by the column that they
 * stand for; undefined where the rows contradict each other.
 */
export function valuesAbove(
  rows: readonly TableRow[],
  mapping: HeadingMapping,
): ReadonlyMap<ColumnName, SaidValue | undefined> {
  const values = new Map<ColumnName, SaidValue | undefined>();
  for (const { cells, row } of rows)
    for (const { name, value } of labelledIn(cells, mapping)) {
      const earlier = values.get(name);
      const contradicts = values.has(name) && earlier?.value !== value;
      values.set(name, contradicts ? undefined : (earlier ?? { value, row }));
    }
  return values;
}

/**
 * Returns the month of each of some columns of days: the one that the rows above them and the worksheet's name agree
 * on; else the one in the nearest cell above each, merged over its days or not; where neither names any, the one in
 * the file's name. Undefined if the month of a day stays open.
 */
export function monthsOfDays(
  days: readonly number[],
  rows: readonly TableRow[],
  { worksheet, file }: TableNames,
): readonly FoundMonth[] | undefined {
  const texts = rows.map(({ cells }) => cells.join(' '));
  const name = worksheet === null ? [] : [nameText(worksheet)];
  const named = monthsNamed([...texts, ...name]);
  const [only] = named;
  if (only !== undefined && named.length === 1) {
    const index = texts.findIndex((text) => monthsNamed([text]).length > 0);
    const isInName = index < 0 && monthsNamed(texts).length === 0;
    const row = isInName ? null : (rows[Math.max(0, index)]?.row ?? 1);
    const { cells = [] } = rows[Math.max(0, index)] ?? {};
    const cell = cells.find((text) => monthsNamed([text]).length > 0) ?? texts[Math.max(0, index)] ?? '';
    const text = isInName ? (worksheet ?? '') : cell.replace(/\s+/g, ' ').trim();
    return days.map(() => ({ month: only, text, row }));
  }
  if (only !== undefined) {
    const nearest = days.flatMap((day) => nearestMonth(rows, day) ?? []);
    const isUsed = (month: WrittenMonth) => nearest.some((found) => isSameMonth(found.month, month));
    return nearest.length === days.length && named.every(isUsed) ? nearest : undefined;
  }
  const month = monthAbove([nameText(file.replace(/\.\w{1,5}$/, ''))]);
  return month && days.map(() => ({ month, text: file, row: null }));
}

/** Returns the month in the nearest cell above a column, or merged over it, that names one. */
function nearestMonth(rows: readonly TableRow[], index: number): FoundMonth | undefined {
  for (const { cells, row } of rows.toReversed()) {
    const text = cells.slice(0, index + 1).findLast((cell) => cell.trim() !== '') ?? '';
    const month = monthAbove([text]);
    if (month !== undefined) return { month, text: text.trim(), row };
  }
  return undefined;
}

/** Names have signs where texts have spaces, and may be a month whose year stands above the table. */
const nameText = (name: string): string => {
  const text = name.replace(/[_.]/g, '-').trim();
  return isMonthName(text) ? `شهر ${text}` : text;
};

/** Returns whether a row only says values behind their headings: «الحالة | معلق», «رقم الفرصة: OP-1». */
export function saysValues(cells: readonly string[], mapping: HeadingMapping): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const said = [...labelledIn(cells, mapping)];
  // «معتمد» is a status, and the heading of who approved.
  const isHeading = (text: string, kinds: readonly FileKind[]) =>
    'problem' in readChoice(text, STATUS_WORDS) &&
    kinds.some((kind) => meaningOf(labelIn(text).label, kind, true) !== undefined);
  return (
    (filled.length === 2 || filled.some((cell) => /[:：]/.test(cell))) &&
    said.length > 0 &&
    said.length === filled.filter((cell) => isHeading(cell, ['hours'])).length &&
    !said.some(({ value }) => isHeading(value, FILE_KINDS))
  );
}

/** Cells that the name of a group of rows has at most. */
const MOST_CELLS_OF_GROUP = 2;

/** A value that a row says of a column for which another one stands above the table. */
export interface SaidOtherwise {
  readonly name: ColumnName;
  readonly value: string;
  readonly above: SaidValue;
}

/** Returns how to find rows of a table that say another value than the rows above it: the next person's, below. */
export function saidOtherwise(
  saidAt: readonly (SaidValue & { readonly name: ColumnName })[],
  mapping: HeadingMapping,
): (row: TableRow) => SaidOtherwise | undefined {
  if (saidAt.length === 0) return () => undefined;
  return ({ cells }) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    // «فرصة OP-2» alone in a row, as the name of the rows below it.
    if (filled.length <= MOST_CELLS_OF_GROUP)
      for (const above of saidAt) {
        const value = anotherLike(above.value, filled.join(' '));
        if (value !== undefined) return { name: above.name, value, above };
      }
    if (!saysValues(cells, mapping)) return undefined;
    for (const { name, value } of labelledIn(cells, mapping)) {
      const above = saidAt.find((said) => said.name === name);
      if (above !== undefined && above.value !== value) return { name, value, above };
    }
    return undefined;
  };
}

/** Fewer digits alone may be a year, or a number of people. */
const DIGITS_ALONE = /^\d{5,}$/;

/** Returns an identifier without its digits, or the number of them, by which others like it are known. */
const shapeOf = (id: string): string | undefined =>
  /^[A-Za-z][\w.:-]*$/.test(id) && /\d/.test(id)
    ? id.replace(/\d+/g, '#')
    : DIGITS_ALONE.test(id)
      ? `${id.length}`
      : undefined;

/** Returns an identifier in a text that is like another but not the same: `OP-2`, where `OP-1` is known. */
const anotherLike = (id: string, text: string): string | undefined =>
  (plainText(text).match(/(?<!\w)[A-Za-z\d][\w.:-]*/g) ?? [])
    .map((token) => token.replace(/[.:-]+$/, ''))
    .find((token) => token !== id && shapeOf(token) !== undefined && shapeOf(token) === shapeOf(id));

/** Splits a cell at its colon. */
function labelIn(cell: string): { readonly label: string; readonly behind: string } {
  const [, label = cell, behind = ''] = /^([^:：]+)[:：]\s*(.*)$/s.exec(cell.trim()) ?? [];
  return { label, behind };
}

/** Yields the values of a row that stand behind a heading and a colon, or in the cell after a heading. */
function* labelledIn(
  cells: readonly string[],
  mapping: HeadingMapping,
): Generator<{ readonly name: ColumnName; readonly value: string }> {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  for (let index = 0; index < filled.length; index += 1) {
    const cell = filled[index] ?? '';
    const { label, behind } = labelIn(cell);
    const mapped = mapping.meaningOf([label], 'hours');
    const meaning = mapped === undefined ? meaningOf(label, 'hours') : mapped;
    if (!meaning || meaning.guessed || meaning.contradicted || !COLUMNS.includes(meaning.name)) continue;
    // The cell behind a heading is its value, even where it is a word of another heading: «الحالة | معتمد».
    if (behind === '') index += 1;
    const value = behind === '' ? filled[index] : behind;
    if (value !== undefined) yield { name: meaning.name, value };
  }
}
