import type { Evidence } from '../certificate/certificate.ts';
import type { HoursEntry, Timesheet } from './hours.ts';

/** Returns the timesheet after a certificate has claimed the entries of its evidence. */
export function claimHours(
  timesheet: Timesheet,
  certificateId: string,
  evidence: readonly Pick<Evidence, 'entryId'>[],
): Timesheet {
  const claimed = new Set(evidence.map(({ entryId }) => entryId));
  return {
    ...timesheet,
    revision: timesheet.revision + 1,
    certificateId,
    certificateIds: [...timesheet.certificateIds, certificateId],
    entries: timesheet.entries.map((entry) =>
      claimed.has(entry.entryId) ? { ...entry, certificateId } : entry,
    ),
  };
}

/**
 * Returns the timesheet after its certificate has released the award and the entries it claimed. With `lock`, no
 * other certificate can ever claim the award.
 */
export function releaseHours(timesheet: Timesheet, certificateId: string, lock: boolean): Timesheet {
  const { certificateId: holder, ...rest } = timesheet;
  if (holder !== certificateId)
    throw new Error('Only the certificate that claimed a timesheet can release it');
  return {
    ...rest,
    revision: timesheet.revision + 1,
    entries: timesheet.entries.map((entry) =>
      entry.certificateId === certificateId ? unclaimed(entry) : entry,
    ),
    ...(lock ? { locked: true as const } : {}),
  };
}

/** Returns the timesheet after the certificate `to` has replaced `from` and taken over its entries. */
export function moveHours(timesheet: Timesheet, from: string, to: string): Timesheet {
  if (timesheet.certificateId !== from)
    throw new Error('Only the certificate that claimed a timesheet can be replaced on it');
  return {
    ...timesheet,
    revision: timesheet.revision + 1,
    certificateId: to,
    certificateIds: [...timesheet.certificateIds, to],
    entries: timesheet.entries.map((entry) =>
      entry.certificateId === from ? { ...entry, certificateId: to } : entry,
    ),
  };
}

function unclaimed(entry: HoursEntry): HoursEntry {
  const { certificateId: _released, ...rest } = entry;
  return rest;
}
