import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { keyName } from '../../domain/key-name.ts';
import { certificatesOf } from '../../domain/pem-certificates.ts';
import type { SealChains } from '../../domain/ports/seal-chains.ts';

export const sealChainKey = (keyId: string) => `seals/${keyName(keyId)}.pem`;

/** Sealing certificates in S3, one PEM per key: put there once by an operator, who got them from a CA. */
export class S3SealChains implements SealChains {
  readonly #s3: S3Client;
  readonly #bucketName: string;
  readonly #known = new Map<string, readonly Uint8Array[]>();

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  async find(keyId: string): Promise<readonly Uint8Array[] | undefined> {
    const known = this.#known.get(keyId);
    if (known !== undefined) return known;
    const pem = await this.#read(sealChainKey(keyId));
    if (pem === undefined) return undefined;
    const chain = certificatesOf(pem);
    if (chain.length === 0) throw new Error(`${sealChainKey(keyId)} holds no certificate`);
    this.#known.set(keyId, chain);
    return chain;
  }

  /** Puts a key's certificates there, once; what is there stays. */
  async store(keyId: string, pem: string): Promise<void> {
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucketName,
        Key: sealChainKey(keyId),
        Body: pem,
        ContentType: 'application/x-pem-file',
        IfNoneMatch: '*',
      }),
    );
  }

  async #read(key: string): Promise<string | undefined> {
    try {
      const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucketName, Key: key }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }
}
