import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { subjectNamed } from '../../infra/local/cognito/identity.ts';
import { PoolAccounts } from '../../infra/local/cognito/pool-accounts.ts';
import { stepOfCode, toBase32, totpCode } from '../../infra/local/cognito/totp.ts';

/** The secret of the examples in RFC 6238, appendix B: the codes there have eight digits, of which apps show the last six. */
const SECRET = toBase32(Buffer.from('12345678901234567890'));
const EXAMPLES = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const;

describe('the codes of an authenticator app', () => {
  test('the secret is written as apps read it', () => {
    expect(SECRET).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  });
  test.each(EXAMPLES)('are those of RFC 6238: after %d seconds', (seconds, code) => {
    expect(totpCode(SECRET, seconds * 1000)).toBe(code.slice(-6));
  });
  test('are taken half a minute early or late, and no longer', () => {
    const at = 1_234_567_890_000;
    const taken = [-2, -1, 0, 1, 2].map((steps) =>
      stepOfCode(SECRET, totpCode(SECRET, at + steps * 30_000), at),
    );
    const now = at / 30_000;
    expect(taken.map((step) => step !== undefined)).toEqual([false, true, true, true, false]);
    expect(taken[2]).toBe(Math.floor(now));
  });
});

describe('an account of the embedded user pool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tawtheeq-accounts-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const accounts = new PoolAccounts(folder, []);
  const codeIn = (secret: string, steps: number) => totpCode(secret, Date.now() + steps * 30_000);

  test('has its app once a code of the offered secret was typed, and it was enabled', () => {
    const before = accounts.offerSecret('a');
    const secret = accounts.offerSecret('a');
    expect(() => accounts.verifySecret('a', codeIn(before, 0))).toThrow('Code mismatch');
    expect(() => accounts.setApp('a', true)).toThrow('not verified');
    accounts.verifySecret('a', codeIn(secret, 0));
    expect(accounts.codeAsked('a')).toBe('no');
    accounts.setApp('a', true);
    expect([accounts.codeAsked('a'), accounts.hasApp('a')]).toEqual(['yes', true]);
    expect(accounts.takeCode('a', codeIn(secret, 0))).toBe('usedCode');
    expect(accounts.takeCode('a', '12345')).toBe('wrongCode');
    expect(accounts.takeCode('a', codeIn(secret, 1))).toBeUndefined();
    expect(accounts.takeCode('a', codeIn(secret, 1))).toBe('usedCode');
    // The next start finds it again.
    expect(new PoolAccounts(folder, []).codeAsked('a')).toBe('yes');
  });

  test('sets a first password of the pool’s policy, and no second one', () => {
    expect(() => accounts.setPassword('b', 'short')).toThrow('does not conform');
    expect(() => accounts.setPassword('b', 'Without-a-digit')).toThrow('does not conform');
    accounts.setPassword('b', 'Ledger_of_2026_hours');
    expect(() => accounts.setPassword('b', 'Ledger_of_2027_hours')).toThrow('Incorrect username or password');
  });

  test('has an app from the beginning where it is one of the sample’s people', () => {
    expect(new PoolAccounts(folder, ['huda@example.org']).codeAsked(subjectNamed('huda@example.org'))).toBe(
      'filledIn',
    );
  });
});
