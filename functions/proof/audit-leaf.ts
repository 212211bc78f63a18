import type { CalendarDate } from '../domain/calendar-date.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Certificate } from '../domain/certificate/certificate.ts';
import type { StoredChain } from '../domain/ports/supervision/journal.ts';

/**
 * Returns a certificate's leaf in the Merkle tree of a day (UTC), as canonical JSON: its ID and the hashes of that day's
 * events. A leaf holds no personal data, and any event that is added, changed or removed later changes it.
 * Returns undefined when the certificate has no event on that day.
 */
export function auditLeaf(certificate: Certificate, day: CalendarDate): string | undefined {
  const events = certificate.events
    .filter(({ at }) => dayOf(at) === day)
    .map(({ sequence, hash }) => ({ sequence, hash }));
  return events.length === 0
    ? undefined
    : canonicalJson({ certificateId: certificate.certificateId, events });
}

/**
 * Returns the leaf of a chain of the journal in the tree of its day, as canonical JSON: its name and where it ends.
 * An entry that is added, changed or removed later changes it.
 */
export const journalLeaf = ({ chain, entries }: StoredChain): string => {
  const last = [...entries].sort((a, b) => a.sequence - b.sequence).at(-1);
  const { issuerId, shard } = chain;
  return canonicalJson({
    journal: { issuerId, shard },
    size: entries.length,
    hash: last?.hash ?? '',
  });
};

/** Returns whether the certificate was still reserved when the day (UTC) ended. */
export function unsettledAfter(certificate: Certificate, day: CalendarDate): boolean {
  return !certificate.events.some(({ action, at }) => action !== 'reserved' && dayOf(at) <= day);
}

const dayOf = (instant: string): CalendarDate => instant.slice(0, 10);
