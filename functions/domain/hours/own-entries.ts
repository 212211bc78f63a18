import type { CalendarDate, Instant } from '../calendar-date.ts';
import { flagOfEntry } from './flag-hours.ts';
import type { Approval, EntrySource, HoursEntry, Timesheet } from './hours.ts';
import type { Opportunity } from './opportunity.ts';

/**
 * Whether an entry counts, as its volunteer sees it: certified, approved and counted, awaiting approval, rejected, being
 * withdrawn with the import that recorded it, or dated outside the opportunity or in the future.
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

/**
 * An hours entry as its volunteer sees it. Who recorded and approved it is said by what they did and when, and whether
 * they were two people: their names are theirs.
 */
export interface OwnEntry {
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  readonly standing: EntryStanding;
  readonly certificateId: string | null;
  readonly recorded: { readonly at: Instant; readonly from: EntrySource['kind'] };
  readonly approval: {
    readonly at: Instant;
    readonly kind: Approval['kind'];
    /** Another person than who recorded the entry. */
    readonly byAnother: boolean;
  } | null;
  readonly rejectedAt: Instant | null;
}

/** Returns the entries of a timesheet as its volunteer sees them, newest first. */
export function ownEntries(timesheet: Timesheet, opportunity: Opportunity, today: CalendarDate): OwnEntry[] {
  const withdrawn = new Set(timesheet.withdrawal?.entryIds ?? []);
  return timesheet.entries
    .toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.entryId < b.entryId ? -1 : 1))
    .map((entry) => ({
      entryId: entry.entryId,
      date: entry.date,
      minutes: entry.minutes,
      standing: standingOf(entry, withdrawn.has(entry.entryId), opportunity, today),
      certificateId: entry.certificateId ?? null,
      recorded: { at: entry.recorded.at, from: entry.recorded.source.kind },
      approval: approvalOf(entry),
      rejectedAt: entry.rejection?.at ?? null,
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

function approvalOf({ approval, recorded }: HoursEntry): OwnEntry['approval'] {
  if (approval === undefined) return null;
  return { at: approval.at, kind: approval.kind, byAnother: approval.by !== recorded.by };
}
