import { hash } from 'node:crypto';

/**
 * Returns the bytes of a document that is handed on.
 *
 * @throws Error when they don't have the hash that was recorded.
 */
export function requireDocument(
  { certificateId, documentSha256 }: { readonly certificateId: string; readonly documentSha256: string },
  bytes: Uint8Array,
): Uint8Array {
  if (hash('sha256', bytes, 'hex') === documentSha256) return bytes;
  throw new Error(`The document of certificate ${certificateId} is not the one that was recorded`);
}
