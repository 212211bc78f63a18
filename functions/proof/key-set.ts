import { createPublicKey } from 'node:crypto';
import type { Instant } from '../domain/calendar-date.ts';
import { keyAddress } from './public-addresses.ts';

/** What a key signs: credentials and other JWTs, or seals of documents. */
export type KeyPurpose = 'credential' | 'seal';

/**
 * `active`: signs. `retired`: signs nothing new; what it signed stays valid. `compromised`: what it signed proves
 * nothing by itself; only the online verification counts.
 */
export type KeyStatus = 'active' | 'retired' | 'compromised';

/** A signing key in the configuration, with the window in which it signs or signed. */
export interface ListedKey {
  /** ID or ARN in KMS, never an alias. */
  readonly keyId: string;
  readonly purpose: KeyPurpose;
  readonly status: KeyStatus;
  /** Start of the window; null when the window has no start. */
  readonly from: Instant | null;
  /** End of the window; null when the window has no end. */
  readonly until: Instant | null;
}

/** A key of the published set: a JWK with its purpose, status and window. A compromised key has no `n` and `e`. */
export interface PublishedKey {
  readonly kty: 'RSA';
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly kid: string;
  readonly n?: string;
  readonly e?: string;
  readonly purpose: KeyPurpose;
  readonly status: KeyStatus;
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** The published key set, a JWK Set (RFC 7517). */
export interface KeySet {
  readonly keys: readonly PublishedKey[];
}

/**
 * Returns the key set at `/.well-known/jwks.json`: every key that ever signed. A compromised key is listed without `n`
 * and `e`, so that a library that doesn't know `status` can't accept a forged signature.
 */
export async function publishedKeySet(
  keys: readonly ListedKey[],
  baseUrl: string,
  publicKeyOf: (key: ListedKey) => Promise<Uint8Array>,
): Promise<KeySet> {
  return {
    keys: await Promise.all(
      keys.map(async (key): Promise<PublishedKey> => {
        const { keyId, purpose, status, from, until } = key;
        const numbers = status === 'compromised' ? {} : numbersOf(await publicKeyOf(key));
        const kid = keyAddress(baseUrl, keyId);
        return { kty: 'RSA', use: 'sig', alg: 'RS256', kid, ...numbers, purpose, status, from, until };
      }),
    ),
  };
}

function numbersOf(spki: Uint8Array): { n: string; e: string } {
  const { kty, n, e } = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new Error('A signing key is not an RSA key');
  return { n, e };
}
