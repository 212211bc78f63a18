import type { Certificate } from '../../domain/certificate/certificate.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { DocumentStore } from '../../domain/ports/document-store.ts';
import { Refusal } from '../../domain/refusal.ts';
import { documentContents } from '../../proof/document-contents.ts';

export interface CredentialRequest {
  readonly certificateId: string;
  /** Whether a certificate is the asker's to see; for others it doesn't exist. */
  readonly canView: (certificate: Certificate) => boolean;
}

export interface CredentialDeps {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly documents: Pick<DocumentStore, 'read'>;
}

/** What was replaced or withdrawn stays the holder's to see; its status list says what became of it. */
const PRESENTABLE = new Set(['issued', 'suspended', 'revoked', 'superseded']);

/**
 * A certificate's signed credential, as it is attached to its document: not signed again, since the key may have been
 * rotated away long ago.
 */
export async function presentCredential(
  { certificateId, canView }: CredentialRequest,
  { register, documents }: CredentialDeps,
): Promise<string> {
  const certificate = await register.find(certificateId);
  if (certificate === undefined || !PRESENTABLE.has(certificate.state) || !canView(certificate))
    throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
  if (certificate.snapshot === null || certificate.snapshot.credentialKeyId === null)
    throw new Refusal('NOT_FOUND', 'This certificate was issued without a signed credential.');
  const deps = await documentContents(await documents.read(certificateId));
  const [credential] = deps?.credentials ?? [];
  if (credential === undefined) throw new Error('A document that was issued with a credential has none');
  return credential;
}
