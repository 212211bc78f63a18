/**
 * Signs with keys that can't be exported. Always RSASSA-PKCS1-v1_5 with SHA-256: it is deterministic, so the same
 * snapshot gives the same signed bytes on every try.
 */
export interface Signer {
  /** Returns the signature over a SHA-256 digest (32 bytes). */
  sign(keyId: string, sha256: Uint8Array): Promise<Uint8Array>;
  /** Returns the public key as DER SubjectPublicKeyInfo. */
  publicKey(keyId: string): Promise<Uint8Array>;
}
