/**
 * Signs with keys that nobody holds. Always RSASSA-PKCS1-v1_5 with SHA-256: it is deterministic, so that the same
 * snapshot gives the same signed bytes on every try.
 */
export interface Signer {
  /** The signature over a SHA-256 digest (32 bytes), made before. */
  sign(keyId: string, sha256: Uint8Array): Promise<Uint8Array>;
  /** The public half, as DER SubjectPublicKeyInfo. */
  publicKey(keyId: string): Promise<Uint8Array>;
}
