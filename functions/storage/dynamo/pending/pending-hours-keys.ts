import type { PendingHours } from '../../../domain/hours/pending-hours.ts';
import { PARTITIONS } from '../partitions.ts';

/** Partition of `pending` with an issuer's timesheets of which hours wait for a decision, by opportunity. */
export const pendingHoursPartition = (issuerId: string) => `${PARTITIONS.pendingHours}${issuerId}`;
/** Returns where a timesheet stands among them. What waits is in the key: a list of it reads no timesheet. */
export const pendingHoursSortKey = (
  { opportunityId, oldestOn, entries, minutes }: PendingHours,
  volunteerId: string,
) => `${opportunityId}#${oldestOn}#${entries}#${minutes}#${volunteerId}`;
/** Returns what `pendingHoursSortKey` wrote. */
export function readPendingHoursSortKey(issuerId: string, sortKey: string): PendingHours {
  const [opportunityId = '', oldestOn = '', entries, minutes] = sortKey.split('#');
  return {
    issuerId,
    opportunityId,
    volunteers: 1,
    entries: Number(entries),
    minutes: Number(minutes),
    oldestOn,
  };
}
