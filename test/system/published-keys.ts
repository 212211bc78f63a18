import type { PublicKey } from '../../infra/tools/audit/signatures/verify-jwt.ts';

/** Returns the keys that a service publishes. */
export async function publishedKeys(url: string): Promise<readonly PublicKey[]> {
  const answer = await fetch(`${url}/.well-known/jwks.json`);
  return ((await answer.json()) as { readonly keys: readonly PublicKey[] }).keys;
}
