import type { Evidence } from '../certificate/certificate.ts';
import type { HoursEntry, Timesheet } from './hours.ts';

/** The sheet once a certificate has claimed the entries of its evidence. */
export function claimHours(
  timesheet: Timesheet,
  certificateId: string,
  evidence: readonly Evidence[],
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

/** The sheet once its certificate gives award and entries back; `lock` keeps the award closed for ever. */
export function releaseHours(timesheet: Timesheet, certificateId: string, lock: boolean): Timesheet {
  const { certificateId: live, ...rest } = timesheet;
  if (live !== certificateId) throw new Error('A sheet is only released by the certificate that holds it');
  return {
    ...rest,
    revision: timesheet.revision + 1,
    entries: timesheet.entries.map((entry) =>
      entry.certificateId === certificateId ? unclaimed(entry) : entry,
    ),
    ...(lock ? { locked: true as const } : {}),
  };
}

/** The sheet once its entries have moved from a certificate to the corrected one that replaces it. */
export function moveHours(timesheet: Timesheet, from: string, to: string): Timesheet {
  if (timesheet.certificateId !== from)
    throw new Error('Hours only move from the certificate that holds them');
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
