import type { HoursEntry, TimesheetKey } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { ReportedEntry } from '../hours/record-hours.ts';
import type { Volunteer } from '../hours/volunteer.ts';

/** A record before and after an import changed it. `before` is null where the import created it. */
export interface Change<Before, After = Before> {
  readonly before: Before | null;
  readonly after: After;
}

/** The change of an hours entry, with the timesheet that holds it. */
export interface EntryChange extends Change<HoursEntry, ReportedEntry>, TimesheetKey {}

/** Some of the changes that an import makes, in the order of its rows. Each record is changed once by an import. */
export interface ImportChanges {
  readonly opportunities: readonly Change<Opportunity>[];
  readonly volunteers: readonly Change<Volunteer>[];
  readonly entries: readonly EntryChange[];
}
