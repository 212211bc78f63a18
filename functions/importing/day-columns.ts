import { DAY_MS } from '../domain/calendar-date.ts';
import type { CellProblem } from '../domain/import/import-problem.ts';
import type { ColumnName } from './file-kind.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { meaningOf } from './heading-meaning.ts';
import { hasHeadingWord, headingWordSet } from './heading-words.ts';
import { dayOfMonth, isSameMonth, monthsNamed } from './month-above.ts';
import { type HeadingsReading, readHeadings } from './read-headings.ts';
import { type FoundMonth, monthsOfDays, type SaidValue, type TableNames, valuesAbove } from './said-above.ts';
import type { TableRow } from './table-row.ts';
import { isAbsence } from './values/absence-words.ts';
import { plainText, saysNothing } from './values/cell-text.ts';
import { isWeekday, monthOf, weekdayOf } from './values/month-names.ts';
import { readDate } from './values/read-date.ts';
import { isId } from './values/read-identifier.ts';

/** As many columns of days make a matrix of days. */
const MIN_DAYS = 3;
const DAY_NUMBER = /^(?:0?[1-9]|[12]\d|3[01])$/;

/** A column of a day. `date` is the day as a date, where the heading is only its number. */
export interface DayColumn {
  readonly index: number;
  readonly heading: string;
  readonly date?: string;
}

/** What the rows of a table of days get behind their cells: the day and its hours, and what is said above the table. */
export interface DayColumns {
  readonly days: readonly DayColumn[];
  readonly width: number;
  readonly said: readonly (SaidValue & { readonly name: ColumnName })[];
  /** Where the months of the days are written, if their headings are numbers. */
  readonly months: readonly FoundMonth[];
}

/** A table whose columns are days: its headings with `date` and `hours` in place of the days, or what it lacks. */
export type DayTable = { readonly depth: number } & (
  | (DayColumns & { readonly reading: HeadingsReading; readonly labels: readonly string[] })
  | { readonly problem: CellProblem }
);

/**
 * Reads headings of which several are days, as whole dates or as numbers of a month that is named; undefined if they
 * aren't, or no volunteer is named. `rows` begin with the first row of headings; `above` are the rows above it.
 */
export function readDayHeadings(
  rows: readonly TableRow[],
  mapping: HeadingMapping,
  above: readonly TableRow[],
  tableNames: TableNames,
): DayTable | undefined {
  const stack = dayStackOf(rows, mapping);
  if (stack === undefined) return daysWithoutMonth(rows, mapping);
  const { depth, cells, names, dayRow, weekdays } = stack;
  const headings = cells.map((cell, index) => ({ index, heading: plainText(cell) }));
  const inRow = headings.filter(({ index }) => plainText(dayRow.cells[index] ?? '') !== '');
  const dates = inRow.filter(({ heading }) => isDate(heading));
  const numbers = inRow.filter(({ heading }) => DAY_NUMBER.test(heading));
  const found = dates.length >= MIN_DAYS ? dates : numbers;
  const over = [...above, ...rows.slice(0, rows.indexOf(dayRow))];
  const indexes = numbers.map(({ index }) => index);
  const months = found === numbers ? monthsOfDays(indexes, over, tableNames) : undefined;
  const isNumbered = months !== undefined && isAscending(numbers, months);
  const days = isNumbered
    ? numbers.map((day, position) => ({ ...day, date: dateOf(day, months[position], weekdays) }))
    : dates;
  const said = [...valuesAbove(above, mapping)].flatMap(([name, value]) =>
    value === undefined || names.includes(name) ? [] : [{ name, ...value }],
  );
  const known = [...names, ...said.map(({ name }) => name)];
  // A heading that is nearly a day would leave its day out, and two columns for each day hold no hours.
  const isOdd = ({ index, heading }: DayColumn) =>
    names[index] === undefined && /\d/.test(heading) && !days.some((day) => day.index === index);
  const isDivided = (days: readonly DayColumn[]) =>
    days.length >= MIN_DAYS && days.slice(1).every(({ index }, at) => index > (days[at]?.index ?? 0) + 1);
  const missing = [
    ...(days.length >= MIN_DAYS && !headings.some(isOdd) && !isDivided(days) ? [] : ['date']),
    ...(known.includes('opportunity_id') ? [] : ['opportunity_id']),
    ...(known.includes('status') ? [] : ['status']),
  ];
  const facts = {
    first: found[0]?.heading ?? '',
    last: found.at(-1)?.heading ?? '',
    missing: missing.join(', '),
  };
  if (areWeeks(days, [...above, ...rows.slice(0, depth)]))
    return { depth, problem: { code: 'WEEKS_AS_COLUMNS', facts } };
  if (missing.length > 0) return { depth, problem: { code: 'DAYS_AS_COLUMNS', facts } };
  const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const isDay = (index: number) => days.some((day) => day.index === index);
  const labels = cells.slice(0, width);
  const others = labels.map((cell, index) => (isDay(index) ? '' : cell));
  const added = ['date', 'hours', ...said.map(({ name }) => name)];
  const reading = readHeadings([...others, ...added], mapping);
  const used = (isNumbered ? months : []).filter(
    ({ row, text }, index) =>
      months?.findIndex((other) => other.row === row && other.text === text) === index,
  );
  return reading && { depth, reading, labels, days, width, said, months: used };
}

