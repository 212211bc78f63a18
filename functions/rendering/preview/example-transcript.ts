import { daysAfter } from '../../domain/calendar-date.ts';
import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import { certificateIdFrom } from '../../domain/certificate/certificate-id.ts';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import type { TranscriptPart, TranscriptRow, TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import { exampleSnapshot } from './example-snapshot.ts';
import { HARD_TITLES } from './gallery.ts';

/** Returns an invented transcript of several pages, with two issuers in two countries and every hard title. */
export function exampleTranscript(): TranscriptSnapshot {
  const parts = [
    partOf(exampleSnapshot('transcript'), 21),
    partOf(exampleSnapshot('transcript', { country: 'IQ' }), 9),
  ];
  const [first, second] = parts as [TranscriptPart, TranscriptPart];
  const { holder, baseUrl, issuedAt } = exampleSnapshot('transcript');
  const { kind, gender, nameAr, nameEn } = holder;
  return {
    holder: { kind, gender, nameAr, nameEn },
    period: { from: '2025-01-01', to: '2025-06-30' },
    parts: [first, second],
    minutes: first.minutes + second.minutes,
    issuedAt,
    baseUrl,
  };
}

function partOf({ issuers, country, issuedOn }: CertificateSnapshot, count: number): TranscriptPart {
  const { issuerId, nameAr, nameEn, domain, logo } = issuers[0];
  const rows = Array.from({ length: count }, (_, index) => rowOf(index));
  return {
    issuer: { issuerId, nameAr, nameEn, domain, logo },
    country,
    issuedOn,
    rows,
    minutes: rows.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

function rowOf(index: number): TranscriptRow {
  const { titleAr, titleEn } = HARD_TITLES[index % 4 === 3 ? (index >> 2) % HARD_TITLES.length : -1] ?? {
    titleAr: `حملة القلب السليم ${index + 1}`,
    titleEn: `Healthy Heart Campaign ${index + 1}`,
  };
  const from = daysAfter('2025-01-05', index * 5);
  return {
    titleAr,
    titleEn,
    track: TRACKS[index % TRACKS.length] ?? 'support',
    period: { from, to: daysAfter(from, (index % 3) * 9) },
    minutes: 60 + ((index * 105) % 600),
    certificateId:
      index % 3 === 2
        ? null
        : certificateIdFrom(Uint8Array.from({ length: 10 }, (_, i) => (index * 41 + i * 7) & 255)),
  };
}
