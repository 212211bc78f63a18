import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { Approval, EntrySource, HoursEntry, Timesheet } from './hours.ts';
import type { Opportunity } from './opportunity.ts';
import { type StandingEntry, standingEntries } from './standing-entries.ts';

/**
 * An hours entry as its volunteer sees it. Who recorded and approved it is said by what they did and when, and whether
 * they were two people: their names are theirs.
 */
export interface OwnEntry extends StandingEntry {
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
export const ownEntries = (timesheet: Timesheet, opportunity: Opportunity, today: CalendarDate): OwnEntry[] =>
  standingEntries(timesheet, opportunity, today, (entry) => ({
    recorded: { at: entry.recorded.at, from: entry.recorded.source.kind },
    approval: approvalOf(entry),
    rejectedAt: entry.rejection?.at ?? null,
  }));

function approvalOf({ approval, recorded }: HoursEntry): OwnEntry['approval'] {
  if (approval === undefined) return null;
  return { at: approval.at, kind: approval.kind, byAnother: approval.by !== recorded.by };
}
