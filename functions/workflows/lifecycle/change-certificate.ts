import type { Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { Timesheet } from '../../domain/hours/hours.ts';
import type { CertificateChange, CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { HoursLedger, RecognitionSlot } from '../../domain/ports/hours-ledger.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Who asks for a step, with their words about it; whether a certificate is theirs to touch. */
export interface StepRequest {
  readonly certificateId: string;
  readonly actor: string;
  readonly note?: string | undefined;
  /** Whether an issuer is in the asker's scope; another's certificate doesn't exist for them. */
  readonly canModify: (certificate: Certificate) => boolean;
}

export interface ChangeDeps {
  readonly register: Pick<CertificateRegister, 'find' | 'change'>;
  readonly ledger: Pick<HoursLedger, 'volunteerRecord'>;
  readonly now: () => Instant;
}

/** What holds a certificate's award: a sheet of hours, or a recognition's slot; null where nothing does. */
export type AwardHolder =
  | { readonly kind: 'timesheet'; readonly timesheet: Timesheet }
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
  deps: ChangeDeps,
  decide: (certificate: Certificate) => Promise<CertificateChange | null> | CertificateChange | null,
): Promise<Certificate> {
  for (let decision = 1; decision <= MOST_DECISIONS; decision += 1) {
    const certificate = await findModifiable(request, deps);
    const change = await decide(certificate);
    if (change === null) return certificate;
    if ((await deps.register.change([change])) === 'written') return change.certificate;
  }
  throw new Refusal(
    'LEDGER_BUSY',
    'This certificate is being changed right now; please try again in a moment.',
  );
}

/** The certificate, for who may touch it. A reservation isn't a certificate yet, an erased one no longer. */
export async function findModifiable(
  { certificateId, canModify }: Pick<StepRequest, 'certificateId' | 'canModify'>,
  { register }: { readonly register: Pick<CertificateRegister, 'find'> },
): Promise<Certificate> {
  const certificate = await register.find(certificateId);
  if (certificate === undefined || certificate.state === 'reserved' || !canModify(certificate))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
  return certificate;
}

/** What holds the award of a certificate now. */
export async function awardHolder(
  { certificateId, volunteerId }: Certificate,
  { ledger }: Pick<ChangeDeps, 'ledger'>,
): Promise<AwardHolder> {
  const record = await ledger.volunteerRecord(volunteerId);
  const timesheet = record?.timesheets.find((one) => one.certificateId === certificateId);
  if (timesheet !== undefined) return { kind: 'timesheet', timesheet };
  const slot = record?.recognitions.find((one) => one.certificateId === certificateId);
  return slot === undefined ? null : { kind: 'slot', slot };
}
