import type { CertificateSnapshot } from '../domain/certificate.ts';
import { TRACKS } from '../domain/opportunity.ts';

/**
 * Snapshots that between them print every word a design can print by itself: each month of each calendar,
 * each digit, each plural, each variant of a sentence. What they need goes into the fonts that all
 * certificates of the design share. The people are nobody.
 */
export function samplingSnapshots(): CertificateSnapshot[] {
  const samples: CertificateSnapshot[] = [];
  for (const country of ['SA', 'IQ'] as const) {
    for (let month = 1; month <= 12; month++) {
      const twoDigits = String(month).padStart(2, '0');
      samples.push(
        sample({
          country,
          certificateId: month % 2 ? '0123456789ABCDEF00' : 'GHJKMNPQRSTVWXYZ99',
          minutes: LENGTHS[month % LENGTHS.length] ?? 60,
          track: TRACKS[month % TRACKS.length] ?? null,
          period: { from: `2018-${twoDigits}-0${1 + (month % 9)}`, to: `2034-${twoDigits}-26` },
          issuedOn: `2057-${twoDigits}-19`,
          validUntil: `2069-${twoDigits}-30`,
        }),
      );
    }
    for (const minutes of LENGTHS) {
      for (const kind of ['individual', 'institution'] as const) {
        for (const gender of ['male', 'female', 'unspecified'] as const) {
          for (const award of AWARDS)
            samples.push(sample({ country, minutes, holder: holder(kind, gender), award }));
        }
      }
    }
  }
  return samples;
}

const LENGTHS = [1, 2, 5, 60, 120, 185, 662, 6725, 12_345_678 * 60, 90 * 60 + 45];
const AWARDS: CertificateSnapshot['award'][] = [
  { kind: 'opportunity', opportunityId: 'O' },
  { kind: 'annual', issuerId: 'I', year: 2025 },
  { kind: 'milestone', issuerId: 'I', hours: 100 },
];

function holder(
  kind: CertificateSnapshot['holder']['kind'],
  gender: CertificateSnapshot['holder']['gender'],
): CertificateSnapshot['holder'] {
  return { volunteerId: 'V', kind, gender, nameAr: 'ن', nameEn: 'N', minor: false };
}

function sample(changes: Partial<CertificateSnapshot>): CertificateSnapshot {
  const issuer = {
    issuerId: 'I',
    nameAr: 'ن',
    nameEn: 'N',
    domain: 'abcdefghijklmnopqrstuvwxyz.example',
    logo: '',
    signatories: [],
  };
  return {
    certificateId: '0123456789ABCDEF00',
    award: { kind: 'opportunity', opportunityId: 'O' },
    holder: holder('individual', 'male'),
    issuers: [issuer, issuer],
    country: 'SA',
    timeZone: 'UTC',
    titleAr: 'ن',
    titleEn: 'N',
    track: 'support',
    opportunityKind: 'volunteering',
    period: { from: '2025-01-01', to: '2025-01-01' },
    minutes: 60,
    evidence: [],
    issuedAt: '2025-01-01T00:00:00.000Z',
    issuedOn: '2025-01-01',
    validUntil: null,
    design: '',
    disclosure: 'masked',
    proof: 'plain',
    baseUrl: 'https://abcdefghijklmnopqrstuvwxyz-0123456789.example:8080',
    statusList: { listId: '', index: 0 },
    credentialKeyId: null,
    sealKeyId: null,
    supersedes: '0123456789ABCDEF00',
    ...changes,
  };
}
