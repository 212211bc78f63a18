import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { DocumentRenderer } from '../../domain/ports/document-renderer.ts';
import type { SealChains } from '../../domain/ports/seal-chains.ts';
import type { Signer } from '../../domain/ports/signer.ts';
import { credentialOf } from '../../proof/credential.ts';
import { sealDocument } from '../../proof/seal.ts';

/** What signs: keys, and the certificates of those that seal. */
export interface Signers {
  readonly signer: Signer;
  readonly sealChains: SealChains;
}

/** What a certificate's document will carry. */
export const profileOf = ({ credentialKeyId, sealKeyId }: CertificateSnapshot) => ({
  credential: credentialKeyId !== null,
  seal: sealKeyId !== null,
});

/**
 * A certificate's document, as its snapshot's proof profile says: the page alone, the page with its signed
 * credential attached, or that under a seal. A pure function of the snapshot: every try gives the same bytes.
 */
export async function renderDocument(
  snapshot: CertificateSnapshot,
  renderer: DocumentRenderer,
  signers: Signers,
): Promise<Uint8Array> {
  const credential = await credentialOf(snapshot, signers.signer);
  const attachments = credential === null ? {} : { credentialJwt: credential };
  const { sealKeyId } = snapshot;
  if (sealKeyId === null) return renderer.render(snapshot, attachments);
  // What was reserved with a seal is never issued without one.
  const chain = await signers.sealChains.find(sealKeyId);
  if (chain === undefined) throw new Error('A seal was reserved under a key that has no certificate');
  const unsealed = await renderer.renderForSeal(snapshot, attachments);
  return sealDocument(unsealed, { keyId: sealKeyId, chain, signer: signers.signer });
}
