import type { CalendarDate } from '../domain/calendar-date.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Certificate } from '../domain/certificate/certificate.ts';

/**
 * A certificate's leaf in the tree of a day (UTC): its ID and the hashes of that day's events. No person's data, and
 * yet no event of that day can be added, changed or left out later. Undefined where the day had none.
 */
export function auditLeaf(certificate: Certificate, day: CalendarDate): string | undefined {
  const events = certificate.events
    .filter(({ at }) => dayOf(at) === day)
    .map(({ sequence, hash }) => ({ sequence, hash }));
  return events.length === 0
    ? undefined
    : canonicalJson({ certificateId: certificate.certificateId, events });
}

/** Whether the certificate was still reserved when the day ended. */
export function unsettledAfter(certificate: Certificate, day: CalendarDate): boolean {
  return !certificate.events.some(({ action, at }) => action !== 'reserved' && dayOf(at) <= day);
}

const dayOf = (instant: string): CalendarDate => instant.slice(0, 10);
