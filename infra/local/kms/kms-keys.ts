import {
  constants,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  randomBytes,
} from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

const MODULUS_BITS = { RSA_2048: 2048, RSA_3072: 3072 } as const;
const MAC_SPEC = 'HMAC_256';
/** The supported key specs. */
export type KeySpec = keyof typeof MODULUS_BITS | typeof MAC_SPEC;

/** Returns whether a value is a supported key spec. */
export function isKeySpec(value: unknown): value is KeySpec {
  return typeof value === 'string' && (value === MAC_SPEC || Object.hasOwn(MODULUS_BITS, value));
}

/** A key with what KMS reports of it: an RSA key, or the secret of message authentication codes. */
export interface KmsKey {
  readonly keyId: string;
  readonly spec: KeySpec;
  readonly createdAtSeconds: number;
  readonly secret: KeyObject;
}

/** The DER prefix of `DigestInfo` with SHA-256: PKCS#1 v1.5 signs it followed by the digest (RFC 8017, section 9.2). */
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Signs a SHA-256 digest with RSASSA-PKCS1-v1_5. Not with `crypto.sign`, which would hash the digest again. */
export function signDigest(key: KmsKey, digest: Buffer): Buffer {
  return privateEncrypt(
    { key: key.secret, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([SHA256_DIGEST_INFO, digest]),
  );
}

/** Returns what a key of this spec is for. */
export const usageOf = (spec: KeySpec) => (spec === MAC_SPEC ? 'GENERATE_VERIFY_MAC' : 'SIGN_VERIFY');

/** Returns the message authentication code of a message. */
export const macOf = (key: KmsKey, message: Buffer): Buffer =>
  createHmac('sha256', key.secret).update(message).digest();

/** Returns whether `signature` is this key's signature of the SHA-256 digest. */
export function isSignatureOf(key: KmsKey, digest: Buffer, signature: Buffer): boolean {
  try {
    const signed = publicDecrypt(
      { key: createPublicKey(key.secret), padding: constants.RSA_PKCS1_PADDING },
      signature,
    );
    return signed.equals(Buffer.concat([SHA256_DIGEST_INFO, digest]));
  } catch {
    return false;
  }
}

/** Returns the SHA-256 digest of a message. */
export const sha256 = (message: Buffer): Buffer => createHash('sha256').update(message).digest();

/** A key as its file has it. */
type StoredKey = { readonly spec: KeySpec; readonly createdAtSeconds: number } & (
  | { readonly pem: string }
  | { readonly secret: string }
);

const newRsaKey = (spec: keyof typeof MODULUS_BITS): string =>
  generateKeyPairSync('rsa', { modulusLength: MODULUS_BITS[spec] })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

/** The keys of the embedded cloud, each in a file that only its owner can read. */
export class KmsKeys {
  readonly #directory: string;
  readonly #loaded = new Map<string, KmsKey>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Creates the key unless it exists. @throws when it exists with another key spec. */
  ensure(keyId: string, spec: KeySpec): void {
    const existing = this.find(keyId);
    if (existing === undefined) this.#create(keyId, spec);
    else if (existing.spec !== spec)
      throw new Error(`key ${keyId} is ${existing.spec}, the template requires ${spec}`);
  }

  /** Returns the key with this id, or undefined. */
  find(keyId: string): KmsKey | undefined {
    const loaded = this.#loaded.get(keyId);
    if (loaded !== undefined) return loaded;
    const file = this.#file(keyId);
    if (!/^[A-Za-z0-9-]+$/.test(keyId) || !existsSync(file)) return undefined;
    const stored: StoredKey = JSON.parse(readFileSync(file, 'utf8'));
    const key = {
      keyId,
      spec: stored.spec,
      createdAtSeconds: stored.createdAtSeconds,
      secret: 'pem' in stored ? createPrivateKey(stored.pem) : createSecretKey(stored.secret, 'base64'),
    };
    this.#loaded.set(keyId, key);
    return key;
  }

  #create(keyId: string, spec: KeySpec): void {
    const stored: StoredKey = {
      spec,
      createdAtSeconds: Math.floor(Date.now() / 1000),
      ...(spec === MAC_SPEC ? { secret: randomBytes(32).toString('base64') } : { pem: newRsaKey(spec) }),
    };
    const file = this.#file(keyId);
    const descriptor = openSync(`${file}.new`, 'w', 0o600);
    writeSync(descriptor, JSON.stringify(stored));
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(`${file}.new`, file);
  }

  #file(keyId: string): string {
    return path.join(this.#directory, `${keyId}.json`);
  }
}
