import { createHash } from 'node:crypto';
import type { Signer } from '../domain/ports/signer.ts';

/** The `typ` header. A JWT of one kind is never accepted as another. */
export type JwtKind = 'JWT' | 'vc+jwt' | 'audit-root+jwt';

/** The variable headers and the claims of a JWT. */
export interface JwtContents {
  readonly kind: JwtKind;
  /** The `kid` header. */
  readonly keyAddress: string;
  readonly claims: object;
}

/**
 * Signs a compact JWT with RS256. The header has `alg`, `kid` and `typ` only, and the claims keep their order, so that
 * the same contents and key give the same text.
 */
export async function signJwt(
  { kind, keyAddress, claims }: JwtContents,
  keyId: string,
  signer: Signer,
): Promise<string> {
  const header = { alg: 'RS256', kid: keyAddress, typ: kind };
  const text = `${base64url(header)}.${base64url(claims)}`;
  const signature = await signer.sign(keyId, createHash('sha256').update(text).digest());
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
