import type { CalendarDate } from '../calendar-date.ts';
import type { Timesheet } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Gender } from '../hours/volunteer.ts';
import type { FixedPeriod, ReportDelta } from './report-delta.ts';

/** The fixed periods a day belongs to: its month, half-year and year. */
export function periodsOf(day: CalendarDate): [FixedPeriod, FixedPeriod, FixedPeriod] {
  const year = day.slice(0, 4);
  return [day.slice(0, 7), `${year}-H${day.slice(5, 7) <= '06' ? 1 : 2}`, year];
}

/** A volunteer's sheets and gender: what their part of the reports depends on. */
export interface VolunteerPart {
  readonly gender: Gender;
  readonly timesheets: readonly Timesheet[];
}

/** What changes in the reports when one volunteer's record changes; undefined: there was none before. */
export function volunteerDeltas(before: VolunteerPart | undefined, after: VolunteerPart): ReportDelta[] {
  return difference(before ? contributionOf(before) : [], contributionOf(after));
}

/** What changes in the reports when an opportunity changes; undefined: it is new. It counts on its last day. */
export function opportunityDeltas(before: Opportunity | undefined, after: Opportunity): ReportDelta[] {
  return difference(before ? partOf(before) : [], partOf(after));
}

/** Approved minutes by day, and the volunteer themself once in every period with any. */
function contributionOf({ gender, timesheets }: VolunteerPart): ReportDelta[] {
  const deltas: ReportDelta[] = [];
  const present = new Set<string>();
  for (const { issuerId, entries } of timesheets)
    for (const { status, date, minutes } of entries) {
      if (status !== 'approved') continue;
      deltas.push({ issuerId, day: date, measure: 'minutes', by: minutes });
      for (const period of periodsOf(date)) {
        const place = `${issuerId}|${period}`;
        if (present.has(place)) continue;
        present.add(place);
        deltas.push({ issuerId, period, measure: 'volunteers', by: 1 });
        deltas.push({ issuerId, period, measure: `volunteers_${gender}`, by: 1 });
      }
    }
  return deltas;
}

function partOf({ issuerId, endsOn, track, beneficiaries }: Opportunity): ReportDelta[] {
  const one = { issuerId, day: endsOn };
  return [
    { ...one, measure: 'opportunities', by: 1 },
    { ...one, measure: `opportunities_${track}`, by: 1 },
    { ...one, measure: 'beneficiaries', by: beneficiaries },
  ];
}

/** The deltas that lead from one contribution to another, one per number that changes. */
function difference(before: readonly ReportDelta[], after: readonly ReportDelta[]): ReportDelta[] {
  const sums = new Map<string, ReportDelta>();
  const add = (delta: ReportDelta, sign: 1 | -1) => {
    const place = `${delta.issuerId}|${'day' in delta ? delta.day : delta.period}|${delta.measure}`;
    sums.set(place, { ...delta, by: (sums.get(place)?.by ?? 0) + sign * delta.by });
  };
  for (const delta of before) add(delta, -1);
  for (const delta of after) add(delta, 1);
  return [...sums.values()].filter(({ by }) => by !== 0);
}
