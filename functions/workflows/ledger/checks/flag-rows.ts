import { dayIn, type Instant } from '../../../domain/calendar-date.ts';
import { flagHours } from '../../../domain/hours/flag-hours.ts';
import { type Timesheet, type TimesheetKey, timesheetName } from '../../../domain/hours/hours.ts';
import type { HoursFlagCode } from '../../../domain/hours/hours-flag.ts';
import type { Opportunity } from '../../../domain/hours/opportunity.ts';
import { type Recorder, type ReportedEntry, recordHours } from '../../../domain/hours/record-hours.ts';
import type { VolunteerKind } from '../../../domain/hours/volunteer.ts';
import type { CellProblem, ProblemCode } from '../../../domain/import/import-problem.ts';
import type { ImportRecord } from '../../../domain/import/import-record.ts';
import type { Issuer } from '../../../domain/issuer.ts';

/** A row of hours, resolved to an entry, with the records that it refers to. */
export interface ResolvedHours {
  readonly record: Extract<ImportRecord, { kind: 'hours' }>;
  readonly entry: ReportedEntry;
  readonly opportunity: Opportunity;
  readonly issuer: Issuer;
  readonly volunteerKind: VolunteerKind;
}

/** Returns the timesheet that a row belongs to. */
export const timesheetOf = ({ record, issuer }: Pick<ResolvedHours, 'record' | 'issuer'>): TimesheetKey => ({
  issuerId: issuer.issuerId,
  volunteerId: record.value.volunteerId,
  opportunityId: record.value.opportunityId,
});

/** The note of each flag; flags without one are errors that the check of a row reports. */
const NOTES: Partial<Record<HoursFlagCode, ProblemCode>> = {
  OVERLAP: 'ENTRY_OVERLAP',
  DAY_OVER_24_HOURS: 'ENTRY_DAY_OVER_24_HOURS',
  OVER_DAILY_CAP: 'ENTRY_OVER_DAILY_CAP',
  DUPLICATE_CONTENT: 'ENTRY_DUPLICATE_CONTENT',
};

/**
 * Returns the flags of a chunk's rows as notes, each with the last row that takes part in it. Considers the recorded
 * hours of the same timesheets in `recorded`; the volunteers' other timesheets are checked by the dry run of a batch.
 */
export function flagsOfRows(
  resolved: readonly ResolvedHours[],
  recorded: ReadonlyMap<string, Timesheet>,
  now: Instant,
): { readonly hours: ResolvedHours; readonly problem: CellProblem }[] {
  const volunteerOf = ({ record, issuer }: ResolvedHours) => `${issuer.issuerId}#${record.value.volunteerId}`;
  return [...Map.groupBy(resolved, volunteerOf).values()].flatMap((ofVolunteer) => {
    const byTimesheet = [
      ...Map.groupBy(ofVolunteer, ({ opportunity }) => opportunity.opportunityId).values(),
    ];
    const timesheets = byTimesheet.map((group) => asTimesheet(group, recorded));
    const flags = byTimesheet.flatMap((group, index) => {
      const [first] = group;
      const timesheet = timesheets[index];
      if (first === undefined || timesheet === undefined) return [];
      const { timeZone, dailyCapMinutes } = first.issuer;
      const rules = { kind: first.volunteerKind, timeZone, dailyCapMinutes, today: dayIn(timeZone, now) };
      return flagHours(timesheet, timesheets, first.opportunity, rules);
    });
    const distinct = new Map(flags.map((flag) => [JSON.stringify(flag), flag]));
    return [...distinct.values()].flatMap(({ code, date, entryIds }) => {
      const note = NOTES[code];
      const hours = ofVolunteer.findLast(({ entry }) => entryIds.includes(entry.entryId));
      if (note === undefined || hours === undefined) return [];
      const facts = { date, entryIds: entryIds.join(', '), limit: hours.issuer.dailyCapMinutes / 60 };
      return [{ hours, problem: { code: note, facts } }];
    });
  });
}

/** Flags don't depend on who recorded the hours. */
const ANYBODY: Recorder = { at: '', by: '' };

/** Returns the timesheet as it would be after recording the rows. */
function asTimesheet(group: readonly ResolvedHours[], recorded: ReadonlyMap<string, Timesheet>): Timesheet {
  const [first] = group;
  if (first === undefined) throw new Error('A timesheet needs at least one row');
  const key = timesheetOf(first);
  const entries = group.map(({ entry }) => entry);
  const { timesheet } = recordHours(recorded.get(timesheetName(key)), key, entries, ANYBODY);
  return timesheet ?? { ...key, revision: 0, entries: [], certificateIds: [] };
}
