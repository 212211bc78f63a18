import { type CalendarDate, daysAfter, instantAt, localTime } from '../calendar-date.ts';
import type { HoursEntry, Timesheet } from './hours.ts';
import type { HoursFlag, HoursFlagCode } from './hours-flag.ts';
import type { VolunteerKind } from './volunteer.ts';

const DAY_MINUTES = 1440;
const MINUTE_MILLISECONDS = 60_000;

/** The kind of volunteer, and the issuer's rules that hours are checked against. */
export interface HoursRules {
  readonly kind: VolunteerKind;
  /** IANA name of the issuer's time zone. */
  readonly timeZone: string;
  readonly dailyCapMinutes: number;
  readonly today: CalendarDate;
}

/** First and last day on which an entry of the opportunity counts. */
export interface OpportunityDates {
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/** Returns the flag of one entry, without regard to other entries. */
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
 * Returns every flag on the entries of one timesheet, by date. Overlaps and daily limits also consider the volunteer's
 * other timesheets. Rejected entries are ignored. The entries of an institution are sums of its members' time, so
 * overlaps and daily limits don't apply to them.
 */
export function flagHours(
  timesheet: Timesheet,
  timesheets: readonly Timesheet[],
  dates: OpportunityDates,
  rules: HoursRules,
): HoursFlag[] {
  const entries = notRejected(timesheet);
  const entryFlags = entries.flatMap((entry): HoursFlag[] => {
    const code = flagOfEntry(entry, dates, rules.today);
    return code ? [{ code, date: entry.date, entryIds: [entry.entryId] }] : [];
  });
  const otherEntries = notRejectedElsewhere(timesheet, timesheets);
  const flags = [...entryFlags, ...duplicates(entries)];
  if (rules.kind === 'individual')
    flags.push(
      ...conflictsOf(entries, otherEntries, rules.timeZone),
      ...daysOver(entries, otherEntries, rules.timeZone, rules.dailyCapMinutes, 'OVER_DAILY_CAP'),
    );
  return flags.sort(
    (a, b) =>
      compare(a.date, b.date) || compare(a.code, b.code) || compare(a.entryIds.join(), b.entryIds.join()),
  );
}

/**
 * Returns the overlaps and the days of more than 24 hours among one person's entries, as far as at least one of
 * `entries` takes part in them. `otherEntries` are those of the person's other timesheets.
 */
export function conflictsOf(
  entries: readonly HoursEntry[],
  otherEntries: readonly HoursEntry[],
  timeZone: string,
): HoursFlag[] {
  return [
    ...overlaps(entries, otherEntries),
    ...daysOver(entries, otherEntries, timeZone, DAY_MINUTES, 'DAY_OVER_24_HOURS'),
  ].sort((a, b) => compare(a.date, b.date) || compare(a.entryIds.join(), b.entryIds.join()));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const notRejected = (timesheet: Timesheet) => timesheet.entries.filter(({ status }) => status !== 'rejected');
const notRejectedElsewhere = (timesheet: Timesheet, timesheets: readonly Timesheet[]) =>
  timesheets.filter(({ opportunityId }) => opportunityId !== timesheet.opportunityId).flatMap(notRejected);

/**
 * Pairs each shift that starts before an earlier one has ended with the earlier shift that ends last. Every shift that
 * overlaps another is in at least one pair; not every overlapping pair is listed.
 */
function overlaps(entries: readonly HoursEntry[], otherEntries: readonly HoursEntry[]): HoursFlag[] {
  const ofTimesheet = new Set(entries);
  const shifts = [...entries, ...otherEntries]
    .flatMap((entry) => (entry.start && entry.end ? [{ entry, start: entry.start, end: entry.end }] : []))
    .sort((a, b) => compare(a.start, b.start) || compare(a.entry.entryId, b.entry.entryId));
  const flags: HoursFlag[] = [];
  let latestEnding = shifts[0];
  for (const shift of shifts.slice(1)) {
    if (
      latestEnding &&
      shift.start < latestEnding.end &&
      (ofTimesheet.has(shift.entry) || ofTimesheet.has(latestEnding.entry))
    )
      flags.push({
        code: 'OVERLAP',
        date: shift.entry.date,
        entryIds: [latestEnding.entry.entryId, shift.entry.entryId].sort(),
      });
    if (!latestEnding || shift.end > latestEnding.end) latestEnding = shift;
  }
  return flags;
}

/** Returns a flag for each day on which the entries sum up to more than `limitMinutes`. */
function daysOver(
  entries: readonly HoursEntry[],
  otherEntries: readonly HoursEntry[],
  timeZone: string,
  limitMinutes: number,
  code: HoursFlagCode,
): HoursFlag[] {
  const days = new Map<CalendarDate, { minutes: number; entryIds: string[]; ofTimesheet: boolean }>();
  const add = (entry: HoursEntry, ofTimesheet: boolean) => {
    for (const [date, minutes] of minutesByDay(entry, timeZone)) {
      const day = days.get(date) ?? { minutes: 0, entryIds: [], ofTimesheet: false };
      day.minutes += minutes;
      day.entryIds.push(entry.entryId);
      day.ofTimesheet ||= ofTimesheet;
      days.set(date, day);
    }
  };
  for (const entry of entries) add(entry, true);
  for (const entry of otherEntries) add(entry, false);
  return [...days]
    .filter(([, day]) => day.ofTimesheet && day.minutes > limitMinutes)
    .map(([date, day]) => ({ code, date, entryIds: day.entryIds.sort() }));
}

/** Splits an entry's minutes by day. A shift with known times is split at midnight of the time zone. */
export function minutesByDay(entry: HoursEntry, timeZone: string): [CalendarDate, number][] {
  if (!entry.start || !entry.end) return [[entry.date, entry.minutes]];
  const days: [CalendarDate, number][] = [];
  const end = Date.parse(entry.end);
  let from = Date.parse(entry.start);
  while (from < end) {
    const date = localTime(timeZone, from).slice(0, 10);
    const midnight = Date.parse(instantAt(timeZone, daysAfter(date, 1), '00:00'));
    // Where a clock change skips midnight, the computed end of the day may not be later than `from`.
    const until = midnight > from ? Math.min(end, midnight) : end;
    days.push([date, (until - from) / MINUTE_MILLISECONDS]);
    from = until;
  }
  return days;
}

/** Returns a flag for each set of entries of one timesheet that have the same content under different IDs. */
function duplicates(entries: readonly HoursEntry[]): HoursFlag[] {
  const byContent = new Map<string, HoursEntry[]>();
  for (const entry of entries) {
    const content = [entry.date, entry.minutes, entry.start ?? '', entry.end ?? ''].join('|');
    byContent.set(content, [...(byContent.get(content) ?? []), entry]);
  }
  return [...byContent.values()].flatMap((group): HoursFlag[] => {
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
