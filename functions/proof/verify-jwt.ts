import { compactVerify, createLocalJWKSet, decodeProtectedHeader, errors } from 'jose';
import type { Instant } from '../domain/calendar-date.ts';
import type { KeyPurpose, KeySet, PublishedKey } from './key-set.ts';
import type { JwtKind } from './sign-jwt.ts';

/** Why a JWT is not accepted. */
export type JwtFlaw =
  | 'malformed'
  | 'wrong_kind'
  | 'unknown_key'
  | 'wrong_purpose'
  | 'key_compromised'
  | 'outside_key_window'
  | 'signature_wrong';

/** The claims and key of a JWT that was accepted, or why it was not. */
export type VerifiedJwt =
  | { readonly ok: true; readonly claims: Readonly<Record<string, unknown>>; readonly key: PublishedKey }
  | { readonly ok: false; readonly flaw: JwtFlaw };

/** What the verifier requires of a JWT. */
export interface ExpectedJwt {
  readonly kind: JwtKind;
  readonly purpose: KeyPurpose;
}

const HEADER_FIELDS = ['alg', 'kid', 'typ'];

/**
 * Verifies a JWT with a key set that was fetched from the issuer's own address, never with a key that the JWT contains.
 * Requires RS256, no other headers than `alg`, `kid` and `typ`, the expected kind, a key of the expected purpose that is
 * not compromised, and an `nbf` within the key's window.
 */
export async function verifyJwt(jws: string, keySet: KeySet, expected: ExpectedJwt): Promise<VerifiedJwt> {
  const header = headerOf(jws);
  if (header === undefined) return flawed('malformed');
  if (header.alg !== 'RS256' || header.typ !== expected.kind) return flawed('wrong_kind');
  if (Object.keys(header).some((field) => !HEADER_FIELDS.includes(field))) return flawed('wrong_kind');
  const key = keySet.keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return flawed('unknown_key');
  if (key.purpose !== expected.purpose) return flawed('wrong_purpose');
  if (key.status === 'compromised') return flawed('key_compromised');
  const claims = await claimsOf(jws, key);
  if (typeof claims === 'string') return flawed(claims);
  if (!withinWindow(key, claims.nbf)) return flawed('outside_key_window');
  return { ok: true, claims, key };
}

async function claimsOf(jws: string, key: PublishedKey): Promise<Record<string, unknown> | JwtFlaw> {
  const { kty, use, alg, kid, n, e } = key;
  if (n === undefined || e === undefined) return 'unknown_key';
  try {
    const keys = createLocalJWKSet({ keys: [{ kty, use, alg, kid, n, e }] });
    const { payload } = await compactVerify(jws, keys, { algorithms: ['RS256'] });
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return 'malformed';
    return claims as Record<string, unknown>;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature_wrong';
    if (error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError)
      return 'malformed';
    throw error;
  }
}

function headerOf(jws: string): { alg?: string; kid?: string; typ?: string } | undefined {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return undefined;
  }
}

function withinWindow(key: PublishedKey, notBefore: unknown): boolean {
  if (typeof notBefore !== 'number') return false;
  const at = new Date(notBefore * 1000).toISOString();
  const second = (instant: Instant) => instant.slice(0, 19);
  return (
    (key.from === null || second(at) >= second(key.from)) &&
    (key.until === null || second(at) <= second(key.until))
  );
}

const flawed = (flaw: JwtFlaw): VerifiedJwt => ({ ok: false, flaw });
