import { appendEvent } from '../functions/domain/certificate/audit-chain.ts';
import type {
  Certificate,
  CertificateSnapshot,
  CertificateState,
} from '../functions/domain/certificate/certificate.ts';
import { certificateIdFrom } from '../functions/domain/certificate/certificate-id.ts';
import { APPROVAL, RECORDED } from './people.ts';

/** Returns the certificate ID of a number. */
export const idOf = (number: number): string => {
  const bytes = new Uint8Array(10).fill(0xa7);
  bytes[8] = number >> 8;
  bytes[9] = number & 255;
  return certificateIdFrom(bytes);
};

/** When the invented certificates were issued. */
export const ISSUED_AT = '2025-07-20T09:30:00.000Z';

/** Returns an invented snapshot of the certificate of an opportunity. */
export const snapshotOf = (change: Partial<CertificateSnapshot> = {}): CertificateSnapshot => ({
  certificateId: idOf(1),
  award: { kind: 'opportunity', opportunityId: 'OPP-1' },
  holder: {
    volunteerId: 'V-0001',
    kind: 'individual',
    gender: 'female',
    nameAr: 'نورة عبدالله البيشي',
    nameEn: 'Noura Abdullah Al-Bishi',
    minor: false,
  },
  issuers: [
    {
      issuerId: 'rawabi-health-cluster',
      nameAr: 'تجمع الروابي الصحي',
      nameEn: 'Rawabi Health Cluster',
      domain: 'rawabi-health.example',
      logo: 'rawabi.svg',
      signatories: [{ nameAr: 'أ. سالم', nameEn: 'Salem', titleAr: 'المدير', titleEn: 'Director' }],
    },
  ],
  country: 'SA',
  timeZone: 'Asia/Riyadh',
  titleAr: 'حملة القلب السليم',
  titleEn: 'Healthy Heart Campaign',
  track: 'preventive',
  opportunityKind: 'volunteering',
  period: { from: '2025-06-01', to: '2025-07-15' },
  minutes: 1890,
  requiredMinutes: 1800,
  experience: true,
  evidence: [{ entryId: 'E-1', date: '2025-07-01', minutes: 1890, recorded: 0, row: 2, approval: 0 }],
  provenance: { recorded: [RECORDED], approvals: [APPROVAL], makerAndChecker: true },
  issuedAt: ISSUED_AT,
  issuedOn: '2025-07-20',
  validUntil: null,
  design: 'participation@1',
  disclosure: 'masked',
  proof: 'plain',
  baseUrl: 'https://verify.example.org',
  statusList: { listId: 'rawabi-health-cluster-1', index: 7 },
  credentialKeyId: null,
  sealKeyId: null,
  supersedes: null,
  ...change,
});

/** Returns an issued certificate of a snapshot, with its two audit events. */
export function issuedOf(
  snapshot: CertificateSnapshot = snapshotOf(),
  change: Partial<Certificate> = {},
): Certificate {
  const { certificateId } = snapshot;
  const documentSha256 = 'ab'.repeat(32);
  const reserved = appendEvent([], {
    at: snapshot.issuedAt,
    action: 'reserved',
    actor: 'coordinator-1',
    facts: { certificateId },
  });
  return {
    certificateId,
    state: 'issued',
    revision: 1,
    issuerId: snapshot.issuers[0].issuerId,
    volunteerId: snapshot.holder.volunteerId,
    snapshot,
    reservedAt: snapshot.issuedAt,
    documentSha256,
    revocation: null,
    supersededBy: null,
    supersededAt: null,
    suspendedAt: null,
    events: appendEvent(reserved, {
      at: snapshot.issuedAt,
      action: 'issued',
      actor: 'coordinator-1',
      facts: { documentSha256 },
    }),
    ...change,
  };
}

const LATER = '2026-03-04T21:30:00.000Z';

/** Returns a certificate in a state, with the fields of that state. */
export function inState(state: CertificateState, snapshot: CertificateSnapshot = snapshotOf()): Certificate {
  switch (state) {
    case 'issued':
      return issuedOf(snapshot);
    case 'reserved':
      return { ...issuedOf(snapshot), state, revision: 0, documentSha256: null };
    case 'revoked':
      return issuedOf(snapshot, { state, revocation: { at: LATER, reasonCode: 'hours_corrected' } });
    case 'superseded':
      return issuedOf(snapshot, { state, supersededBy: idOf(2), supersededAt: LATER });
    case 'suspended':
      return issuedOf(snapshot, { state, suspendedAt: LATER });
    case 'erased':
      return issuedOf(snapshot, { state, snapshot: null });
  }
}
