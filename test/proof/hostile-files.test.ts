import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KeySet } from '../../functions/proof/key-set.ts';
import { signJwt } from '../../functions/proof/sign-jwt.ts';
import { verifyJwt } from '../../functions/proof/verify-jwt.ts';
import { changedBytes, harmless, hostileFiles, nastyText } from '../hostile-input.ts';
import { examined } from './examined.ts';
import { BASE_URL, createSigningFixture } from './sealed-certificate.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const FILES = hostileFiles('pdf', 'png', 'jpg');
/** Half of the time after which the reader of a page gives up. */
const LONGEST_MS = 30_000;
const EXPECTED = { kind: 'JWT', purpose: 'credential' } as const;
let keySet: KeySet;
let genuine: Uint8Array;
let jwt: string;

beforeAll(async () => {
  const fixture = await createSigningFixture();
  keySet = await fixture.keySet();
  genuine = await fixture.document();
  const kid = `${BASE_URL}/.well-known/jwks.json#credential-1`;
  jwt = await signJwt(
    { kind: 'JWT', keyAddress: kid, claims: { nbf: 1, jti: 'x' } },
    'credential-1',
    fixture.keys,
  );
});

describe('a document or picture that was made to break its reader', () => {
  test.each(FILES)('proves nothing, and is read in bounded time: %s', async (_, bytes) => {
    const { verdict } = await harmless(() => examined(bytes, { now: NOW, keySet }), LONGEST_MS);
    expect(['altered', 'unproven']).toContain(verdict);
  });

  test('is never genuine, whatever is changed in a genuine one', async () => {
    const originals = [genuine, genuine, ...FILES.map(([, bytes]) => bytes)].filter(
      ({ length }) => length < 300_000,
    );
    await fc.assert(
      fc.asyncProperty(changedBytes(originals), async (bytes) => {
        if (Buffer.compare(bytes, genuine) === 0) return;
        const { verdict } = await harmless(() => examined(bytes, { now: NOW, keySet }), LONGEST_MS);
        expect(['altered', 'unproven']).toContain(verdict);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a token that was made to be accepted', () => {
  test.each(hostileFiles('jwt'))('is refused with its flaw: %s', async (_, bytes) => {
    const verified = await harmless(() => verifyJwt(bytes.toString('utf8'), keySet, EXPECTED), 1_000);
    expect(verified).toEqual({ ok: false, flaw: expect.any(String) });
  });

  test('is refused whatever is changed in a genuine one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(changedBytes([Buffer.from(jwt)]), nastyText()), async (changed) => {
        const text = changed.toString();
        if (text === jwt) return;
        expect(await harmless(() => verifyJwt(text, keySet, EXPECTED), 1_000)).toMatchObject({ ok: false });
      }),
      { numRuns: 200 },
    );
  });
});
