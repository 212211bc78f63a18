import type { Evidence } from '../certificate/certificate.ts';
import type { HoursEntry, HoursSheet } from './hours.ts';

/** The sheet once a certificate has claimed the entries of its evidence. */
export function claimHours(
  sheet: HoursSheet,
  certificateId: string,
  evidence: readonly Evidence[],
): HoursSheet {
  const claimed = new Set(evidence.map(({ entryId }) => entryId));
  return {
    ...sheet,
    revision: sheet.revision + 1,
    certificateId,
    certificateIds: [...sheet.certificateIds, certificateId],
    entries: sheet.entries.map((entry) => (claimed.has(entry.entryId) ? { ...entry, certificateId } : entry)),
  };
}

/** The sheet once its certificate gives award and entries back; `lock` keeps the award closed for ever. */
export function releaseHours(sheet: HoursSheet, certificateId: string, lock: boolean): HoursSheet {
  const { certificateId: live, ...rest } = sheet;
  if (live !== certificateId) throw new Error('A sheet is only released by the certificate that holds it');
  return {
    ...rest,
    revision: sheet.revision + 1,
    entries: sheet.entries.map((entry) => (entry.certificateId === certificateId ? unclaimed(entry) : entry)),
    ...(lock ? { locked: true as const } : {}),
  };
}

/** The sheet once its entries have moved from a certificate to the corrected one that replaces it. */
export function moveHours(sheet: HoursSheet, from: string, to: string): HoursSheet {
  if (sheet.certificateId !== from) throw new Error('Hours only move from the certificate that holds them');
  return {
    ...sheet,
    revision: sheet.revision + 1,
    certificateId: to,
    certificateIds: [...sheet.certificateIds, to],
    entries: sheet.entries.map((entry) =>
      entry.certificateId === from ? { ...entry, certificateId: to } : entry,
    ),
  };
}

function unclaimed(entry: HoursEntry): HoursEntry {
  const { certificateId: _released, ...rest } = entry;
  return rest;
}