const WEEK = headingWordSet('week weeks weekly', 'الأسبوع الأسابيع أسبوعي الأسبوعية');
const WEEK_MILLISECONDS = 7 * DAY_MS;

/** Returns whether days are the first or last of weeks: they are a week apart, and a text above them says «أسبوع». */
const areWeeks = (days: readonly DayColumn[], rows: readonly TableRow[]): boolean =>
  days.length >= MIN_DAYS &&
  days
    .map(({ date, heading }) => Date.parse(dayOf(date ?? heading) ?? ''))
    .every((day, index, all) => index === 0 || day - (all[index - 1] ?? 0) === WEEK_MILLISECONDS) &&
  rows.some(({ cells }) => cells.some((cell) => hasHeadingWord(cell, WEEK)));

/** Returns what headings lack that are days of the week, or days of a month without a year: `1/3`, `01-Mar`. */
function daysWithoutMonth([row]: readonly TableRow[], mapping: HeadingMapping): DayTable | undefined {
  const names = (row?.cells ?? []).map((cell) => nameOf(cell, mapping));
  const days = (row?.cells ?? [])
    .map(plainText)
    .filter((cell) => weekdayOf(cell) !== undefined || isDayOfMonth(cell));
  if (days.length < MIN_DAYS || !names.includes('volunteer_id') || names.includes('hours')) return undefined;
  const missing = ['date', 'opportunity_id', 'status'].filter(
    (name) => name === 'date' || !names.includes(name as ColumnName),
  );
  const facts = { first: days[0] ?? '', last: days.at(-1) ?? '', missing: missing.join(', ') };
  return { depth: 1, problem: { code: 'DAYS_AS_COLUMNS', facts } };
}

const isDayOfMonth = (text: string): boolean => {
  const [one = '', other = '', ...others] = text.split(/\s?[-/.]\s?|\s+/);
  const isMonth = (word: string) => DAY_NUMBER.test(word) || monthOf(word) !== undefined;
  const isDay = DAY_NUMBER.test(one) || DAY_NUMBER.test(other);
  return others.length === 0 && isDay && isMonth(one) && isMonth(other);
};

const nameOf = (cell: string, mapping: HeadingMapping): ColumnName | undefined => {
  const mapped = mapping.meaningOf([cell], 'hours');
  return (mapped === undefined ? meaningOf(cell, 'hours') : mapped)?.name;
};

/** Headings over the first rows of a table of days. */
interface DayStack {
  readonly depth: number;
  /** One heading for each column. */
  readonly cells: readonly string[];
  readonly names: readonly (ColumnName | undefined)[];
  readonly dayRow: TableRow;
  /** Names of days of the week beside the days, by column. */
  readonly weekdays: ReadonlyMap<number, string>;
}

/** Returns the deepest rows of headings of which one is days; the first names the volunteer or is the row of days. */
function dayStackOf(rows: readonly TableRow[], mapping: HeadingMapping): DayStack | undefined {
  const [first] = rows;
  const dayRow = rows.find(({ cells }) => isRowOfDays(cells));
  if (first === undefined || dayRow === undefined) return undefined;
  const isHeadingIn = (row: TableRow) => (cell: string, index: number) => {
    const text = plainText(cell);
    if (
      text === '' ||
      nameOf(cell, mapping) !== undefined ||
      cell.trim() === (first.cells[index] ?? '').trim()
    )
      return true;
    const isOverDays = row === dayRow || plainText(dayRow.cells[index] ?? '') !== '';
    return (
      isOverDays &&
      (row === dayRow ? DAY_NUMBER.test(text) || isDate(text) : isWeekday(text) || isMonthText(text))
    );
  };
  const others = rows.findIndex((row, index) => index > 0 && !row.cells.every(isHeadingIn(row)));
  const depth = others < 0 ? rows.length : others;
  const own = rows.slice(0, depth);
  if (!own.includes(dayRow)) return undefined;
  const width = Math.max(...own.map(({ cells }) => cells.length));
  const column = (index: number) =>
    own.map(({ cells }) => cells[index] ?? '').filter((cell) => cell.trim() !== '');
  const cells = Array.from({ length: width }, (_, index) => {
    const day = dayRow.cells[index] ?? '';
    if (isDay(day)) return day;
    const texts = column(index);
    return texts.find((text) => nameOf(text, mapping) !== undefined) ?? texts.at(-1) ?? '';
  });
  const names = cells.map((cell) => nameOf(cell, mapping));
  const isFirst = first === dayRow || first.cells.some((cell) => nameOf(cell, mapping) === 'volunteer_id');
  if (!isFirst || !names.includes('volunteer_id') || names.includes('hours') || names.includes('date'))
    return undefined;
  const weekdays = cells.flatMap((cell, index) => {
    const weekday = isDay(cell) ? column(index).find((text) => weekdayOf(text) !== undefined) : undefined;
    return weekday === undefined ? [] : [[index, weekday] as const];
  });
  return { depth, cells, names, dayRow, weekdays: new Map(weekdays) };
}

