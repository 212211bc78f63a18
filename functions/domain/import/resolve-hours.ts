import { type CalendarDate, daysAfter, instantAt } from '../calendar-date.ts';
import { flagOfEntry, type OpportunityDates } from '../hours/flag-hours.ts';
import type { ReportedEntry } from '../hours/record-hours.ts';
import type { VolunteerKind } from '../hours/volunteer.ts';
import type { CellProblem } from './import-problem.ts';
import type { HoursRow } from './import-record.ts';

const MINUTE_MILLISECONDS = 60_000;
const DAY_MINUTES = 1440;
/** An entry of an institution may sum up the days of this many members; more is taken for a typing error. */
const MAX_TEAM_MEMBERS = 1_000;

/** An hours row with its position in the file. */
export interface PositionedRow {
  readonly worksheet: string | null;
  readonly row: number;
  readonly value: HoursRow;
}

/**
 * Converts an hours row to an entry, with its position in the file. Times of day become instants in the issuer's time zone. Where the file doesn't say
 * the day of the end, an end at or before the start is on the next day. Minutes are elapsed time, also across a clock
 * change.
 */
export function resolveHours({ worksheet, row, value }: PositionedRow, timeZone: string): ReportedEntry {
  const { entryId, date, status, approvedBy, worked } = value;
  const origin = { position: { worksheet, row }, ...(approvedBy === '' ? {} : { remark: approvedBy }) };
  if ('minutes' in worked) return { entryId, date, minutes: worked.minutes, status, ...origin };
  const start = instantAt(timeZone, date, worked.start);
  const lastDay = worked.endDay ?? (worked.end <= worked.start ? daysAfter(date, 1) : date);
  const end = instantAt(timeZone, lastDay, worked.end);
  const minutes = (Date.parse(end) - Date.parse(start)) / MINUTE_MILLISECONDS;
  return { entryId, date, minutes, start, end, status, ...origin };
}

/** Returns why an entry can't be recorded, without regard to other entries; undefined if it can. */
export function problemOfEntry(
  entry: ReportedEntry,
  opportunity: OpportunityDates,
  kind: VolunteerKind,
  today: CalendarDate,
): CellProblem | undefined {
  const { startsOn, endsOn } = opportunity;
  const flag = flagOfEntry(entry, opportunity, today);
  if (flag === 'NOT_POSITIVE') return { code: 'HOURS_NOT_POSITIVE' };
  if (flag === 'IN_FUTURE') return { code: 'DATE_IN_FUTURE' };
  if (flag === 'OUTSIDE_DATES') return { code: 'DATE_OUTSIDE_OPPORTUNITY', facts: { startsOn, endsOn } };
  const maxMinutes = kind === 'individual' ? DAY_MINUTES : DAY_MINUTES * MAX_TEAM_MEMBERS;
  if (entry.minutes <= maxMinutes) return undefined;
  const limit = maxMinutes / 60;
  return entry.start === undefined
    ? { code: 'HOURS_TOO_MANY', facts: { limit } }
    : { code: 'SHIFT_TOO_LONG', facts: { limit, hours: Math.round((entry.minutes / 60) * 100) / 100 } };
}
