import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { JWK } from 'oidc-provider';

/** Returns the issuer's private signing key. Creates the file on first use, so that tokens stay valid over a restart. */
export function signingJwks(file: string): { keys: JWK[] } {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = {
    keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }],
  };
  writeFileSync(file, JSON.stringify(jwks), { mode: 0o600 });
  return jwks as { keys: JWK[] };
}
