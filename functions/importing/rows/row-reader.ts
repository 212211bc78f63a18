import type { CalendarDate } from '../../domain/calendar-date.ts';
import type { CellProblem } from '../../domain/import/import-problem.ts';
import type { Faulty } from '../../domain/import/import-record.ts';
import type { BesideHours } from '../beside/beside-hours.ts';
import { cellFault } from '../cell-fault.ts';
import type { ColumnName } from '../file-kind.ts';
import type { Headings } from '../read-headings.ts';
import type { TableRow } from '../table-row.ts';
import { type CellReading, failure, plainText, saysNothing } from '../values/cell-text.ts';
import { dayFractionClock } from '../values/day-fraction.ts';
import { isSameDayInBoth } from '../values/hijri-date.ts';
import { isMissingWord } from '../values/placeholder-words.ts';
import { type DateMarks, readDate } from '../values/read-date.ts';
import { readHours } from '../values/read-hours.ts';
import { readId } from '../values/read-identifier.ts';
import { type DayTime, readTime } from '../values/read-time.ts';
import type { Sighting } from './sighting.ts';
import type { TableRules } from './table-rules.ts';

/** Receives a problem with one cell, or with the row if the column is null. */
export type ReportCellProblem = (problem: CellProblem, column: ColumnName | null, value: string) => void;

/** A row as a record or, if it has problems, the fields that could be read; or held apart, which is reported. */
export type RowReading<T> = { readonly value: T } | { readonly faulty: Faulty<T> } | { readonly held: true };

/** What the reading of a row needs to know about its table. */
export interface RowContext {
  readonly headings: Headings;
  readonly rules: TableRules;
  readonly report: ReportCellProblem;
  readonly beside: Pick<BesideHours, 'absence' | 'pause' | 'weekday'>;
  /** Null for CSV. */
  readonly worksheet: string | null;
}

/** A reading whose problem is reported when all rows have been read. */
interface DeferredProblem {
  readonly deferred: true;
}

/** Reads the cells of one row by column and reports every problem. */
export class RowReader {
  readonly rules: TableRules;
  #failed = false;
  readonly #row: TableRow;
  readonly #headings: Headings;
  readonly #report: ReportCellProblem;
  readonly #weekday: string;

  constructor(row: TableRow, { headings, rules, report, beside }: RowContext) {
    this.#row = row;
    this.#headings = headings;
    this.#report = report;
    this.rules = rules;
    this.#weekday = beside.weekday;
  }

  /** Returns whether the file has a column. */
  has(column: ColumnName): boolean {
    return this.#headings.columns.has(column) || this.#headings.said?.has(column) === true;
  }

