import type { CertificateSnapshot } from '../../domain/certificate/certificate.ts';
import type { DocumentRenderer } from '../../domain/ports/document-renderer.ts';
import type { SealChains } from '../../domain/ports/seal-chains.ts';
import type { Signer } from '../../domain/ports/signer.ts';
import { signCredential } from '../../proof/credential.ts';
import { sealDocument } from '../../proof/seal.ts';

export interface RenderingDeps {
  readonly renderer: Pick<DocumentRenderer, 'render' | 'renderForSeal'>;
  readonly signer: Signer;
  readonly sealChains: SealChains;
}

/**
 * Renders a certificate's document as its proof profile says: the page alone, the page with its signed credential
 * attached, or that under a seal. A pure function of the snapshot: every attempt gives the same bytes.
 */
export async function renderDocument(
  snapshot: CertificateSnapshot,
  { renderer, signer, sealChains }: RenderingDeps,
): Promise<Uint8Array> {
  const credential = await signCredential(snapshot, signer);
  const attachments = credential === null ? {} : { credentialJwt: credential };
  const { sealKeyId } = snapshot;
  if (sealKeyId === null) return renderer.render(snapshot, attachments);
  // What was reserved with a seal is never issued without one.
  const chain = await sealChains.find(sealKeyId);
  if (chain === undefined) throw new Error('A seal was reserved under a key that has no certificate');
  const unsealed = await renderer.renderForSeal(snapshot, attachments);
  return sealDocument(unsealed, { keyId: sealKeyId, chain, signer });
}
