import { createPublicKey } from 'node:crypto';
import type { Instant } from '../domain/calendar-date.ts';
import { keyAddress } from './public-addresses.ts';

export type KeyPurpose = 'credential' | 'seal';

/**
 * `active`: signs now. `retired`: signs nothing new, what it signed stands. `compromised`: what it signed proves
 * nothing by itself any more; ask the endpoint.
 */
export type KeyStatus = 'active' | 'retired' | 'compromised';

/** A signing key as configuration lists it, with the window in which it signs or signed. */
export interface ListedKey {
  /** In KMS, never an alias. */
  readonly keyId: string;
  readonly purpose: KeyPurpose;
  readonly status: KeyStatus;
  /** Null: from the beginning. */
  readonly from: Instant | null;
  /** Null: still signing. */
  readonly until: Instant | null;
}

/** A key of the published set: a JWK and, beside it, what it is for and when it signed. */
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

export interface KeySet {
  readonly keys: readonly PublishedKey[];
}

/**
 * The set at `/.well-known/jwks.json`: every key that ever signed. A compromised key is named without its numbers,
 * so that a library that knows nothing of `status` can't accept what a thief signs with it.
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
