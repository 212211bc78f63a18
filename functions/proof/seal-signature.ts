import { createHash } from 'node:crypto';
import type { SealTemplate } from './seal-template.ts';

/** Signs a SHA-256 digest, RSASSA-PKCS1-v1_5. */
export type SignDigest = (sha256: Uint8Array) => Promise<Uint8Array>;

/**
 * The CMS of a PAdES baseline-B seal over a document's digest, DER. Signed attributes are content type, message
 * digest and signing certificate; no signing time, since PAdES has it in the signature dictionary, and so that the
 * same document gives the same bytes.
 *
 * @param chain DER certificates, the sealing one first.
 */
export async function sealSignature(
  documentSha256: Uint8Array,
  chain: readonly Uint8Array[],
  signDigest: SignDigest,
): Promise<Uint8Array> {
  const form = await templateOf(chain);
  const attributes = Uint8Array.from(form.attributes);
  attributes.set(documentSha256, form.digestInAttributes);
  const signature = await signDigest(createHash('sha256').update(attributes).digest());
  if (signature.length !== form.signatureLength) throw new Error('The signature is not of the sealing key');
  const cms = Uint8Array.from(form.cms);
  cms.set(documentSha256, form.digestInCms);
  cms.set(signature, form.signatureInCms);
  return cms;
}

const forms = new WeakMap<readonly Uint8Array[], Promise<SealTemplate>>();

/**
 * Building CMS by its schema costs some 10 ms, filling the gaps some 0.01: the form of a chain is kept. The ASN.1
 * library is loaded with the first one, since most cold starts never seal.
 */
function templateOf(chain: readonly Uint8Array[]): Promise<SealTemplate> {
  const known =
    forms.get(chain) ?? import('./seal-template.ts').then(({ sealTemplate }) => sealTemplate(chain));
  forms.set(chain, known);
  return known;
}
