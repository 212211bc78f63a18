import type { ReadingContext } from '../../domain/import/reading-options.ts';
import type { DateOrder, HoursUnit } from '../../domain/import/understanding.ts';
import type { TableHeadings } from '../find-headings.ts';
import type { Calendar } from '../read-headings.ts';
import { foldWord, plainText } from '../values/cell-text.ts';
import type { DateReading, DateRules } from '../values/read-date.ts';
import type { HoursReading, HoursRules } from '../values/read-hours.ts';
import type { NamedYears } from '../years-named.ts';
import { type DateCell, HalfTextDates } from './half-text-dates.ts';
import type { Sighting, TableFinding } from './sighting.ts';
import { count, type Sightings } from './sightings.ts';

/** Hours that may be a decimal or hours and minutes. */
interface OpenHours {
  readonly first: Sighting;
  readonly decimal: number;
  readonly clock: number;
  /** Whether all of them end in a quarter or a half of an hour. */
  readonly quarters: boolean;
  readonly count: number;
}

/** A date with the month first, alone or before a time. */
const MONTH_FIRST = /^(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2\d|3[01])[/.-](?:19|20)\d{2}(?!\d)/;
/** A number below one without its unit. */
const BELOW_ONE = /^0?[.,٫]\d+$/;
const HALF_HOUR_MINUTES = 30;
const DAY_HOURS = 24;

/** As many days of 1, and nothing else, are rather a register of presence. */
const LEAST_ONES = 3;
/** Dates that speak against the order of the others are reported one by one, up to this number. */
const MAX_REPORTED = 100;

/**
 * The rules by which one table's values are read, and what the values say about them. The order of day and month and
 * the unit of hours can only be judged when all rows have been read.
 */
