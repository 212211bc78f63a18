import { type CalendarDate, daysAfter, instantAt } from '../calendar-date.ts';
import { flagOfEntry, type OpportunityDates } from '../hours/flag-hours.ts';
import type { ReportedEntry } from '../hours/record-hours.ts';
import type { VolunteerKind } from '../hours/volunteer.ts';
import type { CellProblem } from './import-problem.ts';
import type { HoursRow } from './import-record.ts';

const MINUTE_MILLISECONDS = 60_000;
const DAY_MINUTES = 1440;
/** A team of a thousand, all day: more in one entry is a slip of the keyboard. */
const TEAM_MEMBERS = 1_000;

/**
 * An hours row as an entry: times of day become instants in the issuer's time zone; an end at or before the start is
 * on the next day. Minutes are time that passed, also over a change of the clock.
 */
export function resolveHours(row: HoursRow, timeZone: string): ReportedEntry {
  const { entryId, date, status, approvedBy, worked } = row;
  const decision = status === 'pending' || approvedBy === '' ? {} : { decidedBy: approvedBy };
  if ('minutes' in worked) return { entryId, date, minutes: worked.minutes, status, ...decision };
  const start = instantAt(timeZone, date, worked.start);
  const lastDay = worked.end <= worked.start ? daysAfter(date, 1) : date;
  const end = instantAt(timeZone, lastDay, worked.end);
  const minutes = (Date.parse(end) - Date.parse(start)) / MINUTE_MILLISECONDS;
  return { entryId, date, minutes, start, end, status, ...decision };
}

/** Why an entry can't be recorded, whatever stands beside it. */
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
  const mostMinutes = kind === 'individual' ? DAY_MINUTES : DAY_MINUTES * TEAM_MEMBERS;
  return entry.minutes > mostMinutes
    ? { code: 'HOURS_TOO_MANY', facts: { limit: mostMinutes / 60 } }
    : undefined;
}
