import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/calendar-date.ts';
import { appendEvent } from '../../domain/certificate/audit-chain.ts';
import type { Certificate, CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import { countsWithChunk, issuedCountOf, issuedDeltas } from '../../domain/report/issued-count.ts';

export interface CompletionDeps {
  readonly register: Pick<CertificateRegister, 'finalise'>;
  readonly documents: Pick<DocumentStore, 'store'>;
  /** The document's bytes: a pure function of the snapshot. */
  readonly produceDocument: (snapshot: CertificateSnapshot) => Promise<Uint8Array>;
  readonly now: () => Instant;
}

/**
 * Brings a reservation to its end: render, store, finalise. Whoever runs it, however often, the same bytes are
 * kept once and the certificate is issued once. Answers `settled` where it was already.
 *
 * The reports count it in the write of its issue; only the batch that has reserved it (`batchId`) counts it with its
 * chunk, so that its workers don't meet on the counters.
 */
export async function completeCertificate(
  reserved: Certificate,
  actor: string,
  deps: CompletionDeps,
  batchId?: string,
): Promise<'issued' | 'settled'> {
  if (reserved.state !== 'reserved' || reserved.snapshot === null) return 'settled';
  // Issued alone, it would be valid beside the certificate it corrects.
  if (reserved.snapshot.supersedes !== null)
    throw new Error('A correction is completed by completeReplacement');
  const documentSha256 = await storeDocument(reserved.snapshot, deps);
  const { timeZone } = reserved.snapshot;
  const counted = countsWithChunk(reserved, batchId) ? undefined : issuedCountOf(reserved, timeZone);
  const event = appendEvent(reserved.events, {
    at: notBefore(reserved.reservedAt, deps.now()),
    action: 'issued',
    actor,
    facts: { documentSha256, ...(counted ? { counted: 'yes' } : {}) },
  }).at(-1);
  if (event === undefined) throw new Error('A chain that was appended to is not empty');
  // Whoever completes it, the holder is told if whoever reserved it wanted so.
  const notify = reserved.events[0]?.facts.notify === 'yes';
  const { certificateId } = reserved;
  const reportDeltas = counted ? issuedDeltas([counted]) : [];
  return deps.register.finalise({ certificateId, documentSha256, event, notify, reportDeltas });
}

/** Renders and stores a document; answers its SHA-256 in lower-case hex. */
export async function storeDocument(
  snapshot: CertificateSnapshot,
  deps: Pick<CompletionDeps, 'documents' | 'produceDocument'>,
): Promise<string> {
  const document = await deps.produceDocument(snapshot);
  const documentSha256 = createHash('sha256').update(document).digest('hex');
  await deps.documents.store(snapshot.certificateId, document, documentSha256);
  return documentSha256;
}

/** Clocks of two machines differ; a chain's times never run backwards. */
const notBefore = (earliest: Instant, now: Instant): Instant => (now < earliest ? earliest : now);