  /** Returns a cell's text, or what is said above the table; the empty string if the file has neither. */
  text(column: ColumnName): string {
    const index = this.#headings.columns.get(column)?.index;
    return (index === undefined ? this.#headings.said?.get(column) : this.#row.cells[index]) ?? '';
  }

  isEmpty(column: ColumnName): boolean {
    return plainText(this.text(column)) === '';
  }

  /** Returns whether a cell has no value: it is empty, or says so. */
  lacks(column: ColumnName): boolean {
    return this.isEmpty(column) || isMissingWord(this.text(column));
  }

  /** Returns whether a cell says that there is nothing: empty, a dash or zero, and no fault. */
  saysNothing(column: ColumnName): boolean {
    const index = this.#headings.columns.get(column)?.index ?? -1;
    return cellFault(this.#row, index) === undefined && saysNothing(this.text(column));
  }

  /** Reports a problem with a cell, or with the row if the column is null. */
  fail(problem: CellProblem, column: ColumnName | null): undefined {
    this.#failed = true;
    this.#report(problem, column, column === null ? '' : this.text(column));
    return undefined;
  }

  required<T>(column: ColumnName, read: (text: string) => CellReading<T> | DeferredProblem): T | undefined {
    const index = this.#headings.columns.get(column)?.index ?? -1;
    return this.isEmpty(column) && cellFault(this.#row, index) === undefined
      ? this.fail({ code: 'CELL_MISSING' }, column)
      : this.optional(column, undefined, read);
  }

  optional<T, D>(
    column: ColumnName,
    fallback: D,
    read: (text: string) => CellReading<T> | DeferredProblem,
  ): T | D | undefined {
    const index = this.#headings.columns.get(column)?.index ?? -1;
    const fault = cellFault(this.#row, index);
    if (fault !== undefined) return this.fail(fault, column);
    if (this.isEmpty(column)) return fallback;
    const reading = read(this.text(column));
    if ('value' in reading) return reading.value;
    if ('problem' in reading) return this.fail(reading.problem, column);
    this.#failed = true;
    return undefined;
  }

  /** Like `optional`; a word for a missing value counts as an empty cell. */
  given<T, D>(
    column: ColumnName,
    fallback: D,
    read: (text: string) => CellReading<T> | DeferredProblem,
  ): T | D | undefined {
    return this.optional<T | D, D>(column, fallback, (text) =>
      isMissingWord(text) ? { value: fallback } : read(text),
    );
  }

  /** Returns the fields as a record, or as faulty if a problem was reported. */
  reading<T>(fields: Faulty<T>): RowReading<T> {
    return this.#failed ? { faulty: fields } : { value: fields as T };
  }

  /** Returns a reader of identifiers of a column. */
  id(column: ColumnName) {
    return (text: string): CellReading<string> => {
      const index = this.#headings.columns.get(column)?.index ?? -1;
      if (this.#row.times?.includes(index)) return failure('ID_TIME');
      const shown = this.#row.rounded?.get(index);
      if (shown !== undefined) return failure('CELL_FORMAT', { shown });
      const reading = readId(text);
      if ('value' in reading && reading.value !== plainText(text))
        this.noteReadAs(column, 'number', reading.value);
      return reading;
    };
  }

  /** Returns a reader of dates in the calendar of a column. Birth dates need a year of four digits. */
  date(column: ColumnName) {
    return (text: string): CellReading<CalendarDate> | DeferredProblem => {
      const reading = readDate(this.#withWeekday(column, text), this.#dateRules(column));
      const index = this.#headings.columns.get(column)?.index ?? -1;
      const isReal = this.#row.times?.includes(index) ?? false;
      this.rules.noteDateCell({ ...this.#sighting(column), isReal }, reading);
      if (this.rules.noteDate(this.#sighting(column), reading)) return { deferred: true };
      if ('value' in reading) this.#noteTaken(column, reading, reading.value);
      const hijri = this.#hijriBeside(column);
      return 'value' in reading && hijri !== undefined && !isSameDayInBoth(reading.value, hijri)
        ? failure('DATE_OTHER_CALENDAR', { date: hijri })
        : reading;
    };
  }

  /** Returns a reader of times of day, with or without a date. */
  time(column: ColumnName) {
    return (text: string): CellReading<DayTime> | DeferredProblem => {
      const reading = readTime(text, this.#dateRules('date'));
      const day = 'value' in reading ? reading.value.day : undefined;
      const { evidence } = reading;
      if (evidence !== undefined && day !== undefined) {
        if (this.rules.noteDate(this.#sighting(column), { value: day, evidence })) return { deferred: true };
      } else if (evidence === 'mdy' && 'problem' in reading) {
        if (this.rules.noteDate(this.#sighting(column), { problem: reading.problem, evidence }))
          return { deferred: true };
      }
      if (day !== undefined) this.#noteTaken(column, reading, day);
      if (reading.secondsDropped && 'value' in reading)
        this.noteReadAs(column, 'seconds', reading.value.time);
      return reading;
    };
  }

  /** Returns a reader of hours. */
  hours(column: ColumnName) {
    return (text: string): CellReading<number> => {
      const clock = this.rules.hours.unit === undefined ? dayFractionClock(text) : undefined;
      if (clock !== undefined) return failure('HOURS_DAY_FRACTION', { clock });
      const reading = readHours(text, this.rules.hours);
      this.rules.noteHours(this.#sighting(column), this.#row.dayHeading, reading);
      if (reading.secondsDropped && 'value' in reading)
        this.noteReadAs(column, 'seconds', clockText(reading.value));
      return reading;
    };
  }

  /** Notes that another worksheet has the same hours. */
  noteRepeat(volunteerId: string, { worksheet, row }: { worksheet: string | null; row: number }): void {
    const { heading = null } = this.#headings.columns.get('volunteer_id') ?? {};
    this.rules.noteRepeat({ row: this.#row.row, column: heading, value: volunteerId }, worksheet ?? '', row);
  }

  /** Notes that hours and minutes of two columns were added. */
  noteSum(minutes: number): void {
    this.rules.noteSum(this.#sighting('minutes'), minutes);
  }

  /** Notes that the row's identifier was made. */
  noteMadeId(entryId: string): void {
    this.rules.noteMadeId({ row: this.#row.row, column: null, value: entryId });
  }

  /** Notes that a cell of a column, or one beside the hours, says that somebody was absent. */
  noteAbsence(column: ColumnName | undefined, beside: BesideHours['absence']): void {
    if (column !== undefined) {
      const heading = this.#row.dayHeading ?? this.#sighting(column).column;
      this.rules.noteAbsence({ ...this.#sighting(column), column: heading });
    } else if (beside !== undefined)
      this.rules.noteAbsence({ row: this.#row.row, column: beside.heading, value: beside.value });
  }

  /** Notes that a cell was read as something else than it seems to be. */
  noteReadAs(column: ColumnName, reason: string, became: string): void {
    this.rules.noteReadAs(this.#sighting(column), reason, became);
  }

  /** Notes what a date doesn't write and was taken all the same: its calendar, its century or its year. */
  #noteTaken(column: ColumnName, { hijriByYear, shortYear, yearOf }: DateMarks, day: CalendarDate): void {
    if (hijriByYear) this.rules.noteHijri(this.#sighting(column), day);
    if (shortYear) this.noteReadAs(column, 'year', day);
    if (yearOf) this.rules.noteYear(this.#sighting(column), yearOf, day);
  }

  /** Returns the date of the row behind the day of the week that stands beside it, which must fit. */
  #withWeekday(column: ColumnName, text: string): string {
    return column === 'date' && this.#weekday !== '' && !/\p{L}{3}/u.test(text)
      ? `${this.#weekday} ${text}`
      : text;
  }

  #dateRules(column: ColumnName, position = this.#headings.columns.get(column)) {
    const { index, calendar } = position ?? { index: -1, calendar: 'gregorian' };
    // The text of a cell that the worksheet shows in the Hijri calendar is Gregorian.
    const isGregorian = this.#row.hijriDates?.includes(index) ?? false;
    return this.rules.dates(isGregorian ? 'gregorian' : calendar, column === 'birth_date');
  }

  /** Returns the day of the Hijri column that stands beside a Gregorian one, where its cell is a date. */
  #hijriBeside(column: ColumnName): CalendarDate | undefined {
    const position = this.#headings.alsoHijri?.get(column);
    if (position === undefined) return undefined;
    const reading = readDate(this.#row.cells[position.index] ?? '', this.#dateRules(column, position));
    return 'value' in reading ? reading.value : undefined;
  }

  #sighting(column: ColumnName): Sighting {
    const heading = this.#headings.columns.get(column)?.heading ?? column;
    return { row: this.#row.row, column: heading, value: this.text(column) };
  }
}

const clockText = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
