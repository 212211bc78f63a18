import { createPublicKey, verify } from 'node:crypto';
import type { Json } from '../chain-check.ts';

/** A published key: a JWK with its purpose and the time in which it signs. */
export interface PublicKey {
  readonly kid: string;
  readonly purpose: string;
  readonly status: string;
  readonly n?: string;
  readonly e?: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** The claims of a JWT whose signature is valid, or in words why it is not. */
export type ReadJwt =
  | { readonly claims: { readonly [name: string]: Json }; readonly kid: string }
  | { readonly fault: string; readonly compromised?: true };

/**
 * Verifies a compact JWT (RS256) of the expected `typ` with the published keys for credentials. The product verifies
 * with `jose`; this is written again with the platform's own cryptography.
 */
export function readJwt(jwt: string, keys: readonly PublicKey[], typ: string): ReadJwt {
  const [head = '', body = '', signature = '', ...more] = jwt.split('.');
  const header = jsonOf(head);
  const claims = jsonOf(body);
  if (header === undefined || claims === undefined || more.length > 0)
    return { fault: 'it is not a signed text' };
  if (header.alg !== 'RS256' || header.typ !== typ) return { fault: 'it is signed as something else' };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined || key.purpose !== 'credential')
    return { fault: `its key ${String(header.kid)} is not published` };
  if (key.status === 'compromised') return { fault: 'its key is compromised', compromised: true };
  const publicKey = createPublicKey({
    key: { kty: 'RSA', n: key.n ?? '', e: key.e ?? '' },
    format: 'jwk',
  });
  if (!verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')))
    return { fault: 'its signature is wrong' };
  const at = new Date(Number(claims.nbf) * 1000).toISOString().slice(0, 19);
  if (
    (key.from !== null && at < key.from.slice(0, 19)) ||
    (key.until !== null && at > key.until.slice(0, 19))
  )
    return { fault: 'its key did not sign at that time' };
  return { claims, kid: key.kid };
}

function jsonOf(part: string): { readonly [name: string]: Json } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [name: string]: Json })
      : undefined;
  } catch {
    return undefined;
  }
}
