import { createHash } from 'node:crypto';
import type { UnsealedDocument } from '../domain/ports/document-renderer.ts';
import type { Signer } from '../domain/ports/signer.ts';
import { sealSignature } from './seal-signature.ts';

/** A sealing key with its certificates. */
export interface Seal {
  readonly keyId: string;
  /** DER certificates, the sealing one first. */
  readonly chain: readonly Uint8Array[];
  readonly signer: Signer;
}

/**
 * Seals a document (PAdES baseline B): signs every byte outside the range that is kept for the signature, and writes the
 * signature into that range. The same document, key and chain give the same bytes.
 */
export async function sealDocument(document: UnsealedDocument, seal: Seal): Promise<Uint8Array> {
  const { bytes, byteRange } = document;
  const { start, length } = signatureRange(document);
  const digest = createHash('sha256')
    .update(bytes.subarray(byteRange[0], byteRange[0] + byteRange[1]))
    .update(bytes.subarray(byteRange[2], byteRange[2] + byteRange[3]))
    .digest();
  const signature = await sealSignature(digest, seal.chain, (sha256) => seal.signer.sign(seal.keyId, sha256));
  const digits = Buffer.from(Buffer.from(signature).toString('hex'), 'latin1');
  if (digits.length > length) {
    throw new Error(`A seal of ${signature.length} bytes doesn't fit the ${length / 2} reserved for it`);
  }
  const sealed = Uint8Array.from(bytes);
  sealed.set(digits, start);
  return sealed;
}

/** Returns the range of hex zeros that is reserved for the signature, without its angle brackets. */
function signatureRange({ bytes, byteRange }: UnsealedDocument): { start: number; length: number } {
  const [first, start, end, restLength] = byteRange;
  const reserved = bytes.subarray(start, end);
  const covers = first === 0 && start < end && end + restLength === bytes.length;
  const empty =
    reserved[0] === 0x3c &&
    reserved.at(-1) === 0x3e &&
    reserved.subarray(1, -1).every((digit) => digit === 0x30);
  if (!covers || !empty) throw new Error("The document's byte range doesn't enclose an empty signature");
  return { start: start + 1, length: reserved.length - 2 };
}
