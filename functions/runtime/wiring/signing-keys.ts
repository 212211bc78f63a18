import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Signer } from '../../domain/ports/signer.ts';
import type { KeyPurpose, ListedKey } from '../../proof/key-set.ts';

/**
 * A key that signs no more, as `templates/keys/history.json` lists it. Its public half is written down, so that what
 * it signed can be checked after the key itself is gone.
 */
const formerKey = z.strictObject({
  keyId: z.string().check(z.minLength(1)),
  purpose: z.enum(['credential', 'seal']),
  status: z.enum(['retired', 'compromised']),
  from: z.nullable(z.iso.datetime()),
  until: z.iso.datetime(),
  /** PEM, SubjectPublicKeyInfo. */
  publicKey: z.string().check(z.startsWith('-----BEGIN PUBLIC KEY-----')),
});

export interface SigningKeys {
  /** Every key that ever signed: the active ones, then the retired ones of the stack, then the former ones. */
  readonly listed: readonly ListedKey[];
  /** The public half of any of them, DER. */
  readonly publicKeyOf: (key: ListedKey) => Promise<Uint8Array>;
}

/**
 * The active keys of the environment, the retired ones that the stack still has, and the former ones of the templates'
 * directory, which say more about a key.
 *
 * @param retired `<purpose>:<key ID>`, apart by commas
 */
export function loadSigningKeys(
  templatesDir: string,
  active: Readonly<Record<KeyPurpose, string>>,
  signer: Pick<Signer, 'publicKey'>,
  retired = '',
): SigningKeys {
  const file = join(templatesDir, 'keys', 'history.json');
  const parsed = z.array(formerKey).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`keys/history.json: ${z.prettifyError(parsed.error)}`);
  const former = new Map(parsed.data.map((key) => [key.keyId, key]));
  const now = (['credential', 'seal'] as const)
    .map(
      (purpose) => ({ keyId: active[purpose], purpose, status: 'active', from: null, until: null }) as const,
    )
    // Until the stack signs with another key, a key that was found compromised is both active and former.
    .filter(({ keyId }) => !former.has(keyId));
  const before = retiredKeys(retired).filter(({ keyId }) => !former.has(keyId));
  return {
    listed: [...now, ...before, ...former.values()],
    publicKeyOf: async ({ keyId }) => {
      const pem = former.get(keyId)?.publicKey;
      if (pem === undefined) return signer.publicKey(keyId);
      return createPublicKey(pem).export({ type: 'spki', format: 'der' });
    },
  };
}

const retiredKeys = (text: string): ListedKey[] =>
  text
    .split(',')
    .filter((one) => one !== '')
    .map((one) => {
      const [, purpose, keyId] = /^(credential|seal):(.+)$/.exec(one) ?? [];
      if (purpose === undefined || keyId === undefined) throw new Error('RETIRED_KEY_IDS is malformed');
      return { keyId, purpose: purpose as KeyPurpose, status: 'retired', from: null, until: null };
    });
