import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Signer } from '../domain/ports/signer.ts';

/**
 * Signs with asymmetric keys in AWS KMS. Sends digests only (`MessageType: DIGEST`): `RAW` takes at most 4,096 bytes,
 * and documents are larger.
 */
export class KmsSigner implements Signer {
  readonly #kms: KMSClient;
  readonly #publicKeys = new Map<string, Promise<Uint8Array>>();

  constructor(kms: KMSClient) {
    this.#kms = kms;
  }

  async sign(keyId: string, sha256: Uint8Array): Promise<Uint8Array> {
    const { Signature } = await this.#kms.send(
      new SignCommand({
        KeyId: keyId,
        Message: sha256,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
      }),
    );
    if (Signature === undefined) throw new Error('KMS answered without a signature');
    return Signature;
  }

  /** Fetches a public key once for each process: it never changes. Failures are not cached. */
  publicKey(keyId: string): Promise<Uint8Array> {
    const known = this.#publicKeys.get(keyId) ?? this.#fetchPublicKey(keyId);
    this.#publicKeys.set(keyId, known);
    known.catch(() => this.#publicKeys.delete(keyId));
    return known;
  }

  async #fetchPublicKey(keyId: string): Promise<Uint8Array> {
    const { PublicKey } = await this.#kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (PublicKey === undefined) throw new Error('KMS answered without a public key');
    return PublicKey;
  }
}
