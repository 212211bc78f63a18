/**
 * Reads the certificate chains of sealing keys. A key's chain is written once: another chain would change the bytes
 * of a retry.
 */
export interface SealChains {
  /** Returns the DER certificates of a key, the signer's first; undefined where the key has none and can't seal. */
  find(keyId: string): Promise<readonly Uint8Array[] | undefined>;
}
