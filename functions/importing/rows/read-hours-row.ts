import { DAY_MS } from '../../domain/calendar-date.ts';
import type { HoursRow } from '../../domain/import/import-record.ts';
import type { MadeEntryIds } from '../../domain/import/made-entry-ids.ts';
import type { TableRow } from '../table-row.ts';
import { isAbsence } from '../values/absence-words.ts';
import { failure, foldWord, saysNothing } from '../values/cell-text.ts';
import { readChoice, STATUS_WORDS, YES_WORDS } from '../values/choice-words.ts';
import { isMissingWord } from '../values/placeholder-words.ts';
import { readHours, readMinutes } from '../values/read-hours.ts';
import { readTitle } from '../values/read-text.ts';
import type { DayTime } from '../values/read-time.ts';
import { type RowContext, RowReader, type RowReading } from './row-reader.ts';

const MAX_APPROVER_LENGTH = 100;
const MIDNIGHT_AT_THE_END = '24:00';
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1440;
/** An end on the next day by more is rather one of the afternoon that lacks its half of the day: 8:00 to 1:00. */
const LONGEST_NIGHT_MINUTES = 720;
/** Hours of two decimals are rounded by less. */
const ROUNDING_MINUTES = 1;

/** Reads a row of hours. `made` makes the IDs of entries if the file has none. */
export function readHoursRow(row: TableRow, context: RowContext, made: MadeEntryIds): RowReading<HoursRow> {
  const reader = new RowReader(row, context);
  const { absence: beside } = context.beside;
  const absence = absenceIn(reader) ?? (beside === undefined && isZero(reader) ? 'hours' : undefined);
  if (absence !== undefined || beside !== undefined) {
    reader.noteAbsence(absence, beside);
    return { held: true };
  }
  const volunteerId = reader.required('volunteer_id', reader.id('volunteer_id'));
  const opportunityId = reader.required('opportunity_id', reader.id('opportunity_id'));
  const givenId = reader.has('entry_id') ? reader.required('entry_id', reader.id('entry_id')) : undefined;
  const times = readTimes(reader);
  const day = readDay(reader, times);
  const worked = readWorked(reader, times, day, context.beside.pause);
  const status = reader.optional('status', 'pending' as const, (text) => readChoice(text, STATUS_WORDS));
  const approvedBy = readApprover(reader);
  if (status === 'approved' && approvedBy === '') reader.fail({ code: 'APPROVER_MISSING' }, 'approved_by');
  if (isOpenShift(reader)) {
    const reading = reader.reading({});
    if (!context.rules.holdOpenShifts) reader.fail({ code: 'SHIFT_OPEN' }, 'end');
    else if ('value' in reading) {
      context.report({ code: 'SHIFT_HELD' }, 'end', reader.text('start'));
      return { held: true };
    }
  }
  const fields = { volunteerId, opportunityId, date: day, worked, status, approvedBy };
  if (reader.has('entry_id')) return reader.reading<HoursRow>({ entryId: givenId, ...fields });
  const content = reader.reading<Omit<HoursRow, 'entryId'>>(fields);
  if (!('value' in content)) return content;
  const { worksheet } = context;
  const own = made.idOf(content.value, { worksheet, row: row.row });
  const entryId = own?.entryId ?? reader.fail({ code: 'ROW_REPEATED' }, null);
  if (own?.first !== undefined && own.first.worksheet !== worksheet)
    reader.noteRepeat(content.value.volunteerId, own.first);
  if (entryId !== undefined) reader.noteMadeId(entryId);
  return reader.reading<HoursRow>({ entryId, ...fields });
}

/** Returns the column with a word of absence, if neither hours nor times say that somebody was there. */
function absenceIn(reader: RowReader): 'hours' | 'minutes' | 'start' | 'end' | 'status' | undefined {
  const columns = ['hours', 'minutes', 'start', 'end'] as const;
  const isAbsent = (column: (typeof columns)[number]) => isAbsence(reader.text(column));
  const isNothing = (column: (typeof columns)[number]) => saysNothing(reader.text(column));
  return columns.every((column) => isAbsent(column) || isNothing(column))
    ? [...columns, 'status' as const].find((column) => isAbsence(reader.text(column)))
    : undefined;
}

