import { isInForce } from '../../domain/certificate/in-force.ts';
import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { composeTranscript, type TranscriptSnapshot } from '../../domain/hours/transcript.ts';
import type { VolunteerIdentity } from '../../domain/hours/volunteer.ts';
import type { Issuer, Period } from '../../domain/issuer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { OpportunityCatalogue } from '../../domain/ports/opportunity-catalogue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ownRecords } from './own-records.ts';

export interface TranscriptDeps {
  readonly ledger: Pick<HoursLedger, 'volunteerRecords'>;
  readonly catalogue: Pick<OpportunityCatalogue, 'findMany'>;
  readonly register: Pick<CertificateRegister, 'findMany'>;
  readonly issuers: ReadonlyMap<string, Issuer>;
  readonly findUnprintable: FindUnprintable;
  readonly renderTranscript: (transcript: TranscriptSnapshot) => Uint8Array | Promise<Uint8Array>;
  readonly now: () => string;
  readonly baseUrl: string;
}

/**
 * Renders the transcript of a volunteer's approved hours in a period, as a PDF. Stores nothing.
 *
 * @throws Refusal NOT_FOUND when no hours are recorded, TRANSCRIPT_EMPTY when none are approved in the period,
 * NOT_ELIGIBLE when the name can't be printed.
 */
export async function writeTranscript(
  identities: readonly VolunteerIdentity[],
  period: Period,
  deps: TranscriptDeps,
): Promise<Uint8Array> {
  const records = await ownRecords(identities, deps);
  if (records.length === 0)
    throw new Refusal('NOT_FOUND', 'No hours have been recorded for you yet; ask your coordinator.');
  const timesheets = records.flatMap((record) => record.timesheets);
  const opportunities = await deps.catalogue.findMany(timesheets);
  const certificates = await deps.register.findMany(
    timesheets.flatMap(({ certificateId }) => (certificateId === undefined ? [] : [certificateId])),
  );
  const now = deps.now();
  const transcript = composeTranscript({
    volunteers: records.map(({ volunteer }) => volunteer),
    timesheets,
    opportunities,
    issuers: deps.issuers,
    certificatesInForce: new Set(
      certificates
        .filter((certificate) => isInForce(certificate, now))
        .map(({ certificateId }) => certificateId),
    ),
    period,
    now,
    baseUrl: deps.baseUrl,
  });
  refuseUnprintable(transcript, deps.findUnprintable);
  return deps.renderTranscript(transcript);
}

function refuseUnprintable({ holder }: TranscriptSnapshot, findUnprintable: FindUnprintable): void {
  for (const field of ['nameAr', 'nameEn'] as const) {
    const unprintable = findUnprintable(field, holder[field]);
    if (unprintable !== undefined)
      throw new Refusal('NOT_ELIGIBLE', 'Your name holds a character that can’t be printed.', {
        reason: 'NAME_NOT_PRINTABLE',
        field,
        ...unprintable,
      });
  }
}