const isDay = (cell: string): boolean => DAY_NUMBER.test(plainText(cell)) || isDate(plainText(cell));

const isRowOfDays = (cells: readonly string[]): boolean =>
  cells.filter((cell) => DAY_NUMBER.test(plainText(cell))).length >= MIN_DAYS ||
  cells.filter((cell) => isDate(plainText(cell))).length >= MIN_DAYS;

const isMonthText = (text: string): boolean => monthsNamed([text]).length > 0;

/** Returns a numbered day as a date, behind its day of the week where that is written. */
function dateOf(
  { index, heading }: DayColumn,
  found: FoundMonth | undefined,
  weekdays: ReadonlyMap<number, string>,
): string {
  const date = found === undefined ? heading : dayOfMonth(found.month, Number(heading));
  const weekday = weekdays.get(index);
  return weekday === undefined ? date : `${weekday} ${date}`;
}

/** Numbers that begin again are days of two months. */
const isAscending = (days: readonly DayColumn[], months: readonly FoundMonth[]): boolean =>
  days.every(({ heading }, index) => {
    const [before, own] = [months[index - 1], months[index]];
    const isNewMonth = before === undefined || own === undefined || !isSameMonth(before.month, own.month);
    return isNewMonth || Number(heading) > Number(days[index - 1]?.heading);
  });

const DATE_RULES = { calendar: 'gregorian', order: 'dmy', timeZones: [], shortYears: false } as const;

/** Returns the day of a heading that is a whole date. */
const dayOf = (heading: string): string | undefined => {
  const reading = readDate(heading, DATE_RULES);
  return 'value' in reading ? reading.value : undefined;
};

const isDate = (heading: string): boolean => {
  const reading = readDate(heading, DATE_RULES);
  // With the month first, days above 12 are no dates by the rule; the rows report it.
  return 'value' in reading || reading.evidence !== undefined;
};

/**
 * Returns a row of a table of days as one row for each day with hours: `date`, `hours` and what is said above the table
 * behind the other cells.
 */
export function* dayRows(
  row: TableRow,
  { days, width, said }: DayColumns,
  entryIndex: number | undefined,
  isWorksheet: boolean,
): Generator<TableRow, void> {
  // A row that is cut off is reported as such.
  if (row.unterminated && row.cells.length < width) return yield row;
  const isDay = new Set(days.map(({ index }) => index));
  // In a CSV, cells behind the last heading have shifted the days.
  const surplus = isWorksheet ? [] : row.cells.slice(width);
  const others = Array.from({ length: width }, (_, index) =>
    isDay.has(index) ? '' : (row.cells[index] ?? ''),
  );
  // The name of a group, which the filter of the rows reports.
  const [only, ...more] = row.cells.filter((cell) => !saysNothing(cell));
  if (only !== undefined && more.length === 0 && others.includes(only) && !isId(only))
    return yield { ...row, cells: others };
  const isOverSeveralDays = (index: number) =>
    row.mergedSideways?.some(({ first, last }) => first === index && isDay.has(index + 1) && last > index);
  const hoursOfDays = days.map(({ index }) => row.cells[index] ?? '');
  for (const { index, heading, date = heading } of days) {
    const hours = row.cells[index] ?? '';
    const isError = row.errors?.includes(index) || row.unsolved?.includes(index);
    if (!isError && saysNothing(hours)) continue;
    const cells = [...others, date, hours, ...said.map(({ value }) => value), ...surplus];
    // An ID of the row stands for several entries, so each gets its day.
    if (entryIndex !== undefined && cells[entryIndex] !== '')
      cells[entryIndex] += `.${date.replace(/\D/g, '')}`;
    const moved = (indexes: readonly number[] | undefined) =>
      (indexes ?? []).flatMap((at) => (at === index ? [width + 1] : isDay.has(at) ? [] : [at]));
    const ofDay = (texts: ReadonlyMap<number, string> | undefined) => {
      const text = texts?.get(index);
      return new Map(text === undefined ? [] : [[width + 1, text]]);
    };
    yield {
      row: row.row,
      cells,
      formulas: moved(row.formulas),
      unsolved: moved(row.unsolved),
      errors: moved(row.errors),
      merged: [...moved(row.merged), ...(isOverSeveralDays(index) && !isAbsence(hours) ? [width + 1] : [])],
      times: moved(row.times),
      struck: moved(row.struck),
      shown: ofDay(row.shown),
      rounded: ofDay(row.rounded),
      ...(row.hidden ? { hidden: true } : {}),
      dayHeading: heading,
      hoursOfDays,
    };
  }
}