/** Returns whether the hours are a zero or a dash, as in a register. With an ID of its own, it may be a correction. */
const isZero = (reader: RowReader): boolean =>
  !reader.has('entry_id') &&
  reader.text('hours').trim() !== '' &&
  saysNothing(reader.text('hours')) &&
  (['minutes', 'start', 'end'] as const).every((column) => reader.lacks(column));

/** Reads the day of the hours; without a column for it, from the start of the shift. */
function readDay(reader: RowReader, times: Times | undefined): string | undefined {
  if (reader.has('date') || times === undefined) return reader.required('date', reader.date('date'));
  // A start with a problem is reported already.
  if (times.start === undefined) return undefined;
  return times.start.day ?? reader.fail({ code: 'CELL_MISSING' }, 'date');
}

function readApprover(reader: RowReader): string | undefined {
  if (isMissingWord(reader.text('approved_by'))) return '';
  return reader.optional('approved_by', '', (text) =>
    isNobody(text) ? failure('APPROVER_FORM') : readTitle(text, MAX_APPROVER_LENGTH),
  );
}

const SAYS_DONE: ReadonlySet<string> = new Set(['done', 'ok', 'x', 'تم'].map(foldWord));
/** Returns whether a text in place of an approver's name says what was decided, or is only a sign. */
const isNobody = (text: string): boolean =>
  !/[\p{L}\p{N}]/u.test(text) ||
  [YES_WORDS, STATUS_WORDS].some((words) => 'value' in readChoice<string>(foldWord(text), words)) ||
  SAYS_DONE.has(foldWord(text));

interface Times {
  readonly start: DayTime | undefined;
  readonly end: DayTime | undefined;
}

/** Reads start and end; undefined if the row has neither. */
function readTimes(reader: RowReader): Times | undefined {
  if (reader.lacks('start') && reader.lacks('end')) return undefined;
  const start = reader.required('start', reader.time('start'));
  const end = reader.given('end', undefined, reader.time('end'));
  const ending = { start, end: end && withEndDate(reader, end) };
  if (start?.time !== MIDNIGHT_AT_THE_END) return ending;
  return { ...ending, start: reader.fail({ code: 'TIME_FORM' }, 'start') };
}

/** Adds the day of the end that stands in a column of its own. */
function withEndDate(reader: RowReader, end: DayTime): DayTime | undefined {
  const day = reader.optional('end_date', end.day, reader.date('end_date'));
  if (day === undefined || day === end.day) return end;
  if (end.day === undefined) return { ...end, day };
  return reader.fail({ code: 'END_DATE_UNFIT', facts: { endDate: day, date: end.day } }, 'end_date');
}

/** Returns whether a shift has a start, but neither an end nor hours. */
const isOpenShift = (reader: RowReader): boolean =>
  !reader.lacks('start') && (['end', 'hours', 'minutes'] as const).every((column) => reader.lacks(column));

/** Reads the hours of a row, and the minutes of a column beside them, which are added; undefined if it has neither. */
function readDuration(reader: RowReader): number | undefined {
  const hasHours = !reader.saysNothing('hours');
  if (!reader.has('minutes') || reader.saysNothing('minutes'))
    return reader.optional('hours', undefined, reader.hours('hours'));
  const minutes = reader.optional('minutes', undefined, readMinutes);
  const hours = hasHours ? reader.optional('hours', undefined, reader.hours('hours')) : 0;
  if (minutes === undefined || hours === undefined) return undefined;
  if (minutes + hours === 0) return reader.fail({ code: 'HOURS_NOT_POSITIVE' }, 'minutes');
  // The same time once more, in minutes.
  if (minutes === hours || hours === 0) return minutes;
  if (minutes >= HOUR_MINUTES || hours % HOUR_MINUTES !== 0)
    return reader.fail({ code: 'MINUTES_UNFIT', facts: { decimal: hours } }, 'minutes');
  reader.noteSum(hours + minutes);
  return hours + minutes;
}

/**
 * Reads the hours, or the start and end of a shift. Hours beside them must be the time between them, without the break
 * if the row has one.
 */
