import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';

/**
 * Returns an invented certificate to render when a process starts, so that code and data for the first real certificate
 * are loaded. It has no logo.
 */
export function warmingSnapshot(design: string): CertificateSnapshot {
  return {
    certificateId: '000000000000000098',
    award: { kind: 'opportunity', opportunityId: 'warming' },
    holder: {
      volunteerId: 'warming',
      kind: 'individual',
      gender: 'unspecified',
      nameAr: 'اسم للتهيئة',
      nameEn: 'A Name to Warm Up',
      minor: false,
    },
    issuers: [
      {
        issuerId: 'warming',
        nameAr: 'جهة',
        nameEn: 'Issuer',
        domain: 'example.org',
        logo: '',
        signatories: [],
      },
    ],
    country: 'SA',
    timeZone: 'UTC',
    titleAr: 'فرصة «١» للتهيئة',
    titleEn: 'Opportunity 1',
    track: 'support',
    opportunityKind: 'volunteering',
    period: { from: '2025-01-01', to: '2025-01-02' },
    minutes: 90,
    requiredMinutes: 1200,
    experience: false,
    evidence: [],
    provenance: { recorded: [], approvals: [], makerAndChecker: true },
    issuedAt: '2025-01-03T00:00:00.000Z',
    issuedOn: '2025-01-03',
    validUntil: null,
    design,
    disclosure: 'masked',
    proof: 'plain',
    baseUrl: 'https://example.org',
    statusList: { listId: 'warming', index: 0 },
    credentialKeyId: null,
    sealKeyId: null,
    supersedes: null,
  };
}
