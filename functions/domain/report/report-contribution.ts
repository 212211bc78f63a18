import type { CalendarDate } from '../calendar-date.ts';
import type { Timesheet } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Gender } from '../hours/volunteer.ts';
import type { FixedPeriod, ReportDelta } from './report-delta.ts';

/** Returns the fixed periods of a day: its month, half-year and year. */
function periodsOf(day: CalendarDate): [FixedPeriod, FixedPeriod, FixedPeriod] {
  const year = day.slice(0, 4);
  return [day.slice(0, 7), `${year}-H${day.slice(5, 7) <= '06' ? 1 : 2}`, year];
}

/** What a volunteer's contribution to the reports depends on. */
export interface VolunteerContribution {
  readonly gender: Gender;
  readonly timesheets: readonly Timesheet[];
}

/** Returns the counter changes when a volunteer's record changes. `before` is undefined for a new volunteer. */
export function volunteerDeltas(
  before: VolunteerContribution | undefined,
  after: VolunteerContribution,
): ReportDelta[] {
  return difference(before ? volunteerCounts(before) : [], volunteerCounts(after));
}

/**
 * Returns the counter changes when an opportunity changes; it counts on its last day. `before` is undefined for a new
 * one.
 */
export function opportunityDeltas(before: Opportunity | undefined, after: Opportunity): ReportDelta[] {
  return difference(before ? opportunityCounts(before) : [], opportunityCounts(after));
}

/** Returns what a volunteer adds to the counters: approved minutes by day, and 1 in each period that has any. */
function volunteerCounts({ gender, timesheets }: VolunteerContribution): ReportDelta[] {
  const deltas: ReportDelta[] = [];
  const counted = new Set<string>();
  for (const { issuerId, entries } of timesheets)
    for (const { status, date, minutes } of entries) {
      if (status !== 'approved') continue;
      deltas.push({ issuerId, day: date, measure: 'minutes', by: minutes });
      for (const period of periodsOf(date)) {
        const key = `${issuerId}|${period}`;
        if (counted.has(key)) continue;
        counted.add(key);
        deltas.push({ issuerId, period, measure: 'volunteers', by: 1 });
        deltas.push({ issuerId, period, measure: `volunteers_${gender}`, by: 1 });
      }
    }
  return deltas;
}

/** Returns what an opportunity adds to the counters. */
function opportunityCounts({ issuerId, endsOn, track, beneficiaries }: Opportunity): ReportDelta[] {
  const counter = { issuerId, day: endsOn };
  return [
    { ...counter, measure: 'opportunities', by: 1 },
    { ...counter, measure: `opportunities_${track}`, by: 1 },
    { ...counter, measure: 'beneficiaries', by: beneficiaries },
  ];
}

/** Returns the deltas from one contribution to another, one for each counter that changes. */
function difference(before: readonly ReportDelta[], after: readonly ReportDelta[]): ReportDelta[] {
  const sums = new Map<string, ReportDelta>();
  const add = (delta: ReportDelta, sign: 1 | -1) => {
    const key = `${delta.issuerId}|${'day' in delta ? delta.day : delta.period}|${delta.measure}`;
    sums.set(key, { ...delta, by: (sums.get(key)?.by ?? 0) + sign * delta.by });
  };
  for (const delta of before) add(delta, -1);
  for (const delta of after) add(delta, 1);
  return [...sums.values()].filter(({ by }) => by !== 0);
}
