import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import type { DocumentRenderer } from '../../functions/domain/ports/document-renderer.ts';
import { type KeySet, type ListedKey, publishedKeySet } from '../../functions/proof/key-set.ts';
import { certificatesOf } from '../../functions/storage/s3/pem-certificates.ts';
import { renderDocument } from '../../functions/workflows/issuing/render-document.ts';
import { testSealChain } from '../../infra/local/sealing/test-authority.ts';
import { snapshotOf } from '../certificates.ts';
import { MemoryKeys } from './memory-keys.ts';
import { SAMPLE_RENDERER } from './unsealed-sample.ts';

export const BASE_URL = 'https://verify.example.org';

/** Returns an active key as the configuration lists it. */
export const listed = (keyId: string, change: Partial<ListedKey> = {}): ListedKey => ({
  keyId,
  purpose: keyId.startsWith('seal') ? 'seal' : 'credential',
  status: 'active',
  from: null,
  until: null,
  ...change,
});

/** An issuer's keys and seal, and the key sets and documents made with them. */
export interface SigningFixture {
  readonly keys: MemoryKeys;
  readonly chainPem: string;
  /** Returns the published set of the given keys; of the active ones without an argument. */
  keySet(...keys: readonly ListedKey[]): Promise<KeySet>;
  /** Issues a sealed document. */
  document(change?: Partial<CertificateSnapshot>): Promise<Uint8Array>;
}

/** Returns a snapshot of an issuer that seals its documents. */
export const sealedSnapshot = (change: Partial<CertificateSnapshot> = {}): CertificateSnapshot =>
  snapshotOf({ proof: 'sealed', credentialKeyId: 'credential-1', sealKeyId: 'seal-1', ...change });

/** Generates the keys and the seal's certificate chain. Documents have no design unless a renderer is given. */
export async function createSigningFixture(
  renderer: DocumentRenderer = SAMPLE_RENDERER,
): Promise<SigningFixture> {
  const keys = new MemoryKeys().add('credential-1').add('seal-1', 3072);
  const chainPem = testSealChain(await keys.publicKey('seal-1'), new Date());
  const chain = certificatesOf(chainPem);
  const signers = { signer: keys, sealChains: { find: async () => chain } };
  return {
    keys,
    chainPem,
    keySet: (...listedKeys) =>
      publishedKeySet(
        listedKeys.length > 0 ? listedKeys : [listed('credential-1'), listed('seal-1')],
        BASE_URL,
        ({ keyId }) => keys.publicKey(keyId),
      ),
    document: (change) => renderDocument(sealedSnapshot(change), { renderer, ...signers }),
  };
}
