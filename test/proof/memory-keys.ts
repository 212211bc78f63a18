import { constants, generateKeyPairSync, type KeyObject, privateEncrypt } from 'node:crypto';
import type { Signer } from '../../functions/domain/ports/signer.ts';

const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** RSA keys in memory that sign as KMS does: RSASSA-PKCS1-v1_5 over a SHA-256 digest. */
export class MemoryKeys implements Signer {
  readonly #keys = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();
  signed = 0;

  /** Generates a key of `modulusLength` bits. */
  add(keyId: string, modulusLength = 2048): this {
    this.#keys.set(keyId, generateKeyPairSync('rsa', { modulusLength }));
    return this;
  }

  async sign(keyId: string, sha256: Uint8Array): Promise<Uint8Array> {
    this.signed += 1;
    const key = this.#of(keyId).privateKey;
    return privateEncrypt(
      { key, padding: constants.RSA_PKCS1_PADDING },
      Buffer.concat([DIGEST_INFO, sha256]),
    );
  }

  async publicKey(keyId: string): Promise<Uint8Array> {
    return this.#of(keyId).publicKey.export({ type: 'spki', format: 'der' });
  }

  #of(keyId: string) {
    const key = this.#keys.get(keyId);
    if (key === undefined) throw new Error(`No key ${keyId}`);
    return key;
  }
}