function readWorked(
  reader: RowReader,
  times: Times | undefined,
  day: string | undefined,
  pause: string,
): HoursRow['worked'] | undefined {
  if (times === undefined) return readHoursAlone(reader, day);
  const { start } = times;
  const hours = readDuration(reader);
  const end = start && times.end && afternoonOf(reader, start, times.end, hours);
  if (hours !== undefined && reader.lacks('end')) return reader.fail({ code: 'HOURS_OR_TIMES' }, 'hours');
  if (start === undefined || end === undefined || day === undefined) return undefined;
  if (start.day !== undefined && start.day !== day)
    return reader.fail({ code: 'SHIFT_OTHER_DAY', facts: { date: day, startDay: start.day } }, 'start');
  if (end.day !== undefined && `${end.day} ${end.time}` < `${day} ${start.time}`)
    return reader.fail({ code: 'SHIFT_REVERSED' }, 'end');
  if (start.time === end.time && (end.day ?? day) === day)
    return reader.fail({ code: 'HOURS_NOT_POSITIVE' }, 'end');
  const minutes = minutesBetween({ day, ...start }, end);
  if (end.day === undefined && end.time < start.time && minutes > LONGEST_NIGHT_MINUTES)
    return reader.fail({ code: 'SHIFT_OVERNIGHT', facts: { hours: Math.round(minutes / 6) / 10 } }, 'end');
  if (hours === undefined && pause !== '') return undefined;
  if (hours !== undefined && Math.abs(minutes - hours) > ROUNDING_MINUTES)
    return pausesOf(pause).some((own) => Math.abs(minutes - own - hours) <= ROUNDING_MINUTES)
      ? { minutes: hours }
      : reader.fail({ code: 'HOURS_OR_TIMES' }, reader.has('hours') ? 'hours' : 'minutes');
  return {
    start: start.time,
    end: end.time,
    ...(end.day === undefined ? {} : { endDay: end.day }),
  };
}

/** Reads hours without times; those of a row that ends on another day are of several. */
function readHoursAlone(reader: RowReader, day: string | undefined): HoursRow['worked'] | undefined {
  if (!reader.has('hours') && !reader.has('minutes')) return reader.fail({ code: 'CELL_MISSING' }, 'start');
  const isMissing = reader.saysNothing('hours') && reader.saysNothing('minutes');
  const column = reader.has('hours') ? 'hours' : 'minutes';
  const minutes = isMissing ? reader.required(column, reader.hours(column)) : readDuration(reader);
  const endDate = reader.optional('end_date', day, reader.date('end_date'));
  if (day !== undefined && endDate !== undefined && endDate !== day)
    return reader.fail({ code: 'END_DATE_UNFIT', facts: { endDate, date: day } }, 'end_date');
  return minutes === undefined ? undefined : { minutes };
}

/**
 * Returns the end of a shift as one of the afternoon, where neither time says its half of the day and only so the hours
 * beside them fit: 9:00 to 5:00 with 8 hours.
 */
function afternoonOf(reader: RowReader, start: DayTime, end: DayTime, hours: number | undefined): DayTime {
  const saysHalf = /\p{L}/u.test(`${reader.text('start')}${reader.text('end')}`);
  if (hours === undefined || saysHalf || end.day !== undefined || end.time >= start.time) return end;
  const [hour = 0, minute = 0] = end.time.split(':').map(Number);
  const later = { time: `${hour + 12}:${String(minute).padStart(2, '0')}` };
  const minutes = hour >= 12 ? 0 : minutesBetween({ day: '', ...start }, later);
  if (Math.abs(minutes - hours) > ROUNDING_MINUTES) return end;
  reader.noteReadAs('end', 'afternoon', later.time);
  return later;
}

/** Returns the minutes that a break may be: a number without its unit is minutes or hours. */
const pausesOf = (text: string): number[] =>
  [readMinutes(text), readHours(text, { unit: 'decimal', numbersTrimmed: false })].flatMap((reading) =>
    'value' in reading ? [reading.value] : [],
  );

/** Returns the minutes between two times of day. An end without its day that isn't after the start is on the next. */
function minutesBetween(start: DayTime & { readonly day: string }, end: DayTime): number {
  const minutesOf = ({ time }: DayTime) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const clock = minutesOf(end) - minutesOf(start);
  const days = end.day === undefined ? Number(clock <= 0) : daysBetween(start.day, end.day);
  return clock + days * DAY_MINUTES;
}

const daysBetween = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / DAY_MS;
