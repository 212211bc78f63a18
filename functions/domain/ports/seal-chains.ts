/** The certificates of sealing keys. Written once per key: another chain would change the bytes of a retry. */
export interface SealChains {
  /** DER certificates, the sealing one first; undefined where the key has none, and nothing can be sealed. */
  find(keyId: string): Promise<readonly Uint8Array[] | undefined>;
}
