import { createHash } from 'node:crypto';
import type { Signer } from '../domain/ports/signer.ts';

/** What the signed statement is, in the JOSE header: one kind is never taken for another. */
export type JwtKind = 'JWT' | 'vc+jwt' | 'audit-root+jwt';

/** A statement to sign as a compact JWS with RS256. */
export interface JwtContents {
  readonly kind: JwtKind;
  /** The `kid` of the header. */
  readonly keyAddress: string;
  readonly claims: object;
}

/**
 * Signs a statement. No other header fields than `alg`, `kid` and `typ`, and claims in the order given: the same
 * statement under the same key is the same text.
 */
export async function signJwt(statement: JwtContents, keyId: string, signer: Signer): Promise<string> {
  const header = { alg: 'RS256', kid: statement.keyAddress, typ: statement.kind };
  const text = `${base64url(header)}.${base64url(statement.claims)}`;
  const signature = await signer.sign(keyId, createHash('sha256').update(text).digest());
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
