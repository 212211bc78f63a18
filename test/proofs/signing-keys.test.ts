import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { signCredential } from '../../functions/proof/credential.ts';
import { publishedKeySet } from '../../functions/proof/key-set.ts';
import { loadSigningKeys } from '../../functions/runtime/wiring/signing-keys.ts';
import { MemoryKeys } from '../proof/memory-keys.ts';
import { BASE_URL, sealedSnapshot } from '../proof/sealed-certificate.ts';

const ACTIVE = { credential: 'credential-2', seal: 'seal-1' };
const keys = new MemoryKeys();
let oldPem: string;

beforeAll(async () => {
  keys.add('credential-1').add('credential-2').add('seal-1');
  const der = Buffer.from(await keys.publicKey('credential-1')).toString('base64');
  oldPem = `-----BEGIN PUBLIC KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PUBLIC KEY-----\n`;
});

function withHistory(history: unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'keys-'));
  mkdirSync(path.join(folder, 'keys'));
  writeFileSync(path.join(folder, 'keys', 'history.json'), JSON.stringify(history));
  return folder;
}

const former = (change: object = {}) => ({
  keyId: 'credential-1',
  purpose: 'credential',
  status: 'retired',
  from: null,
  until: '2026-01-31T00:00:00Z',
  publicKey: oldPem,
  ...change,
});
/** A signer whose old key was deleted. */
const withoutOldKey = {
  publicKey: (keyId: string) =>
    keyId === 'credential-1' ? Promise.reject(new Error('no such key')) : keys.publicKey(keyId),
};
const published = ({ listed, publicKeyOf }: ReturnType<typeof loadSigningKeys>) =>
  publishedKeySet(listed, BASE_URL, publicKeyOf);

describe('the published keys', () => {
  test('are the active ones when there is no history', async () => {
    const { keys: set } = await published(loadSigningKeys(withHistory([]), ACTIVE, keys));
    expect(set.map(({ kid, status }) => [kid.split('#')[1], status])).toEqual([
      ['credential-2', 'active'],
      ['seal-1', 'active'],
    ]);
  });

  test('are retired by themselves while the stack has them, and as the history says once it says more', async () => {
    const retired = 'credential:credential-1';
    const statuses = async (history: object[]) => {
      const loaded = loadSigningKeys(withHistory(history), ACTIVE, keys, retired);
      const { keys: set } = await published(loaded);
      return set.map(({ kid, status, n }) => [kid.split('#')[1], status, n !== undefined]).slice(2);
    };
    expect(await statuses([])).toEqual([['credential-1', 'retired', true]]);
    expect(await statuses([former({ status: 'compromised' })])).toEqual([
      ['credential-1', 'compromised', false],
    ]);
    expect(() => loadSigningKeys(withHistory([]), ACTIVE, keys, 'credential-1')).toThrow('RETIRED_KEY_IDS');
  });

  test('prove what they signed after a rotation, even when they were deleted', async () => {
    const jwt = (await signCredential(sealedSnapshot(), keys)) ?? '';
    const { keys: set } = await published(loadSigningKeys(withHistory([former()]), ACTIVE, withoutOldKey));
    expect(set.map(({ status }) => status)).toEqual(['active', 'active', 'retired']);
    const { protectedHeader } = await jwtVerify(jwt, createLocalJWKSet({ keys: [...set] }), {
      currentDate: new Date('2027-01-01'),
    });
    expect(protectedHeader.kid).toContain('#credential-1');
  });

  test('are compromised once the history says so, and have no modulus', async () => {
    const history = withHistory([former({ keyId: 'credential-2', status: 'compromised' })]);
    const { keys: set } = await published(loadSigningKeys(history, ACTIVE, keys));
    expect(set.map(({ kid, status, n }) => [kid.split('#')[1], status, n === undefined])).toEqual([
      ['seal-1', 'active', false],
      ['credential-2', 'compromised', true],
    ]);
  });

  test.each([
    ['an unknown status', former({ status: 'active' })],
    [
      'a private key',
      former({
        publicKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
      }),
    ],
    ['an unknown field', former({ reason: 'lost' })],
    ['no end', former({ until: null })],
  ])('are refused in a history with %s', (_, entry) => {
    expect(() => loadSigningKeys(withHistory([entry]), ACTIVE, keys)).toThrow('keys/history.json');
  });
});
