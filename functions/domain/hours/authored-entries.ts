import type { CalendarDate, Instant } from '../calendar-date.ts';
import type { Approval, HoursEntry, Timesheet } from './hours.ts';
import type { Opportunity } from './opportunity.ts';
import { type StandingEntry, standingEntries } from './standing-entries.ts';

/** An hours entry as its issuer's people see it: with who recorded, approved and rejected it. */
export interface AuthoredEntry extends StandingEntry {
  readonly recorded: {
    readonly at: Instant;
    readonly by: string;
    /** Null where no file reported it. */
    readonly importId: string | null;
  };
  readonly approval: Pick<Approval, 'at' | 'by' | 'kind'> | null;
  readonly rejection: { readonly at: Instant; readonly by: string } | null;
}

/** Returns the entries of a timesheet with their authors, newest first. */
export const authoredEntries = (
  timesheet: Timesheet,
  opportunity: Opportunity,
  today: CalendarDate,
): AuthoredEntry[] =>
  standingEntries(timesheet, opportunity, today, (entry) => ({
    recorded: recordedIn(entry),
    approval: approvalIn(entry),
    rejection: entry.rejection ?? null,
  }));

function recordedIn({ recorded: { at, by, source } }: HoursEntry): AuthoredEntry['recorded'] {
  return { at, by, importId: source.kind === 'file' ? source.importId : null };
}

function approvalIn({ approval }: HoursEntry): AuthoredEntry['approval'] {
  return approval === undefined ? null : { at: approval.at, by: approval.by, kind: approval.kind };
}
