import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { composeLetter, type LetterSnapshot } from '../../domain/hours/transcript.ts';
import type { Issuer, Period } from '../../domain/issuer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface LetterParts {
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly findUnprintable: FindUnprintable;
  readonly renderLetter: (letter: LetterSnapshot) => Uint8Array;
  readonly now: () => string;
  readonly baseUrl: string;
}

/** The letter of a volunteer's approved hours in a period, as a PDF. Nothing is kept and nothing is counted. */
export async function writeLetter(
  volunteerId: string,
  period: Period,
  parts: LetterParts,
): Promise<Uint8Array> {
  const record = await parts.ledger.volunteerRecord(volunteerId);
  if (record === undefined)
    throw new Refusal('NOT_FOUND', 'No hours have been recorded for you yet; ask your coordinator.');
  const { volunteer, sheets } = record;
  const opportunities = await parts.catalogue.findMany(sheets.map(({ opportunityId }) => opportunityId));
  const certificates = await parts.register.findMany(
    sheets.flatMap(({ certificateId }) => (certificateId === undefined ? [] : [certificateId])),
  );
  const now = parts.now();
  const letter = composeLetter({
    volunteer,
    sheets,
    opportunities: new Map(opportunities.map((opportunity) => [opportunity.opportunityId, opportunity])),
    issuers: parts.issuers,
    certificatesInForce: new Set(
      certificates
        .filter((certificate) => isInForce(certificate, now))
        .map(({ certificateId }) => certificateId),
    ),
    period,
    now,
    baseUrl: parts.baseUrl,
  });
  refuseUnprintable(letter, parts.findUnprintable);
  return parts.renderLetter(letter);
}

function isInForce({ state, snapshot }: Certificate, now: string): boolean {
  const validUntil = snapshot?.validUntil ?? null;
  return state === 'issued' && (validUntil === null || validUntil >= now.slice(0, 10));
}

function refuseUnprintable({ holder }: LetterSnapshot, findUnprintable: FindUnprintable): void {
  for (const field of ['nameAr', 'nameEn'] as const) {
    const codePoint = findUnprintable(field, holder[field]);
    if (codePoint !== undefined)
      throw new Refusal('NOT_ELIGIBLE', 'Your name holds a character that can’t be printed.', {
        reason: 'NAME_NOT_PRINTABLE',
        field,
        codePoint,
      });
  }
}
