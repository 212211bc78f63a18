import type { CalendarDate } from '../calendar-date.ts';
import { flagOfEntry } from './flag-hours.ts';
import type { HoursEntry, Timesheet } from './hours.ts';
import type { Opportunity } from './opportunity.ts';

/**
 * Whether an entry counts: certified, approved and counted, awaiting approval, rejected, being withdrawn with the import
 * that recorded it, or dated outside the opportunity or in the future.
 */
export const ENTRY_STANDINGS = [
  'certified',
  'counted',
  'pending',
  'rejected',
  'withdrawn',
  'out_of_dates',
] as const;
export type EntryStanding = (typeof ENTRY_STANDINGS)[number];

/** An hours entry as far as everybody sees it alike who may see it. */
export interface StandingEntry {
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly standing: EntryStanding;
  readonly certificateId: string | null;
}

/**
 * Returns the entries of a timesheet, newest first, with whether each counts and with what else its reader sees of it.
 */
export function standingEntries<More extends object>(
  timesheet: Timesheet,
  opportunity: Opportunity,
  today: CalendarDate,
  more: (entry: HoursEntry) => More,
): (StandingEntry & More)[] {
  const withdrawn = new Set(timesheet.withdrawal?.entryIds ?? []);
  return timesheet.entries
    .toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.entryId < b.entryId ? -1 : 1))
    .map((entry) => ({
      entryId: entry.entryId,
      date: entry.date,
      minutes: entry.minutes,
      standing: standingOf(entry, withdrawn.has(entry.entryId), opportunity, today),
      certificateId: entry.certificateId ?? null,
      ...more(entry),
    }));
}

function standingOf(
  entry: HoursEntry,
  isWithdrawn: boolean,
  opportunity: Opportunity,
  today: CalendarDate,
): EntryStanding {
  if (entry.certificateId !== undefined) return 'certified';
  if (isWithdrawn) return 'withdrawn';
  if (entry.status === 'rejected') return 'rejected';
  if (flagOfEntry(entry, opportunity, today) !== undefined) return 'out_of_dates';
  return entry.status === 'approved' ? 'counted' : 'pending';
}
