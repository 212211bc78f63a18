import { gunzipSync, gzipSync } from 'node:zlib';
import type { Instant } from '../domain/calendar-date.ts';
import { LIST_BITS, publicListId, type StatusPurpose } from '../domain/certificate/status-index.ts';
import type { Signer } from '../domain/ports/signer.ts';
import { issuerAddress, keyAddress, statusListAddress } from './public-addresses.ts';
import { signJwt } from './sign-jwt.ts';

/** How long a reader may cache a list: well within the minute that a revocation may take to be seen. */
export const LIST_LIFETIME_SECONDS = 30;

/**
 * How long a signed list is valid, so that an old one can't hide a revocation for ever; and after how long it is signed
 * again although nothing has changed, which leaves an hour and a half to mend what signs it.
 */
const LIST_VALID_MS = 2 * 3_600_000;
export const LIST_RENEWED_AFTER_MS = 1_800_000;

/** A status list to publish. */
export interface StatusList {
  readonly listId: string;
  readonly issuerId: string;
  readonly purpose: StatusPurpose;
  /** Indexes of the certificates with the status. */
  readonly indexes: readonly number[];
}

/** Signs a Bitstring Status List credential as `vc+jwt`. */
export async function statusListCredential(
  list: StatusList,
  at: Instant,
  { baseUrl, keyId, signer }: { readonly baseUrl: string; readonly keyId: string; readonly signer: Signer },
): Promise<string> {
  const id = statusListAddress(baseUrl, publicListId(list.listId, list.purpose));
  const issuer = issuerAddress(baseUrl, list.issuerId);
  const validFrom = `${at.slice(0, 19)}Z`;
  const validUntil = `${new Date(Date.parse(validFrom) + LIST_VALID_MS).toISOString().slice(0, 19)}Z`;
  const claims = {
    iss: issuer,
    jti: id,
    sub: `${id}#list`,
    nbf: Date.parse(validFrom) / 1000,
    exp: Date.parse(validUntil) / 1000,
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom,
    validUntil,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      encodedList: encodedList(list.indexes),
      ttl: LIST_LIFETIME_SECONDS * 1000,
    },
  };
  return signJwt({ kind: 'vc+jwt', keyAddress: keyAddress(baseUrl, keyId), claims }, keyId, signer);
}

/**
 * Encodes a list as the W3C Bitstring Status List defines it: index 0 in the most significant bit, compressed with gzip,
 * multibase base64url.
 */
export function encodedList(indexes: readonly number[]): string {
  const bits = Buffer.alloc(LIST_BITS / 8);
  for (const index of indexes) {
    if (!Number.isInteger(index) || index < 0 || index >= LIST_BITS)
      throw new Error(`A status list has no index ${index}`);
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

/** Returns whether an index of an encoded list has the status; undefined when the list is unreadable or too short. */
export function isRevoked(encoded: string, index: number): boolean | undefined {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded) || !Number.isInteger(index) || index < 0) return undefined;
  try {
    // Bounds the memory that a decompression bomb can take; our own lists are far smaller.
    const bits = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: 16 * LIST_BITS });
    const byte = bits[index >> 3];
    return byte === undefined ? undefined : (byte & (0x80 >> (index & 7))) !== 0;
  } catch {
    return undefined;
  }
}
