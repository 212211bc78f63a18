import { appendEvent } from './audit-chain.ts';
import type { Certificate, CertificateSnapshot } from './certificate.ts';
import { snapshotHash } from './snapshot-hash.ts';

/** Returns a new certificate in state `reserved` with its first event; `facts` are added to that event's facts. */
export function reservedCertificate(
  snapshot: CertificateSnapshot,
  actor: string,
  facts: Readonly<Record<string, string>>,
): Certificate {
  const { certificateId, issuedAt } = snapshot;
  return {
    certificateId,
    state: 'reserved',
    revision: 0,
    issuerId: snapshot.issuers[0].issuerId,
    volunteerId: snapshot.holder.volunteerId,
    snapshot,
    reservedAt: issuedAt,
    documentSha256: null,
    revocation: null,
    supersededBy: null,
    supersededAt: null,
    suspendedAt: null,
    events: appendEvent([], {
      at: issuedAt,
      action: 'reserved',
      actor,
      facts: { certificateId, snapshotSha256: snapshotHash(snapshot), ...facts },
    }),
  };
}
