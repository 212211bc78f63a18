import type { Instant } from '../../domain/calendar-date.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { stepNotification } from '../../domain/certificate/notification.ts';
import type { CertificateChange, CertificateRegister } from '../../domain/ports/certificate-register.ts';
import { Refusal } from '../../domain/refusal.ts';
import { CONFLICT, retryOnConflict } from '../retry-on-conflict.ts';

/** A step of a certificate's life that somebody asks for. */
export interface StepRequest {
  readonly certificateId: string;
  /** A subject of the identity provider. */
  readonly actor: string;
  /** The actor's own words, kept with the step. */
  readonly note?: string | undefined;
  /** Whether the actor may modify a certificate; for the actor, any other doesn't exist. */
  readonly canModify: (certificate: Certificate) => boolean;
  /** The partner for which the actor takes the step; undefined, or absent, where it is taken for the issuer. */
  readonly partnerOf?: (certificate: Certificate) => string | undefined;
}

export interface ChangeDeps {
  readonly register: Pick<CertificateRegister, 'find' | 'change'>;
  readonly now: () => Instant;
}

/**
 * Takes one step of a certificate's life: reads it, has `decide` decide, and writes the change on the condition that
 * nobody changed it in between. The same write puts the holder's notification into the outbox, where the step has one.
 * Returns the certificate after the step; `decide` returns null where the step was taken before.
 *
 * @throws Refusal NOT_FOUND when the actor may not modify it, LEDGER_BUSY when it changed during every attempt.
 */
export function changeCertificate(
  request: StepRequest,
  deps: ChangeDeps,
  decide: (certificate: Certificate) => Promise<CertificateChange | null> | CertificateChange | null,
): Promise<Certificate> {
  return retryOnConflict('This certificate is', async () => {
    const certificate = await findModifiable(request, deps);
    const change = await decide(certificate);
    if (change === null) return certificate;
    const notification = stepNotification(certificate, change.certificate);
    const written = await deps.register.change([{ ...change, notification }]);
    return written === 'written' ? change.certificate : CONFLICT;
  });
}

/** Returns the change of a certificate's place in the list of suspensions. */
export function suspensionOf(
  { snapshot }: Pick<Certificate, 'snapshot'>,
  suspended: boolean,
): CertificateChange['suspension'] {
  return snapshot === null ? undefined : { at: snapshot.statusList, suspended };
}

/**
 * Finds a certificate that the actor may modify.
 *
 * @throws Refusal NOT_FOUND for any other, and for a reservation, which isn't a certificate yet.
 */
export async function findModifiable(
  { certificateId, canModify }: Pick<StepRequest, 'certificateId' | 'canModify'>,
  { register }: { readonly register: Pick<CertificateRegister, 'find'> },
): Promise<Certificate> {
  const certificate = await register.find(certificateId);
  if (certificate === undefined || certificate.state === 'reserved' || !canModify(certificate))
    throw new Refusal('NOT_FOUND', 'Your issuers have no such certificate.');
  return certificate;
}
