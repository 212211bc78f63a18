import { type CalendarDate, daysAfter, instantAt, localTime } from '../calendar-date.ts';
import type { HoursEntry, Timesheet } from './hours.ts';
import type { HoursFlag, HoursFlagCode } from './hours-flag.ts';
import type { VolunteerKind } from './volunteer.ts';

const DAY_MINUTES = 1440;
const MINUTE_MILLISECONDS = 60_000;

/** Whose hours are looked at, and against what. */
export interface HoursRules {
  readonly kind: VolunteerKind;
  /** The issuer's, IANA name. */
  readonly timeZone: string;
  readonly dailyCapMinutes: number;
  readonly today: CalendarDate;
}

/** First and last day between which an entry counts. */
export interface OpportunityDates {
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/** The flag an entry has by itself, without the entries beside it. */
export function flagOfEntry(
  entry: Pick<HoursEntry, 'date' | 'minutes'>,
  dates: OpportunityDates,
  today: CalendarDate,
): HoursFlagCode | undefined {
  if (entry.minutes <= 0) return 'NOT_POSITIVE';
  if (entry.date > today) return 'IN_FUTURE';
  if (entry.date < dates.startsOn || entry.date > dates.endsOn) return 'OUTSIDE_DATES';
  return undefined;
}

/**
 * Every flag on the entries of one sheet, seen beside the volunteer's other sheets, in the order of days. Rejected
 * entries are left out. The entries of an institution are sums of its members' time, so they can't overlap and have
 * no 24 hours.
 */
export function flagHours(
  timesheet: Timesheet,
  timesheets: readonly Timesheet[],
  dates: OpportunityDates,
  rules: HoursRules,
): HoursFlag[] {
  const standing = standingEntries(timesheet);
  const own = standing.flatMap((entry): HoursFlag[] => {
    const code = flagOfEntry(entry, dates, rules.today);
    return code ? [{ code, date: entry.date, entryIds: [entry.entryId] }] : [];
  });
  const beside = standingBeside(timesheet, timesheets);
  const flags = [...own, ...duplicates(standing)];
  if (rules.kind === 'individual')
    flags.push(
      ...conflictsOf(standing, beside, rules.timeZone),
      ...daysOver(standing, beside, rules.timeZone, rules.dailyCapMinutes, 'OVER_DAILY_CAP'),
    );
  return flags.sort(
    (a, b) =>
      compare(a.date, b.date) || compare(a.code, b.code) || compare(a.entryIds.join(), b.entryIds.join()),
  );
}

/** Overlaps and days of more than 24 hours among one person's entries that concern at least one of `entries`. */
export function conflictsOf(
  entries: readonly HoursEntry[],
  beside: readonly HoursEntry[],
  timeZone: string,
): HoursFlag[] {
  return [
    ...overlaps(entries, beside),
    ...daysOver(entries, beside, timeZone, DAY_MINUTES, 'DAY_OVER_24_HOURS'),
  ].sort((a, b) => compare(a.date, b.date) || compare(a.entryIds.join(), b.entryIds.join()));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const standingEntries = (timesheet: Timesheet) =>
  timesheet.entries.filter(({ status }) => status !== 'rejected');
const standingBeside = (timesheet: Timesheet, timesheets: readonly Timesheet[]) =>
  timesheets
    .filter(({ opportunityId }) => opportunityId !== timesheet.opportunityId)
    .flatMap(standingEntries);

/**
 * Each shift that starts before an earlier one has ended, paired with the one that lasts longest until then. Any
 * shift that overlaps another is in at least one pair.
 */
function overlaps(entries: readonly HoursEntry[], beside: readonly HoursEntry[]): HoursFlag[] {
  const concerned = new Set(entries);
  const shifts = [...entries, ...beside]
    .flatMap((entry) => (entry.start && entry.end ? [{ entry, start: entry.start, end: entry.end }] : []))
    .sort((a, b) => compare(a.start, b.start) || compare(a.entry.entryId, b.entry.entryId));
  const flags: HoursFlag[] = [];
  let longest = shifts[0];
  for (const shift of shifts.slice(1)) {
    if (longest && shift.start < longest.end && (concerned.has(shift.entry) || concerned.has(longest.entry)))
      flags.push({
        code: 'OVERLAP',
        date: shift.entry.date,
        entryIds: [longest.entry.entryId, shift.entry.entryId].sort(),
      });
    if (!longest || shift.end > longest.end) longest = shift;
  }
  return flags;
}

function daysOver(
  entries: readonly HoursEntry[],
  beside: readonly HoursEntry[],
  timeZone: string,
  limitMinutes: number,
  code: HoursFlagCode,
): HoursFlag[] {
  const days = new Map<CalendarDate, { minutes: number; entryIds: string[]; concerned: boolean }>();
  const add = (entry: HoursEntry, concerned: boolean) => {
    for (const [date, minutes] of minutesByDay(entry, timeZone)) {
      const day = days.get(date) ?? { minutes: 0, entryIds: [], concerned: false };
      day.minutes += minutes;
      day.entryIds.push(entry.entryId);
      day.concerned ||= concerned;
      days.set(date, day);
    }
  };
  for (const entry of entries) add(entry, true);
  for (const entry of beside) add(entry, false);
  return [...days]
    .filter(([, day]) => day.concerned && day.minutes > limitMinutes)
    .map(([date, day]) => ({ code, date, entryIds: day.entryIds.sort() }));
}

/** How an entry's minutes fall on days: a shift whose times are known is cut at midnight of the time zone. */
export function minutesByDay(entry: HoursEntry, timeZone: string): [CalendarDate, number][] {
  if (!entry.start || !entry.end) return [[entry.date, entry.minutes]];
  const parts: [CalendarDate, number][] = [];
  const end = Date.parse(entry.end);
  let from = Date.parse(entry.start);
  while (from < end) {
    const date = localTime(timeZone, from).slice(0, 10);
    const midnight = Date.parse(instantAt(timeZone, daysAfter(date, 1), '00:00'));
    // Where the clock skips midnight, the day's end found may not lie ahead.
    const until = midnight > from ? Math.min(end, midnight) : end;
    parts.push([date, (until - from) / MINUTE_MILLISECONDS]);
    from = until;
  }
  return parts;
}

/** Entries of one sheet that say the same under different IDs. */
function duplicates(entries: readonly HoursEntry[]): HoursFlag[] {
  const same = new Map<string, HoursEntry[]>();
  for (const entry of entries) {
    const content = [entry.date, entry.minutes, entry.start ?? '', entry.end ?? ''].join('|');
    same.set(content, [...(same.get(content) ?? []), entry]);
  }
  return [...same.values()].flatMap((group): HoursFlag[] => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    return [
      {
        code: 'DUPLICATE_CONTENT',
        date: first.date,
        entryIds: group.map(({ entryId }) => entryId).sort(),
      },
    ];
  });
}
