import { createHash, createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import type { KeySet } from '../../functions/proof/key-set.ts';
import { signJwt } from '../../functions/proof/sign-jwt.ts';
import { verifyJwt } from '../../functions/proof/verify-jwt.ts';
import { BASE_URL, createSigningFixture, listed, type SigningFixture } from './sealed-certificate.ts';

const KID = `${BASE_URL}/.well-known/jwks.json#credential-1`;
const CLAIMS = { nbf: Date.parse('2025-07-20T09:30:00Z') / 1000, jti: 'x' };
const EXPECTED = { kind: 'JWT', purpose: 'credential' } as const;
let fixture: SigningFixture;
let keySet: KeySet;
let jwt: string;

beforeAll(async () => {
  fixture = await createSigningFixture();
  keySet = await fixture.keySet();
  jwt = await signJwt({ kind: 'JWT', keyAddress: KID, claims: CLAIMS }, 'credential-1', fixture.keys);
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const flawOf = async (jws: string, keys = keySet) => {
  const verified = await verifyJwt(jws, keys, EXPECTED);
  return verified.ok ? null : verified.flaw;
};
const signedBy = async (header: object, keyId: string) => {
  const text = `${encoded(header)}.${encoded(CLAIMS)}`;

  const signature = await fixture.keys.sign(keyId, createHash('sha256').update(text).digest());
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
};

describe('a JWT', () => {
  test('is accepted as it was signed', async () => {
    expect(await verifyJwt(jwt, keySet, EXPECTED)).toMatchObject({ ok: true, claims: CLAIMS });
  });

  test('of alg none is refused', async () => {
    expect(await flawOf(`${encoded({ alg: 'none', kid: KID, typ: 'JWT' })}.${encoded(CLAIMS)}.`)).toBe(
      'wrong_kind',
    );
  });

  test('of HS256 with the public key as secret is refused', async () => {
    const text = `${encoded({ alg: 'HS256', kid: KID, typ: 'JWT' })}.${encoded(CLAIMS)}`;
    const pem = createPublicKey({
      key: Buffer.from(await fixture.keys.publicKey('credential-1')),
      format: 'der',
      type: 'spki',
    }).export({ type: 'spki', format: 'pem' });
    expect(await flawOf(`${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`)).toBe(
      'wrong_kind',
    );
  });

  test('of another RSA algorithm is refused', async () => {
    expect(await flawOf(await signedBy({ alg: 'PS256', kid: KID, typ: 'JWT' }, 'credential-1'))).toBe(
      'wrong_kind',
    );
  });

  test('that contains its own key, or another unexpected header, is refused', async () => {
    const jwk = createPublicKey({
      key: Buffer.from(await fixture.keys.publicKey('seal-1')),
      format: 'der',
      type: 'spki',
    }).export({ format: 'jwk' });
    expect(await flawOf(await signedBy({ alg: 'RS256', kid: KID, typ: 'JWT', jwk }, 'seal-1'))).toBe(
      'wrong_kind',
    );
    expect(
      await flawOf(await signedBy({ alg: 'RS256', kid: KID, typ: 'JWT', crit: ['exp'] }, 'credential-1')),
    ).toBe('wrong_kind');
    expect(
      await flawOf(await signedBy({ alg: 'RS256', kid: KID, typ: 'JWT', b64: false }, 'credential-1')),
    ).toBe('wrong_kind');
  });

  test('of another kind is not accepted as a credential', async () => {
    const list = await signJwt(
      { kind: 'vc+jwt', keyAddress: KID, claims: CLAIMS },
      'credential-1',
      fixture.keys,
    );
    expect(await flawOf(list)).toBe('wrong_kind');
  });

  test('signed with a key for another purpose is refused', async () => {
    const kid = `${BASE_URL}/.well-known/jwks.json#seal-1`;
    expect(await flawOf(await signedBy({ alg: 'RS256', kid, typ: 'JWT' }, 'seal-1'))).toBe('wrong_purpose');
    expect(await flawOf(await signedBy({ alg: 'RS256', kid: KID, typ: 'JWT' }, 'seal-1'))).toBe(
      'signature_wrong',
    );
  });

  test('by a key that is not published is refused', async () => {
    expect(
      await flawOf(
        await signedBy(
          { alg: 'RS256', kid: 'https://elsewhere.example/jwks.json#k', typ: 'JWT' },
          'credential-1',
        ),
      ),
    ).toBe('unknown_key');
    expect(await flawOf(jwt, { keys: [] })).toBe('unknown_key');
  });

  test('by a compromised key, or outside the key’s window, is refused', async () => {
    expect(await flawOf(jwt, await fixture.keySet(listed('credential-1', { status: 'compromised' })))).toBe(
      'key_compromised',
    );
    expect(
      await flawOf(jwt, await fixture.keySet(listed('credential-1', { from: '2025-07-20T09:30:01.000Z' }))),
    ).toBe('outside_key_window');
    expect(
      await flawOf(
        jwt,
        await fixture.keySet(
          listed('credential-1', { status: 'retired', until: '2025-07-20T09:29:59.000Z' }),
        ),
      ),
    ).toBe('outside_key_window');
    expect(
      await flawOf(
        jwt,
        await fixture.keySet(
          listed('credential-1', { from: '2025-07-20T09:30:00.000Z', until: '2025-07-20T09:30:00.000Z' }),
        ),
      ),
    ).toBeNull();
  });

  test('with any character changed is refused', async () => {
    for (let index = 0; index < jwt.length; index += 13) {
      const changed = jwt.slice(0, index) + (jwt[index] === 'A' ? 'B' : 'A') + jwt.slice(index + 1);
      expect(await flawOf(changed)).not.toBeNull();
    }
  });

  test.each(['', 'x', 'a.b', 'a.b.c', '..', `${'a'.repeat(100_000)}.b.c`])(
    'that is no JWT is malformed',
    async (text) => {
      expect(await flawOf(text)).toBe('malformed');
    },
  );

  test('signed by an independent library is accepted', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const independent = await new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'RS256', kid: KID, typ: 'JWT' })
      .sign(privateKey);
    const { n, e } = publicKey.export({ format: 'jwk' });
    const [published] = keySet.keys;
    if (published === undefined || n === undefined || e === undefined) throw new Error('No key');
    expect(await flawOf(independent, { keys: [{ ...published, n, e }] })).toBeNull();
  });
});
