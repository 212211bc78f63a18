import { dayIn, type Instant } from '../../domain/calendar-date.ts';
import { flagHours } from '../../domain/hours/flag-hours.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { HoursFlagCode } from '../../domain/hours/hours-flag.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import { type ReportedEntry, recordHours } from '../../domain/hours/record-hours.ts';
import type { VolunteerKind } from '../../domain/hours/volunteer.ts';
import type { CellProblem, ProblemCode } from '../../domain/import/import-problem.ts';
import type { ImportRecord } from '../../domain/import/import-record.ts';
import type { Issuer } from '../../domain/issuer.ts';

/** A row of hours with what it refers to. */
export interface ResolvedHours {
  readonly record: Extract<ImportRecord, { kind: 'hours' }>;
  readonly entry: ReportedEntry;
  readonly opportunity: Opportunity;
  readonly issuer: Issuer;
  readonly volunteerKind: VolunteerKind;
}

export const timesheetName = ({
  volunteerId,
  opportunityId,
}: {
  volunteerId: string;
  opportunityId: string;
}) => `${volunteerId}#${opportunityId}`;

const NOTES: Partial<Record<HoursFlagCode, ProblemCode>> = {
  OVERLAP: 'ENTRY_OVERLAP',
  DAY_OVER_24_HOURS: 'ENTRY_DAY_OVER_24_HOURS',
  OVER_DAILY_CAP: 'ENTRY_OVER_DAILY_CAP',
  DUPLICATE_CONTENT: 'ENTRY_DUPLICATE_CONTENT',
};

/**
 * The flags of a chunk's rows, beside the hours recorded for the same opportunities; those of other opportunities are
 * looked at by the dry run of a batch. Each is told once, of the last of its rows.
 */
export function flagsOfRows(
  resolved: readonly ResolvedHours[],
  known: ReadonlyMap<string, Timesheet>,
  now: Instant,
): { readonly hours: ResolvedHours; readonly problem: CellProblem }[] {
  return [...Map.groupBy(resolved, ({ record }) => record.value.volunteerId).values()].flatMap(
    (ofVolunteer) => {
      const byTimesheet = [
        ...Map.groupBy(ofVolunteer, ({ opportunity }) => opportunity.opportunityId).values(),
      ];
      const timesheets = byTimesheet.map((group) => asTimesheet(group, known));
      const flags = byTimesheet.flatMap((group, place) => {
        const [first] = group;
        const timesheet = timesheets[place];
        if (first === undefined || timesheet === undefined) return [];
        const { timeZone, dailyCapMinutes } = first.issuer;
        const rules = { kind: first.volunteerKind, timeZone, dailyCapMinutes, today: dayIn(timeZone, now) };
        return flagHours(timesheet, timesheets, first.opportunity, rules);
      });
      const once = new Map(flags.map((flag) => [JSON.stringify(flag), flag]));
      return [...once.values()].flatMap(({ code, date, entryIds }) => {
        const note = NOTES[code];
        const hours = ofVolunteer.findLast(({ entry }) => entryIds.includes(entry.entryId));
        if (note === undefined || hours === undefined) return [];
        const facts = { date, entryIds: entryIds.join(', '), limit: hours.issuer.dailyCapMinutes / 60 };
        return [{ hours, problem: { code: note, facts } }];
      });
    },
  );
}

/** A sheet as it would be with the rows of a chunk, to look for flags on it. */
function asTimesheet(group: readonly ResolvedHours[], known: ReadonlyMap<string, Timesheet>): Timesheet {
  const [first] = group;
  if (first === undefined) throw new Error('A sheet is made of at least one row');
  const { volunteerId, opportunityId } = first.record.value;
  const place = { volunteerId, opportunityId, issuerId: first.issuer.issuerId };
  const entries = group.map(({ entry }) => entry);
  const { timesheet } = recordHours(known.get(timesheetName(place)), place, entries, { at: '', by: '' });
  return timesheet ?? { ...place, revision: 0, entries: [], certificateIds: [] };
}
