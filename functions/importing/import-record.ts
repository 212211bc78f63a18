import type { CalendarDate } from '../domain/calendar-date.ts';
import type { EntryStatus } from '../domain/hours.ts';
import type { Opportunity } from '../domain/opportunity.ts';
import type { Volunteer } from '../domain/volunteer.ts';

/** An hours entry as a file says it; start and end are times of day in the issuer's time zone. */
export interface HoursRow {
  readonly entryId: string;
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly date: CalendarDate;
  readonly worked: { readonly minutes: number } | { readonly start: string; readonly end: string };
  readonly status: EntryStatus;
  readonly approvedBy: string;
}

/** A row read without a problem, and where it came from. */
export type ImportRecord = { readonly sheet: string | null; readonly row: number } & (
  | { readonly kind: 'opportunities'; readonly value: Opportunity }
  | { readonly kind: 'volunteers'; readonly value: Volunteer }
  | { readonly kind: 'hours'; readonly value: HoursRow }
);

/** One row of a table as text; a cell that holds a formula or an error value is named apart. */
export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly formulas?: readonly number[];
  readonly errors?: readonly number[];
}
