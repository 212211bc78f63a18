import { createHash } from 'node:crypto';
import type { UnsealedDocument } from '../domain/ports/document-renderer.ts';
import type { Signer } from '../domain/ports/signer.ts';
import { sealSignature } from './seal-signature.ts';

/** Who seals: the key, and its certificates as DER, the sealing one first. */
export interface Seal {
  readonly keyId: string;
  readonly chain: readonly Uint8Array[];
  readonly signer: Signer;
}

/**
 * Seals a document (PAdES baseline B): signs everything but the place of the signature, and puts the signature there.
 * The same document under the same key and chain gives the same bytes.
 */
export async function sealDocument(document: UnsealedDocument, seal: Seal): Promise<Uint8Array> {
  const { bytes, byteRange } = document;
  const place = emptyPlace(document);
  const digest = createHash('sha256')
    .update(bytes.subarray(byteRange[0], byteRange[0] + byteRange[1]))
    .update(bytes.subarray(byteRange[2], byteRange[2] + byteRange[3]))
    .digest();
  const signature = await sealSignature(digest, seal.chain, (sha256) => seal.signer.sign(seal.keyId, sha256));
  const digits = Buffer.from(Buffer.from(signature).toString('hex'), 'latin1');
  if (digits.length > place.length) {
    throw new Error(`A seal of ${signature.length} bytes doesn't fit the ${place.length / 2} kept for it`);
  }
  const sealed = Uint8Array.from(bytes);
  sealed.set(digits, place.start);
  return sealed;
}

/** The run of zeros between the two ranges, inside its angle brackets. */
function emptyPlace({ bytes, byteRange }: UnsealedDocument): { start: number; length: number } {
  const [from, before, after, rest] = byteRange;
  const place = bytes.subarray(before, after);
  const covers = from === 0 && before < after && after + rest === bytes.length;
  const empty =
    place[0] === 0x3c && place.at(-1) === 0x3e && place.subarray(1, -1).every((digit) => digit === 0x30);
  if (!covers || !empty) throw new Error('The place for the seal is not where the document says');
  return { start: before + 1, length: place.length - 2 };
}
