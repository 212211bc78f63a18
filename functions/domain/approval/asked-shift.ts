import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { HoursEntry, Timesheet } from '../hours/hours.ts';
import type { ApprovalRequest, AskedEntry } from './approval-request.ts';

/** How an entry that was asked for stands: `gone` with its import or with its volunteer, or about to be. */
export type ShiftStanding = 'waiting' | 'approved' | 'rejected' | 'gone';

/** An entry that was asked for, as it is now; without the entry where it is gone. */
export interface AskedShift extends AskedEntry {
  readonly standing: ShiftStanding;
  readonly entry?: HoursEntry;
  /** What the supervisor sees and decides on: it changes when the hours or their recording change. */
  readonly mark: string;
  /** The hours were recorded anew after they were asked for. */
  readonly isChanged: boolean;
  /** Why the supervisor rejected it. */
  readonly reason: string | null;
}

/** Returns a mark of what an entry says. */
export const markOf = ({ date, minutes, start, end, recorded }: HoursEntry): string =>
  createHash('sha256')
    .update(canonicalJson([date, minutes, start ?? null, end ?? null, recorded.at, recorded.by]))
    .digest('hex')
    .slice(0, 16);

/** Returns the entries of a request as the timesheets have them now, in the order in which they were asked for. */
export function askedShifts(request: ApprovalRequest, timesheets: readonly Timesheet[]): AskedShift[] {
  const byKey = new Map(timesheets.map((timesheet) => [timesheetName(timesheet), timesheet]));
  return request.entries.map((asked) => {
    const timesheet = byKey.get(timesheetName(asked));
    const entry = timesheet?.entries.find(({ entryId }) => entryId === asked.entryId);
    if (entry === undefined || timesheet?.withdrawal?.entryIds.includes(asked.entryId))
      return { ...asked, standing: 'gone', mark: '', isChanged: false, reason: null };
    return {
      ...asked,
      standing: entry.status === 'pending' ? 'waiting' : entry.status,
      entry,
      mark: markOf(entry),
      isChanged: entry.recorded.at > request.askedAt,
      reason: entry.status === 'rejected' ? reasonFor(request, asked.entryId) : null,
    };
  });
}

const reasonFor = ({ rejections }: ApprovalRequest, entryId: string): string | null =>
  rejections.findLast(({ entryIds }) => entryIds.includes(entryId))?.reason ?? null;

const timesheetName = ({ volunteerId, opportunityId }: Pick<AskedEntry, 'volunteerId' | 'opportunityId'>) =>
  `${volunteerId}#${opportunityId}`;
