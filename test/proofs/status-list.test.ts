import { randomBytes } from 'node:crypto';
import { BitstringStatusList, decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import {
  LIST_BITS,
  publicListId,
  readPublicListId,
  statusIndex,
  statusListId,
} from '../../functions/domain/certificate/status-index.ts';
import { encodedList, isRevoked, statusListCredential } from '../../functions/proof/status-list.ts';
import { BASE_URL, createSigningFixture } from '../proof/sealed-certificate.ts';

describe('status indexes', () => {
  test('of one list are all different and all within it', () => {
    const key = randomBytes(32);
    const taken = new Uint8Array(LIST_BITS);
    for (let count = 0; count < LIST_BITS; count += 1) {
      const { list, index } = statusIndex(count, key);
      if (list !== 0 || taken[index] !== 0) throw new Error(`Index ${index} of list ${list} a second time`);
      taken[index] = 1;
    }
    expect(taken.every((count) => count === 1)).toBe(true);
  });

  test('continue in a second list, in another order', () => {
    const key = randomBytes(32);
    const first = Array.from({ length: 100 }, (_, count) => statusIndex(count, key));
    const second = Array.from({ length: 100 }, (_, count) => statusIndex(LIST_BITS + count, key));
    expect(new Set(second.map(({ list }) => list))).toEqual(new Set([1]));
    expect(second.map(({ index }) => index)).not.toEqual(first.map(({ index }) => index));
  });

  test('don’t reveal the order of issuance: successive ones are far apart, and another key gives another order', () => {
    const indexes = Array.from({ length: 2000 }, (_, count) => statusIndex(count, Buffer.alloc(32, 1)).index);
    const near = indexes.filter(
      (index, count) => count > 0 && Math.abs(index - (indexes[count - 1] ?? 0)) < 100,
    ).length;
    // 200 of 131,072 indexes are that near: 3 of 2,000 by chance.
    expect(near).toBeLessThan(15);
    expect(statusIndex(5, Buffer.alloc(32, 2))).not.toEqual(statusIndex(5, Buffer.alloc(32, 1)));
  });

  test('never change: the same count and key give the same index', () => {
    expect([0, 1, 2, LIST_BITS].map((count) => statusIndex(count, Buffer.alloc(32, 7)))).toEqual([
      { list: 0, index: 161 },
      { list: 0, index: 9053 },
      { list: 0, index: 37_514 },
      { list: 1, index: 102_399 },
    ]);
  });

  test('have lists whose public IDs can be read back', () => {
    const listId = statusListId('rawabi-health-cluster', 0);
    for (const purpose of ['revocation', 'suspension'] as const)
      expect(readPublicListId(publicListId(listId, purpose))).toEqual({
        issuerId: 'rawabi-health-cluster',
        list: 0,
        purpose,
      });
    for (const other of [
      '',
      'rawabi',
      'rawabi-0',
      'rawabi-01',
      'rawabi-1/..',
      'Rawabi-1',
      'rawabi-9999999',
      '-1'.repeat(100),
    ]) {
      expect(readPublicListId(other)).toBeUndefined();
    }
  });
});

describe('an encoded list', () => {
  test('is decoded by an independent library, index 0 in the most significant bit', async () => {
    const revoked = [0, 1, 7, 8, 4711, LIST_BITS - 1];
    const list = await decodeList({ encodedList: encodedList(revoked) });
    expect(list.length).toBe(LIST_BITS);
    const set = Array.from({ length: LIST_BITS }, (_, index) => index).filter((index) =>
      list.getStatus(index),
    );
    expect(set).toEqual(revoked);
  });

  test('of the independent library is decoded by `isRevoked`', async () => {
    const list = new BitstringStatusList({ length: LIST_BITS });
    list.setStatus(4711, true);
    const encoded = await list.encode();
    expect([4710, 4711, 4712].map((index) => isRevoked(encoded, index))).toEqual([false, true, false]);
  });

  test('holds the status of every index', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: LIST_BITS - 1 }), { maxLength: 50 }),
        fc.nat({ max: LIST_BITS - 1 }),
        (revoked, index) => {
          const encoded = encodedList(revoked);
          expect(isRevoked(encoded, index)).toBe(revoked.includes(index));
          for (const other of revoked) expect(isRevoked(encoded, other)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('with 1 % revoked is small', () => {
    const revoked = Array.from(
      { length: Math.floor(LIST_BITS / 100) },
      (_, count) => statusIndex(count, Buffer.alloc(32, 3)).index,
    );
    expect(encodedList(revoked).length).toBeLessThan(4000);
  });

  test('has no index outside of it', () => {
    expect(() => encodedList([LIST_BITS])).toThrow('no index');
    expect(() => encodedList([-1])).toThrow('no index');
    expect(isRevoked(encodedList([]), LIST_BITS)).toBeUndefined();
    expect(isRevoked('ubroken', 1)).toBeUndefined();
    expect(isRevoked('', 1)).toBeUndefined();
  });
});

describe('the list credential', () => {
  test('is signed, and has what the standard requires', async () => {
    const fixture = await createSigningFixture();
    const list = {
      listId: 'rawabi-health-cluster-1',
      issuerId: 'rawabi-health-cluster',
      purpose: 'revocation',
      indexes: [9],
    } as const;
    const jwt = await statusListCredential(list, '2026-01-01T10:20:30.456Z', {
      baseUrl: BASE_URL,
      keyId: 'credential-1',
      signer: fixture.keys,
    });
    const { keys } = await fixture.keySet();
    const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet({ keys: [...keys] }), {
      algorithms: ['RS256'],
      currentDate: new Date('2026-01-01T10:21:00Z'),
    });
    expect(protectedHeader).toEqual({
      alg: 'RS256',
      kid: `${BASE_URL}/.well-known/jwks.json#credential-1`,
      typ: 'vc+jwt',
    });
    expect(payload).toMatchObject({
      iss: `${BASE_URL}/issuers/rawabi-health-cluster`,
      id: `${BASE_URL}/status/rawabi-health-cluster-1`,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      validFrom: '2026-01-01T10:20:30Z',
      validUntil: '2026-01-01T12:20:30Z',
      exp: Date.parse('2026-01-01T12:20:30Z') / 1000,
      credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', ttl: 30_000 },
    });
    const { credentialSubject } = decodeJwt<{ credentialSubject: { encodedList: string } }>(jwt);
    expect((await decodeList(credentialSubject)).getStatus(9)).toBe(true);
  });
});
