import type { Instant } from '../../domain/calendar-date.ts';
import { appendEvent } from '../../domain/certificate/audit-chain.ts';
import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import { countsWithChunk, issuedCountOf, issuedDeltas } from '../../domain/report/issued-count.ts';
import type { Requester } from './requester.ts';

export interface FinalisingDeps {
  readonly register: Pick<CertificateRegister, 'finalise'>;
  readonly now: () => Instant;
}

/**
 * Issues a reserved certificate whose document is stored. The write also counts it in the reports, unless the
 * requesting batch counts it with its chunk, and puts the holder's notification into the outbox where the reservation
 * asked for one.
 */
export function finalise(
  reserved: Certificate & { readonly snapshot: CertificateSnapshot },
  documentSha256: string,
  { actor, counter }: Requester,
  { register, now }: FinalisingDeps,
): Promise<'issued' | 'settled'> {
  const { certificateId, reservedAt, events } = reserved;
  const { timeZone } = reserved.snapshot;
  const counted = countsWithChunk(reserved, counter) ? undefined : issuedCountOf(reserved, timeZone);
  const [event] = appendEvent(events, {
    at: notBefore(reservedAt, now()),
    action: 'issued',
    actor,
    facts: { documentSha256, ...(counted ? { counted: 'yes' } : {}) },
  }).slice(-1);
  if (event === undefined) throw new Error('A chain that was appended to is not empty');
  return register.finalise({
    certificateId,
    documentSha256,
    event,
    notify: events[0]?.facts.notify === 'yes',
    reportDeltas: counted ? issuedDeltas([counted]) : [],
  });
}

/** Clocks of two machines differ; a chain's times never run backwards. */
const notBefore = (earliest: Instant, now: Instant): Instant => (now < earliest ? earliest : now);
