import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { keyName } from '../../domain/certificate/key-name.ts';
import type { SealChains } from '../../domain/ports/seal-chains.ts';
import { certificatesOf } from './pem-certificates.ts';
import { PREFIXES } from './prefixes.ts';

/** How long a process remembers that a key has no sealing certificate. */
const MISSING_MILLISECONDS = 60_000;

/** Returns the key of the object with a sealing key's certificates. */
export const sealChainKey = (keyId: string) => `${PREFIXES.seals}${keyName(keyId)}.pem`;

/**
 * Sealing certificates in S3: one PEM file for each key (`seals/<key name>.pem`), which an operator stores once. Keeps
 * chains in memory.
 */
export class S3SealChains implements SealChains {
  readonly #s3: S3Client;
  readonly #bucketName: string;
  readonly #chains = new Map<string, Promise<readonly Uint8Array[] | undefined>>();

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  find(keyId: string): Promise<readonly Uint8Array[] | undefined> {
    const known = this.#chains.get(keyId);
    if (known !== undefined) return known;
    const reading = this.#chainOf(keyId);
    this.#chains.set(keyId, reading);
    // A stored chain never changes; a missing one is looked for again after a minute, a failed read at once.
    const forget = () => this.#chains.delete(keyId);
    reading.then((chain) => chain ?? setTimeout(forget, MISSING_MILLISECONDS).unref(), forget);
    return reading;
  }

  /** Stores a key's certificates (`If-None-Match: *`). Throws if there are some already. */
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

  /** Reads a key's chain. Throws if the file holds no certificate. */
  async #chainOf(keyId: string): Promise<readonly Uint8Array[] | undefined> {
    const pem = await this.#read(sealChainKey(keyId));
    if (pem === undefined) return undefined;
    const chain = certificatesOf(pem);
    if (chain.length === 0) throw new Error(`${sealChainKey(keyId)} holds no certificate`);
    return chain;
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
