import type { HoursRow } from '../../domain/import/import-record.ts';
import type { MadeEntryIds } from '../../domain/import/made-entry-ids.ts';
import type { TableRow } from '../table-row.ts';
import { isAbsence } from '../values/absence-words.ts';
import { saysNothing } from '../values/cell-text.ts';
import { readChoice, STATUS_WORDS } from '../values/choice-words.ts';
import { isMissingWord } from '../values/placeholder-words.ts';
import { readTitle } from '../values/read-text.ts';
import type { DayTime } from '../values/read-time.ts';
import { type RowContext, RowReader, type RowReading } from './row-reader.ts';

const MAX_APPROVER_LENGTH = 100;
const MIDNIGHT_AT_THE_END = '24:00';
const DAY_MINUTES = 1440;
/** An end on the next day by more is rather one of the afternoon that lacks its half of the day: 8:00 to 1:00. */
const LONGEST_NIGHT_MINUTES = 720;
/** Hours of two decimals are rounded by less. */
const ROUNDING_MINUTES = 1;

/** Reads a row of hours. `made` makes the IDs of entries if the file has none. */
export function readHoursRow(row: TableRow, context: RowContext, made: MadeEntryIds): RowReading<HoursRow> {
  const reader = new RowReader(row, context);
  const absence = absenceIn(reader);
  if (absence !== undefined) {
    reader.noteAbsence(absence);
    return { held: true };
  }
  const volunteerId = reader.required('volunteer_id', reader.id('volunteer_id'));
  const opportunityId = reader.required('opportunity_id', reader.id('opportunity_id'));
  const givenId = reader.has('entry_id') ? reader.required('entry_id', reader.id('entry_id')) : undefined;
  const times = readTimes(reader);
  const day = readDay(reader, times);
  const worked = readWorked(reader, times, day);
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
  const entryId = made.idOf(content.value) ?? reader.fail({ code: 'ROW_REPEATED' }, null);
  if (entryId !== undefined) reader.noteMadeId(entryId);
  return reader.reading<HoursRow>({ entryId, ...fields });
}

/** Returns the column with a word of absence, if neither hours nor times say that somebody was there. */
function absenceIn(reader: RowReader): 'hours' | 'start' | 'end' | undefined {
  const columns = ['hours', 'start', 'end'] as const;
  const isAbsent = (column: (typeof columns)[number]) => isAbsence(reader.text(column));
  const isNothing = (column: (typeof columns)[number]) => saysNothing(reader.text(column));
  return columns.every((column) => isAbsent(column) || isNothing(column))
    ? columns.find(isAbsent)
    : undefined;
}

/** Reads the day of the hours; without a column for it, from the start of the shift. */
function readDay(reader: RowReader, times: Times | undefined): string | undefined {
  if (reader.has('date') || times === undefined) return reader.required('date', reader.date('date'));
  // A start with a problem is reported already.
  if (times.start === undefined) return undefined;
  return times.start.day ?? reader.fail({ code: 'CELL_MISSING' }, 'date');
}

function readApprover(reader: RowReader): string | undefined {
  if (isMissingWord(reader.text('approved_by'))) return '';
  return reader.optional('approved_by', '', (text) => readTitle(text, MAX_APPROVER_LENGTH));
}

interface Times {
  readonly start: DayTime | undefined;
  readonly end: DayTime | undefined;
}

/** Reads start and end; undefined if the row has neither. */
function readTimes(reader: RowReader): Times | undefined {
  if (reader.isEmpty('start') && reader.isEmpty('end')) return undefined;
  const start = reader.required('start', reader.time('start'));
  const end = reader.optional('end', undefined, reader.time('end'));
  if (start?.time !== MIDNIGHT_AT_THE_END) return { start, end };
  return { start: reader.fail({ code: 'TIME_FORM' }, 'start'), end };
}

/** Returns whether a shift has a start, but neither an end nor hours. */
const isOpenShift = (reader: RowReader): boolean =>
  !reader.isEmpty('start') && reader.isEmpty('end') && reader.isEmpty('hours');

/** Reads the hours, or the start and end of a shift. Hours beside them must be the time between them. */
function readWorked(
  reader: RowReader,
  times: Times | undefined,
  day: string | undefined,
): HoursRow['worked'] | undefined {
  if (times === undefined) {
    const minutes = reader.required('hours', reader.hours('hours'));
    return minutes === undefined ? undefined : { minutes };
  }
  const { start, end } = times;
  const hours = reader.optional('hours', undefined, reader.hours('hours'));
  if (hours !== undefined && reader.isEmpty('end')) return reader.fail({ code: 'HOURS_OR_TIMES' }, 'hours');
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
  if (hours !== undefined && Math.abs(minutes - hours) > ROUNDING_MINUTES)
    return reader.fail({ code: 'HOURS_OR_TIMES' }, 'hours');
  return {
    start: start.time,
    end: end.time,
    ...(end.day === undefined ? {} : { endDay: end.day }),
  };
}

/** Returns the minutes between two times of day. An end without its day that isn't after the start is on the next. */
function minutesBetween(start: DayTime & { readonly day: string }, end: DayTime): number {
  const minutesOf = ({ time }: DayTime) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const clock = minutesOf(end) - minutesOf(start);
  const days = end.day === undefined ? Number(clock <= 0) : daysBetween(start.day, end.day);
  return clock + days * DAY_MINUTES;
}

const daysBetween = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / 86_400_000;
