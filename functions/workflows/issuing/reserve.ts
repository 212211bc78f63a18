import type { CertificateRegister, Reservation } from '../../domain/ports/certificate-register.ts';
import type { DocumentRenderer } from '../../domain/ports/document-renderer.ts';

export interface ReservingDeps {
  readonly register: Pick<CertificateRegister, 'reserve'>;
  readonly renderer: Pick<DocumentRenderer, 'prepare'>;
}

/**
 * Writes a reservation and, while it is on its way, lays out what the document shares with others of its opportunity:
 * that takes about as long as the write.
 *
 * @returns `changed` where what it claims is no longer what was decided on.
 */
export async function reserve(
  reservation: Reservation,
  { register, renderer }: ReservingDeps,
): Promise<'reserved' | 'changed'> {
  const { snapshot } = reservation.certificate;
  const [outcome] = await Promise.all([
    register.reserve(reservation),
    // Rendering meets a fault of the layout again, and throws it.
    snapshot && renderer.prepare(snapshot).catch(() => undefined),
  ]);
  return outcome;
}
