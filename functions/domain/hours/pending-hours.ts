import type { CalendarDate } from '../calendar-date.ts';
import type { Timesheet } from './hours.ts';
import type { OpportunityKey } from './opportunity.ts';
import { importAwaitedBy, withoutReleases } from './release-hours.ts';

/** How much of an opportunity waits for a decision of its own, and since which day of work. */
export interface PendingHours extends OpportunityKey {
  readonly volunteers: number;
  readonly entries: number;
  readonly minutes: number;
  readonly oldestOn: CalendarDate;
}

/**
 * Returns how much of a timesheet waits for a decision of its own; undefined where nothing does. What the release of an
 * import approves is not among it, before its release as well as after it: one decision stands for all of that.
 */
export function pendingHoursOf(timesheet: Timesheet): PendingHours | undefined {
  const pending = withoutReleases(timesheet).entries.filter(
    (entry) => entry.status === 'pending' && importAwaitedBy(entry) === undefined,
  );
  const [oldestOn] = pending.map(({ date }) => date).sort();
  if (oldestOn === undefined) return undefined;
  const { issuerId, opportunityId } = timesheet;
  const minutes = pending.reduce((sum, entry) => sum + entry.minutes, 0);
  return { issuerId, opportunityId, volunteers: 1, entries: pending.length, minutes, oldestOn };
}

/** Returns what waits of one opportunity in two parts of it. */
export function together(one: PendingHours, other: PendingHours): PendingHours {
  const [oldestOn = one.oldestOn] = [one.oldestOn, other.oldestOn].sort();
  return {
    ...one,
    volunteers: one.volunteers + other.volunteers,
    entries: one.entries + other.entries,
    minutes: one.minutes + other.minutes,
    oldestOn,
  };
}