export class TableRules {
  readonly holdOpenShifts: boolean;
  /** The years of days without one. */
  years: NamedYears;
  readonly #context: ReadingContext;
  readonly #numbersTrimmed: boolean;
  readonly #isOfDays: boolean;
  /** Set if the headings say so, or the rows above them. */
  saysMonthFirst: boolean;
  /** Days with a bare 1; undefined once another value was seen. */
  #ones: { readonly first: Sighting; readonly count: number } | 'none' | undefined = 'none';
  /** Hours below one, and the first that isn't half an hour; undefined once other hours were seen. */
  #belowOne: { readonly count: number; readonly first?: Sighting; readonly minutes?: number } | undefined = {
    count: 0,
  };
  readonly #halfTextDates = new HalfTextDates();
  readonly #monthFirst: Sighting[] = [];
  #monthFirstCount = 0;
  #dayFirst: Sighting | undefined;
  #openDate: Sightings | undefined;
  /** Dates with the month first in columns that aren't read. */
  #otherMonthFirst: Sightings | undefined;
  #fitsMonthFirst: Sightings | undefined;
  readonly #decimalColumns = new Set<string>();
  readonly #openHours = new Map<string, OpenHours>();
  #repeats: (Sightings & { readonly worksheet: string; readonly row: number }) | undefined;
  #sums: (Sightings & { readonly minutes: number }) | undefined;
  readonly #hijriRead = new Map<string, Sightings>();
  readonly #yearsTaken = new Map<Calendar, Sightings>();
  #madeIds: Sightings | undefined;
  readonly #readOtherwise = new Map<string, Sightings>();
  readonly #absences = new Map<string, Sightings>();

  /** `isWorkbook`: the table is a worksheet, whose numbers have lost their trailing zeros. */
  constructor(
    context: ReadingContext,
    isWorkbook: boolean,
    {
      years = {},
      days,
      saysMonthFirst = false,
    }: Partial<Pick<TableHeadings, 'years' | 'days' | 'saysMonthFirst'>> = {},
  ) {
    this.#context = context;
    this.#numbersTrimmed = isWorkbook;
    this.years = years;
    this.#isOfDays = days !== undefined;
    this.saysMonthFirst = saysMonthFirst;
    this.holdOpenShifts = context.holdOpenShifts ?? false;
  }

  /** Returns the rules for the dates of a column; `isBirth` for dates of birth, whose years are written in full. */
  dates(calendar: Calendar, isBirth: boolean): DateRules {
    const { dates, timeZones } = this.#context;
    const years = isBirth ? {} : this.years;
    return { calendar, shortYears: !isBirth, order: dates ?? 'dmy', timeZones: timeZones ?? [], years };
  }

  get hours(): HoursRules {
    return { unit: this.#context.hoursAs, numbersTrimmed: this.#numbersTrimmed };
  }

  /** The order in which day and month were read; null if no date left it open. */
  get dateOrder(): DateOrder | null {
    if (this.#context.dates !== undefined) return this.#context.dates;
    return (this.#dayFirst ?? this.#openDate) ? 'dmy' : null;
  }

  /** The unit in which hours with a point were read; null if there were none. */
  get hoursUnit(): HoursUnit | null {
    if (this.#context.hoursAs !== undefined) return this.#context.hoursAs;
    return this.#decimalColumns.size > 0 || this.#openHours.size > 0 ? 'decimal' : null;
  }

  /** Notes whether a date is a text or a date of the worksheet. */
  noteDateCell(cell: DateCell, reading: DateReading): void {
    this.#halfTextDates.add(cell, 'value' in reading ? reading.value : undefined, reading.evidence);
  }

  /** Notes a date. Returns whether it has the month first against the rule, which `findings` reports. */
  noteDate(cell: Sighting, { evidence, ...reading }: DateReading): boolean {
    if (this.#context.dates !== undefined || evidence === undefined) return false;
    if (evidence === 'mdy') {
      this.#monthFirstCount += 1;
      if (this.#monthFirst.length < MAX_REPORTED) this.#monthFirst.push(cell);
      return true;
    }
    if (evidence === 'dmy') this.#dayFirst ??= cell;
    else if (this.#openDate !== undefined) this.#openDate.count += 1;
    else if ('value' in reading) this.#openDate = { first: cell, became: reading.value, count: 1 };
    return false;
  }

  /** Notes a cell of a column that isn't read, such as the time stamp of a form: it may show the order of the dates. */
  noteOther(cell: Sighting): void {
    if (!MONTH_FIRST.test(plainText(cell.value))) return;
    if (this.#otherMonthFirst) this.#otherMonthFirst.count += 1;
    else this.#otherMonthFirst = { first: cell, became: '', count: 1 };
  }

  /** Notes a date that only with the month first is in the month named above the table, or no later than its row. */
  noteExchanged(cell: Sighting): void {
    if (this.#fitsMonthFirst) this.#fitsMonthFirst.count += 1;
    else this.#fitsMonthFirst = { first: cell, became: '', count: 1 };
  }

  /** Notes a date whose year the sheet names elsewhere. */
  noteYear(cell: Sighting, calendar: Calendar, became: string): void {
    count(this.#yearsTaken, calendar, cell, became);
  }

  /** Notes a date of which only the year says that it is Hijri. */
  noteHijri(cell: Sighting, became: string): void {
    count(this.#hijriRead, cell.column ?? '', cell, became);
  }

  /** Notes hours. */
  noteHours(
    cell: Sighting,
    dayHeading: string | undefined,
    { evidence, asClock, ...reading }: HoursReading,
  ): void {
    const column = cell.column ?? '';
    if (this.#context.hoursAs !== undefined || 'problem' in reading) return;
    this.#noteBelowOne(cell, reading.value);
    if (this.#isOfDays) this.#noteDay({ ...cell, column: dayHeading ?? cell.column });
    if (evidence === 'decimal') this.#decimalColumns.add(column);
    if (asClock === undefined) return;
    const known = this.#openHours.get(column);
    const count = (known?.count ?? 0) + 1;
    const quarters = evidence === 'quarter';
    if (known !== undefined && (quarters || !known.quarters)) {
      this.#openHours.set(column, { ...known, count });
      return;
    }
    this.#openHours.set(column, { first: cell, decimal: reading.value, clock: asClock, quarters, count });
  }

  /** Notes a value that was read as something else than it seems to be; `reason` keeps kinds apart. */
  noteReadAs(cell: Sighting, reason: string, became: string): void {
    count(this.#readOtherwise, `${reason}#${cell.column}`, cell, became);
  }

  /** Notes hours that may be parts of a day. Half an hour says nothing by itself. */
  #noteBelowOne(cell: Sighting, minutes: number): void {
    const known = this.#belowOne;
    if (known === undefined || !BELOW_ONE.test(plainText(cell.value))) this.#belowOne = undefined;
    else {
      const found =
        known.first === undefined && minutes !== HALF_HOUR_MINUTES ? { first: cell, minutes } : {};
      this.#belowOne = { ...known, ...found, count: known.count + 1 };
    }
  }

  /** Notes the hours of a day of a table of days, where 1 may be a mark of presence. */
  #noteDay(cell: Sighting): void {
    const known = this.#ones;
    if (known === undefined || plainText(cell.value) !== '1') this.#ones = undefined;
    else if (known === 'none') this.#ones = { first: cell, count: 1 };
    else this.#ones = { ...known, count: known.count + 1 };
  }

  /** Notes hours that another worksheet has, too. */
  noteRepeat(first: Sighting, worksheet: string, row: number): void {
    if (this.#repeats) this.#repeats.count += 1;
    else this.#repeats = { first, became: '', worksheet, row, count: 1 };
  }

  /** Notes minutes that were added to the hours beside them. */
  noteSum(first: Sighting, minutes: number): void {
    if (this.#sums) this.#sums.count += 1;
    else this.#sums = { first, became: '', minutes, count: 1 };
  }

  /** Notes a word of absence in place of hours. */
  noteAbsence(cell: Sighting): void {
    count(this.#absences, foldWord(cell.value), cell, '');
  }

  /** Notes an identifier that was made for a row. */
  noteMadeId(cell: Sighting): void {
    if (this.#madeIds) this.#madeIds.count += 1;
    else this.#madeIds = { first: cell, became: cell.value, count: 1 };
  }

  /** Returns what can be said once all rows have been read. */
  *findings(): Generator<TableFinding> {
    yield* this.#orderFindings();
    yield* this.#halfTextDates.findings();
    yield* this.#unitFindings();
    if (this.#repeats !== undefined) {
      const { first, worksheet, row, count } = this.#repeats;
      const facts = { worksheet, otherRow: row, count };
      yield { problem: { code: 'ROWS_ON_TWO_WORKSHEETS', facts }, position: first };
    }
    if (this.#sums !== undefined) {
      const { first, minutes, count } = this.#sums;
      yield { problem: { code: 'HOURS_AND_MINUTES', facts: { clock: minutes, count } }, position: first };
    }
    for (const [calendar, { first, became, count }] of this.#yearsTaken) {
      const source = this.years[calendar]?.text ?? '';
      yield { problem: { code: 'DATE_YEAR_TAKEN', facts: { source, date: became, count } }, position: first };
    }
    for (const { first, became, count } of this.#hijriRead.values())
      yield { problem: { code: 'DATE_HIJRI_READ', facts: { date: became, count } }, position: first };
    if (this.#madeIds !== undefined) {
      const { first, count } = this.#madeIds;
      yield { problem: { code: 'ENTRY_IDS_MADE', facts: { count } }, position: first };
    }
    for (const { first, count } of this.#absences.values())
      yield { problem: { code: 'ABSENCE_READ', facts: { count } }, position: first };
    for (const { first, became, count } of this.#readOtherwise.values())
      yield { problem: { code: 'VALUE_READ_AS', facts: { became, count } }, position: first };
  }

  *#unitFindings(): Generator<TableFinding> {
    const ones = this.#ones;
    if (ones !== 'none' && ones !== undefined && ones.count >= LEAST_ONES)
      yield { problem: { code: 'HOURS_ONLY_ONES', facts: { count: ones.count } }, position: ones.first };
    const { first: below, minutes: decimal = 0, count = 0 } = this.#belowOne ?? {};
    if (below !== undefined) {
      const facts = { decimal, clock: decimal * DAY_HOURS, count };
      yield { problem: { code: 'HOURS_ALL_BELOW_ONE', facts }, position: below };
    }
    for (const [column, { first, decimal, clock, quarters, count }] of this.#openHours) {
      // In a workbook 7.5 is the usual way of writing seven hours and a half.
      if (quarters && this.#numbersTrimmed) continue;
      const facts = { decimal, clock, count };
      if (!this.#decimalColumns.has(column))
        yield { problem: { code: 'HOURS_CLOCK_OR_DECIMAL', facts }, position: first };
      else if (!quarters) yield { problem: { code: 'HOURS_DECIMAL', facts }, position: first };
    }
  }

  *#orderFindings(): Generator<TableFinding> {
    const [first] = this.#monthFirst;
    const dayFirst = this.#dayFirst;
    if (first !== undefined && dayFirst === undefined) {
      yield {
        problem: { code: 'DATES_MONTH_FIRST', facts: { count: this.#monthFirstCount } },
        position: first,
      };
    } else if (dayFirst !== undefined) {
      const facts = { otherRow: dayFirst.row, otherValue: dayFirst.value };
      for (const position of this.#monthFirst)
        yield { problem: { code: 'DATE_OTHER_ORDER', facts }, position };
    } else if (this.#openDate !== undefined && this.#otherMonthFirst !== undefined) {
      const { first: position, count } = this.#otherMonthFirst;
      yield { problem: { code: 'DATES_MONTH_FIRST', facts: { count } }, position };
    } else if (this.#openDate !== undefined && (this.saysMonthFirst || this.#fitsMonthFirst !== undefined)) {
      const { first, count } = this.#fitsMonthFirst ?? this.#openDate;
      yield { problem: { code: 'DATES_MONTH_FIRST', facts: { count } }, position: first };
    } else if (this.#openDate !== undefined) {
      const { first: position, became, count } = this.#openDate;
      yield { problem: { code: 'DATES_DAY_FIRST', facts: { date: became, count } }, position };
    }
  }
}
