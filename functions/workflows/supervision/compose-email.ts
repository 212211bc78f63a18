import { dayIn, type Instant } from '../../domain/calendar-date.ts';
import type { AuditEvent, Certificate } from '../../domain/certificate/certificate.ts';
import { correctionId } from '../../domain/certificate/correction.ts';
import type { EmailContent, EmailOccasion } from '../../domain/certificate/email-occasion.ts';
import { hasVisibleDocument } from '../../domain/certificate/in-force.ts';
import { type NotificationKey, subjectOf } from '../../domain/certificate/notification.ts';
import { issuerOf } from '../../domain/issuer.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { CorrectionRegister } from '../../domain/ports/correction-register.ts';
import type { EmailLanguages } from '../../domain/ports/emails/email-languages.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { Email } from '../../domain/ports/mailer.ts';
import { type LinkMakingDeps, makeLink } from '../issuing/links/make-link.ts';

export interface ComposingDeps extends LinkMakingDeps {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
  readonly corrections: Pick<CorrectionRegister, 'find' | 'ofCertificate'>;
  readonly languages: Pick<EmailLanguages, 'find'>;
  /** Returns the picture of a certificate's document; undefined where it can't be drawn. */
  readonly pictureOf: (certificateId: string) => Promise<Uint8Array | undefined>;
  readonly write: (content: EmailContent) => Email;
  readonly now: () => Instant;
}

/**
 * Composes the email of a notification, with a link of its own and, of a certificate in force, its picture.
 *
 * @returns undefined where there is nobody to tell, or nothing any more: the holder has no address, the certificate was
 * erased, or was revoked before its issue was told.
 */
export async function composeEmail(key: NotificationKey, deps: ComposingDeps): Promise<Email | undefined> {
  const certificate = await deps.register.find(key.certificateId);
  const occasion = certificate && (await occasionOf(key, certificate, deps));
  const snapshot = certificate?.snapshot;
  if (!snapshot || occasion === undefined) return undefined;
  const [volunteer] = await deps.ledger.volunteers([certificate]);
  if (!volunteer?.email) return undefined;
  const { certificateId, name } = key;
  const [link, picture, language] = await Promise.all([
    makeLink(certificate, volunteer, 'email', deps),
    certificate.state === 'issued' ? deps.pictureOf(certificateId) : undefined,
    deps.languages.find(certificate),
  ]);
  return deps.write({
    to: volunteer.email,
    language: language ?? null,
    occasion,
    snapshot,
    issuer: issuerOf(deps.issuers, certificate.issuerId),
    link,
    baseUrl: deps.baseUrl,
    picture,
    reference: name === null ? certificateId : `${certificateId}-${name}`,
  });
}

/** Returns what a holder is told; undefined where it is no longer to be told. */
async function occasionOf(
  { name }: NotificationKey,
  certificate: Certificate,
  deps: ComposingDeps,
): Promise<EmailOccasion | undefined> {
  const subject = subjectOf(name);
  switch (subject.kind) {
    case 'issue':
      return certificate.state === 'issued' ? occasionOfIssue(certificate, deps) : undefined;
    case 'link':
      return hasVisibleDocument(certificate) ? { kind: 'link' } : undefined;
    case 'step':
      return occasionOfStep(certificate, certificate.events[subject.sequence]);
    case 'rejection': {
      const id = correctionId(certificate.certificateId, subject.correctionNumber);
      const correction = await deps.corrections.find(id);
      return correction?.state === 'rejected'
        ? { kind: 'rejected', note: correction.decisionNote ?? '' }
        : undefined;
    }
  }
}

/** A replacement that the holder asked for says that the request was approved. */
async function occasionOfIssue(
  { certificateId, snapshot }: Certificate,
  { corrections }: ComposingDeps,
): Promise<EmailOccasion> {
  const replaced = snapshot?.supersedes ?? null;
  if (replaced === null) return { kind: 'issued' };
  const requests = await corrections.ofCertificate(replaced);
  const wasAskedFor = requests.some(
    ({ requester, state, replacementId }) =>
      requester === 'holder' && (state === 'approving' || replacementId === certificateId),
  );
  return { kind: wasAskedFor ? 'corrected' : 'replaced' };
}

function occasionOfStep(
  { snapshot, revocation }: Certificate,
  event: AuditEvent | undefined,
): EmailOccasion | undefined {
  if (event === undefined || snapshot === null) return undefined;
  const day = dayIn(snapshot.timeZone, event.at);
  if (event.action === 'suspended') return { kind: 'suspended', day };
  if (event.action === 'reinstated') return { kind: 'reinstated', day };
  if (event.action === 'revoked' && revocation !== null)
    return { kind: 'revoked', day, reasonCode: revocation.reasonCode };
  return undefined;
}
