import type { Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { HoursSheet } from '../../domain/hours/hours.ts';
import type { CertificateChange, CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger, RecognitionSlot } from '../../domain/ports/hours-ledger.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Who asks for a step, with their words about it; whether a certificate is theirs to touch. */
export interface StepRequest {
  readonly certificateId: string;
  readonly actor: string;
  readonly note?: string | undefined;
  /** Whether an issuer is in the asker's scope; another's certificate doesn't exist for them. */
  readonly mayTouch: (certificate: Certificate) => boolean;
}

export interface ChangeParts {
  readonly register: Pick<CertificateRegister, 'find' | 'change'>;
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly now: () => Instant;
}

/** What holds a certificate's award: a sheet of hours, or a recognition's slot; null where nothing does. */
export type AwardHolder =
  | { readonly kind: 'sheet'; readonly sheet: HoursSheet }
  | { readonly kind: 'slot'; readonly slot: RecognitionSlot }
  | null;

/** Others changing the same certificate this often within one request is no accident. */
const MOST_DECISIONS = 5;

/**
 * Takes one step of a certificate's life on the records as they are: reads, decides, writes on the condition that
 * nobody wrote in between, and decides again if somebody did. `decide` answers null where nothing is left to do.
 */
export async function changeCertificate(
  request: StepRequest,
  parts: ChangeParts,
  decide: (certificate: Certificate) => Promise<CertificateChange | null> | CertificateChange | null,
): Promise<Certificate> {
  for (let decision = 1; decision <= MOST_DECISIONS; decision += 1) {
    const certificate = await findTouchable(request, parts);
    const change = await decide(certificate);
    if (change === null) return certificate;
    if ((await parts.register.change([change])) === 'written') return change.certificate;
  }
  throw new Refusal(
    'LEDGER_BUSY',
    'This certificate is being changed right now; please try again in a moment.',
  );
}

/** The certificate, for who may touch it. A reservation isn't a certificate yet, an erased one no longer. */
export async function findTouchable(
  { certificateId, mayTouch }: Pick<StepRequest, 'certificateId' | 'mayTouch'>,
  { register }: { readonly register: Pick<CertificateRegister, 'find'> },
): Promise<Certificate> {
  const certificate = await register.find(certificateId);
  if (certificate === undefined || certificate.state === 'reserved' || !mayTouch(certificate))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
  return certificate;
}

/** What holds the award of a certificate now. */
export async function awardHolder(
  { certificateId, volunteerId }: Certificate,
  { ledger }: Pick<ChangeParts, 'ledger'>,
): Promise<AwardHolder> {
  const record = await ledger.volunteerRecord(volunteerId);
  const sheet = record?.sheets.find((one) => one.certificateId === certificateId);
  if (sheet !== undefined) return { kind: 'sheet', sheet };
  const slot = record?.recognitions.find((one) => one.certificateId === certificateId);
  return slot === undefined ? null : { kind: 'slot', slot };
}
