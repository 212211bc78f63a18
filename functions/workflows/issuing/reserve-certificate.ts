import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { CertificateRegister, Reservation } from '../../domain/ports/certificate-register.ts';

export interface ReservingDeps {
  readonly register: Pick<CertificateRegister, 'reserve'>;
  /** Sets what a snapshot's document shares with others, so that producing the document finds it done. */
  readonly prepareDocument: (snapshot: CertificateSnapshot) => Promise<void>;
}

/** Reserves a certificate and prepares its document meanwhile: the write takes as long. */
export async function reserveCertificate(
  reservation: Reservation,
  { register, prepareDocument }: ReservingDeps,
): Promise<'reserved' | 'changed'> {
  const { snapshot } = reservation.certificate;
  const [outcome] = await Promise.all([
    register.reserve(reservation),
    // What is wrong with a document, producing it will tell.
    snapshot && prepareDocument(snapshot).catch(() => undefined),
  ]);
  return outcome;
}
