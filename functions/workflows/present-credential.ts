import type { Certificate } from '../domain/certificate.ts';
import type { CertificateRegister } from '../domain/ports/certificate-register.ts';
import type { Signer } from '../domain/ports/signer.ts';
import { Refusal } from '../domain/refusal.ts';
import { credentialOf } from '../proof/credential.ts';
import type { ListedKey } from '../proof/key-set.ts';

export interface CredentialRequest {
  readonly certificateId: string;
  /** Whether a certificate is the asker's to see; for others it doesn't exist. */
  readonly maySee: (certificate: Certificate) => boolean;
}

export interface CredentialParts {
  readonly register: Pick<CertificateRegister, 'find'>;
  readonly signer: Signer;
  readonly keys: readonly ListedKey[];
}

/** What was replaced or withdrawn stays the holder's to see; its status list says what became of it. */
const PRESENTABLE = new Set(['issued', 'suspended', 'revoked', 'superseded']);

/** A certificate's signed credential, made again from its snapshot: the same text as in its document. */
export async function presentCredential(
  { certificateId, maySee }: CredentialRequest,
  { register, signer, keys }: CredentialParts,
): Promise<string> {
  const certificate = await register.find(certificateId);
  if (certificate === undefined || !PRESENTABLE.has(certificate.state) || !maySee(certificate))
    throw new Refusal('NOT_FOUND', 'There is no such certificate among yours.');
  const { snapshot } = certificate;
  if (snapshot === null || snapshot.credentialKeyId === null)
    throw new Refusal('NOT_FOUND', 'This certificate was issued without a signed credential.');
  const key = keys.find(({ keyId }) => keyId === snapshot.credentialKeyId);
  if (key?.status === 'compromised')
    throw new Refusal(
      'STATE_CONFLICT',
      'The key of this credential proves nothing any more; ask the issuer to replace it.',
    );
  const credential = await credentialOf(snapshot, signer);
  if (credential === null) throw new Error('A snapshot that names a credential key has no credential');
  return credential;
}
