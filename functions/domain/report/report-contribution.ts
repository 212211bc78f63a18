import type { Timesheet } from '../hours/hours.ts';
import type { Opportunity } from '../hours/opportunity.ts';
import type { Gender } from '../hours/volunteer.ts';
import { type Month, monthOf, type ReportDelta } from './report-delta.ts';

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

/** Returns what a volunteer adds to the counters: approved minutes by day, and 1 in each month that has any. */
function volunteerCounts({ gender, timesheets }: VolunteerContribution): ReportDelta[] {
  const deltas: ReportDelta[] = [];
  const monthsOf = new Map<string, Set<Month>>();
  for (const { issuerId, entries } of timesheets)
    for (const { status, date, minutes } of entries) {
      if (status !== 'approved') continue;
      deltas.push({ issuerId, day: date, measure: 'minutes', by: minutes });
      const months = monthsOf.get(issuerId) ?? new Set();
      monthsOf.set(issuerId, months.add(monthOf(date)));
    }
  for (const [issuerId, months] of monthsOf) {
    let monthBefore: Month | null = null;
    for (const month of [...months].sort()) {
      deltas.push({ issuerId, month, gender, monthBefore, by: 1 });
      monthBefore = month;
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
    const key = JSON.stringify({ ...delta, by: 0 });
    sums.set(key, { ...delta, by: (sums.get(key)?.by ?? 0) + sign * delta.by });
  };
  for (const delta of before) add(delta, -1);
  for (const delta of after) add(delta, 1);
  return [...sums.values()].filter(({ by }) => by !== 0);
}
