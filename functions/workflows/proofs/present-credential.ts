import type { Certificate } from '../../domain/certificate/certificate.ts';
import { hasVisibleDocument } from '../../domain/certificate/in-force.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import { Refusal } from '../../domain/refusal.ts';
import { attachedCredentials } from '../../proof/attached-credentials.ts';

/** A caller's request for a credential. */
export interface CredentialRequest {
  readonly certificateId: string;
  /** Returns whether the caller may view a certificate. */
  readonly canView: (certificate: Certificate) => boolean;
}

/** What `presentCredential` needs. */
export interface CredentialDeps {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly documents: Pick<DocumentStore, 'read'>;
}

/**
 * Returns a certificate's signed credential, a JWT, as it is attached to its document. It isn't signed again, because
 * the key may have been rotated since.
 *
 * @throws Refusal NOT_FOUND when the caller may not see the certificate, or it was issued without a credential.
 */
export async function presentCredential(
  { certificateId, canView }: CredentialRequest,
  { register, documents }: CredentialDeps,
): Promise<string> {
  const certificate = await register.find(certificateId);
  if (certificate === undefined || !hasVisibleDocument(certificate) || !canView(certificate))
    throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
  if (certificate.snapshot === null || certificate.snapshot.credentialKeyId === null)
    throw new Refusal('NOT_FOUND', 'This certificate was issued without a signed credential.');
  const [credential] = await attachedCredentials(await documents.read(certificateId));
  if (credential === undefined)
    throw new Error(`The document of ${certificateId} has no credential attached`);
  return credential;
}
