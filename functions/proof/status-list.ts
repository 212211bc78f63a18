import { gunzipSync, gzipSync } from 'node:zlib';
import type { Instant } from '../domain/calendar-date.ts';
import { LIST_BITS } from '../domain/certificate/status-index.ts';
import type { Signer } from '../domain/ports/signer.ts';
import { issuerAddress, keyAddress, statusListAddress } from './public-addresses.ts';
import { signJwt } from './sign-jwt.ts';

/** How long a reader may keep a list before it asks again: well within the minute a revocation may take. */
export const LIST_LIFETIME_SECONDS = 30;

export interface StatusList {
  readonly listId: string;
  readonly issuerId: string;
  /** Places whose certificate is revoked or superseded. */
  readonly revoked: readonly number[];
}

/** A Bitstring Status List credential, signed as `vc+jwt`. */
export async function statusListCredential(
  list: StatusList,
  at: Instant,
  { baseUrl, keyId, signer }: { readonly baseUrl: string; readonly keyId: string; readonly signer: Signer },
): Promise<string> {
  const id = statusListAddress(baseUrl, list.listId);
  const issuer = issuerAddress(baseUrl, list.issuerId);
  const validFrom = `${at.slice(0, 19)}Z`;
  const nbf = Math.floor(Date.parse(validFrom) / 1000);
  const claims = {
    iss: issuer,
    jti: id,
    sub: `${id}#list`,
    nbf,
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodedList(list.revoked),
      ttl: LIST_LIFETIME_SECONDS * 1000,
    },
  };
  return signJwt({ kind: 'vc+jwt', keyAddress: keyAddress(baseUrl, keyId), claims }, keyId, signer);
}

/** The bits of revoked places, first place in the most significant bit, gzip, multibase base64url. */
export function encodedList(revoked: readonly number[]): string {
  const bits = Buffer.alloc(LIST_BITS / 8);
  for (const place of revoked) {
    if (!Number.isInteger(place) || place < 0 || place >= LIST_BITS)
      throw new Error(`No place ${place} in a status list`);
    bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7));
  }
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

/** Whether a place of an encoded list is revoked; undefined where the list can't be read or has no such place. */
export function isRevoked(encoded: string, place: number): boolean | undefined {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded) || !Number.isInteger(place) || place < 0) return undefined;
  try {
    // No list of ours is larger; a bomb from elsewhere ends here.
    const bits = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: 16 * LIST_BITS });
    const byte = bits[place >> 3];
    return byte === undefined ? undefined : (byte & (0x80 >> (place & 7))) !== 0;
  } catch {
    return undefined;
  }
}
