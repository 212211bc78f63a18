import { describe, expect, test } from '@jest/globals';
import {
  isFact,
  isKnown,
  linkEnd,
  linkPolicyOf,
  linkToken,
  readLinkToken,
} from '../../../functions/domain/certificate/certificate-link.ts';
import { idOf, snapshotOf } from '../../certificates.ts';

const SECRET = new Uint8Array(16).fill(0xab);

describe('the token of a link', () => {
  test('is read back as the certificate and a hash, never as its secret', () => {
    const token = linkToken(idOf(1), SECRET);
    const read = readLinkToken(token);
    expect(read?.certificateId).toBe(idOf(1));
    expect(read?.secretHash).toMatch(/^[0-9a-f]{64}$/);
    expect(token).not.toContain(read?.secretHash);
  });

  test('has a hash of its own for each secret', () => {
    const other = new Uint8Array(SECRET);
    other[15] = 0xac;
    const hashes = [SECRET, other].map((secret) => readLinkToken(linkToken(idOf(1), secret))?.secretHash);
    expect(new Set(hashes).size).toBe(2);
  });

  test.each([
    ['nothing', ''],
    ['cut off', linkToken(idOf(1), SECRET).slice(0, -1)],
    ['with something behind it', `${linkToken(idOf(1), SECRET)}.`],
    ['in capitals', linkToken(idOf(1), SECRET).toUpperCase()],
    ['a certificate ID alone', idOf(1)],
  ])('can’t be %s', (_name, text) => {
    expect(readLinkToken(text)).toBeUndefined();
  });
});

test('a link works for thirty days where the issuer says nothing', () => {
  expect(linkEnd(linkPolicyOf({}), '2026-01-01T10:00:00.000Z')).toBe('2026-01-31T10:00:00.000Z');
});

describe('a fact that a link asks for', () => {
  const { holder } = snapshotOf();
  const person = { birthDate: '1989-08-08' };

  test.each([
    ['volunteerId', 'v-0001', true],
    ['volunteerId', ' V‑0001 '.replace('‑', '-'), true],
    ['volunteerId', 'V-٠٠٠١', true],
    ['volunteerId', 'V-0002', false],
    ['volunteerId', '', false],
    ['birthYear', '1989', true],
    ['birthYear', '١٩٨٩', true],
    ['birthYear', '۱۹۸۹', true],
    // 6 Muharram 1410.
    ['birthYear', '١٤١٠', true],
    ['birthYear', '1409', false],
    ['birthYear', '89', false],
    ['birthYear', '', false],
    ['familyName', 'البيشي', true],
    ['familyName', 'AL BISHI', true],
    ['familyName', 'Albishi', true],
    ['familyName', 'عبد الله البيشي', true],
    ['familyName', 'البيش', false],
    ['familyName', 'Noura', false],
    ['familyName', '', false],
  ] as const)('is compared as people write it: %s %p is %p', (fact, typed, expected) => {
    expect(isFact(fact, typed, holder, person)).toBe(expected);
  });

  test('that isn’t recorded is never right, and gives no link', () => {
    for (const typed of ['', '0', 'undefined']) expect(isFact('birthYear', typed, holder, {})).toBe(false);
    expect(isKnown('birthYear', {})).toBe(false);
    expect(isKnown('volunteerId', {})).toBe(true);
  });
});
