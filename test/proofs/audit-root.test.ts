import { beforeEach, describe, expect, test } from '@jest/globals';
import { appendEvent } from '../../functions/domain/certificate/audit-chain.ts';
import type { AuditAction, Certificate } from '../../functions/domain/certificate/certificate.ts';
import type { AuditRoot, AuditRoots } from '../../functions/domain/ports/audit-roots.ts';
import type { Page } from '../../functions/domain/ports/page.ts';
import { isIncluded, merkleTree } from '../../functions/proof/merkle.ts';
import { verifyJwt } from '../../functions/proof/verify-jwt.ts';
import { type AuditRootDeps, signAuditRoots } from '../../functions/workflows/proofs/sign-audit-root.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { BASE_URL, createSigningFixture, listed } from '../proof/sealed-certificate.ts';

const fixture = await createSigningFixture();

class MemoryAuditRoots implements AuditRoots {
  readonly stored = new Map<string, { root: AuditRoot; leaves: readonly string[] }>();
  find = async (day: string) => this.stored.get(day)?.root;
  async store(root: AuditRoot, leaves: readonly string[]): Promise<'stored' | 'already-there'> {
    if (this.stored.has(root.day)) return 'already-there';
    this.stored.set(root.day, { root, leaves });
    return 'stored';
  }
}

let roots: MemoryAuditRoots;
let certificates: Certificate[];
beforeEach(() => {
  roots = new MemoryAuditRoots();
  certificates = [];
});

/** Returns a certificate with events at the given times. The first event is `reserved`. */
function certificateWith(number: number, ...steps: [AuditAction, string][]): Certificate {
  const certificateId = idOf(number);
  const [reserved] = steps;
  const base = issuedOf(snapshotOf({ certificateId }), { reservedAt: reserved?.[1] ?? '' });
  const events = steps.reduce<Certificate['events']>(
    (chain, [action, at]) =>
      appendEvent(chain, { at, action, actor: 'test', facts: chain.length === 0 ? { certificateId } : {} }),
    [],
  );
  return { ...base, events, state: steps.length === 1 ? 'reserved' : 'issued' };
}

/** Returns a page of two items, so that several pages are read. */
function paged<T>(all: readonly T[], cursor: string | undefined): Page<T> {
  const start = Number(cursor ?? 0);
  return { items: all.slice(start, start + 2), cursor: start + 2 < all.length ? String(start + 2) : null };
}

function depsAt(now: string): AuditRootDeps {
  return {
    register: {
      list: async ([{ from = '', until = '' } = { from: '', until: '' }], { cursor }) =>
        paged(
          certificates.filter(({ reservedAt }) => reservedAt >= from && reservedAt < until),
          cursor,
        ),
      findMany: async (ids) => certificates.filter(({ certificateId }) => ids.includes(certificateId)),
    },
    auditLog: {
      // Like the table, which indexes only the steps after issuance by their day.
      stepsOf: async (day, { cursor }) =>
        paged(
          certificates.flatMap(({ certificateId, events }) =>
            events
              .filter(({ sequence, at }) => sequence > 1 && at.startsWith(day))
              .map(({ sequence }) => ({ certificateId, sequence })),
          ),
          cursor,
        ),
    },
    roots,
    journal: { chains: async () => [] },
    issuerIds: ['rawabi-health-cluster'],
    signer: fixture.keys,
    credentialKeyId: 'credential-1',
    baseUrl: BASE_URL,
    now: () => now,
  };
}

const leavesOf = (day: string) =>
  (roots.stored.get(day)?.leaves ?? []).map(
    (leaf) => JSON.parse(leaf) as { certificateId: string; events: { sequence: number }[] },
  );
const sequencesOn = (day: string, number: number) =>
  leavesOf(day)
    .find(({ certificateId }) => certificateId === idOf(number))
    ?.events.map(({ sequence }) => sequence);

describe('the day’s root', () => {
  test('covers every event of the day once, and none of another day', async () => {
    certificates = [
      certificateWith(1, ['reserved', '2026-03-02T08:00:00.000Z'], ['issued', '2026-03-02T08:00:01.000Z']),
      certificateWith(
        2,
        ['reserved', '2026-03-02T09:00:00.000Z'],
        ['issued', '2026-03-02T09:00:01.000Z'],
        ['revoked', '2026-03-02T10:00:00.000Z'],
      ),
      certificateWith(
        3,
        ['reserved', '2026-03-01T09:00:00.000Z'],
        ['issued', '2026-03-01T09:00:01.000Z'],
        ['suspended', '2026-03-02T10:00:00.000Z'],
        ['reinstated', '2026-03-03T10:00:00.000Z'],
      ),
      certificateWith(4, ['reserved', '2026-03-03T00:00:00.000Z'], ['issued', '2026-03-03T00:00:00.000Z']),
    ];
    await signAuditRoots(depsAt('2026-03-04T01:00:00.000Z'));
    expect(sequencesOn('2026-03-01', 3)).toEqual([0, 1]);
    expect([1, 2, 3, 4].map((number) => sequencesOn('2026-03-02', number))).toEqual([
      [0, 1],
      [0, 1, 2],
      [2],
      undefined,
    ]);
    expect([1, 2, 3, 4].map((number) => sequencesOn('2026-03-03', number))).toEqual([
      undefined,
      undefined,
      [3],
      [0, 1],
    ]);
  });

  test('includes a certificate that was reserved before midnight and issued days later', async () => {
    certificates = [certificateWith(1, ['reserved', '2026-03-01T23:59:59.000Z'])];
    await signAuditRoots(depsAt('2026-03-02T00:20:00.000Z'));
    await signAuditRoots(depsAt('2026-03-03T00:20:00.000Z'));
    expect(roots.stored.get('2026-03-01')?.root.unsettled).toEqual([idOf(1)]);
    expect(roots.stored.get('2026-03-02')?.root).toMatchObject({ size: 0, unsettled: [idOf(1)] });
    certificates = [
      certificateWith(1, ['reserved', '2026-03-01T23:59:59.000Z'], ['issued', '2026-03-03T07:00:00.000Z']),
    ];
    await signAuditRoots(depsAt('2026-03-04T00:20:00.000Z'));
    expect(sequencesOn('2026-03-03', 1)).toEqual([1]);
    expect(roots.stored.get('2026-03-03')?.root.unsettled).toEqual([]);
  });

  test('includes a certificate that was reserved before midnight and issued before the day was closed', async () => {
    certificates = [
      certificateWith(1, ['reserved', '2026-03-01T23:59:59.000Z'], ['issued', '2026-03-02T00:00:05.000Z']),
    ];
    await signAuditRoots(depsAt('2026-03-03T00:20:00.000Z'));
    expect(sequencesOn('2026-03-01', 1)).toEqual([0]);
    expect(sequencesOn('2026-03-02', 1)).toEqual([1]);
  });

  test('is signed, linked to the root of the day before, and proves each leaf', async () => {
    certificates = Array.from({ length: 5 }, (_, n) =>
      certificateWith(
        n + 1,
        ['reserved', `2026-03-02T0${n}:00:00.000Z`],
        ['issued', `2026-03-02T0${n}:00:01.000Z`],
      ),
    );
    await signAuditRoots(depsAt('2026-03-03T01:00:00.000Z'));
    const day = roots.stored.get('2026-03-02');
    if (day === undefined) throw new Error('No root');
    const verified = await verifyJwt(day.root.jws, await fixture.keySet(listed('credential-1')), {
      kind: 'audit-root+jwt',
      purpose: 'credential',
    });
    expect(verified).toMatchObject({
      ok: true,
      claims: {
        iss: BASE_URL,
        day: '2026-03-02',
        size: 5,
        rootHash: day.root.rootHash,
        previousRootHash: roots.stored.get('2026-03-01')?.root.rootHash,
      },
    });
    const leaves = day.leaves.map((leaf) => Buffer.from(leaf));
    const tree = merkleTree(leaves);
    expect(Buffer.from(tree.root).toString('hex')).toBe(day.root.rootHash);
    for (const [index, leaf] of leaves.entries())
      expect(
        isIncluded(
          leaf,
          { index, size: 5 },
          tree.inclusionProof(index),
          Buffer.from(day.root.rootHash, 'hex'),
        ),
      ).toBe(true);
  });

  test('differs when an event is changed, added or removed afterwards', async () => {
    const original = certificateWith(
      1,
      ['reserved', '2026-03-02T08:00:00.000Z'],
      ['issued', '2026-03-02T08:00:01.000Z'],
    );
    const rootOf = async (certificate: Certificate[]) => {
      roots = new MemoryAuditRoots();
      certificates = certificate;
      await signAuditRoots(depsAt('2026-03-03T01:00:00.000Z'));
      return roots.stored.get('2026-03-02')?.root.rootHash;
    };
    const originalRoot = await rootOf([original]);
    const rewritten = certificateWith(
      1,
      ['reserved', '2026-03-02T08:00:00.000Z'],
      ['issued', '2026-03-02T08:00:02.000Z'],
    );
    const longer = {
      ...original,
      events: appendEvent(original.events, {
        at: '2026-03-02T09:00:00.000Z',
        action: 'revoked',
        actor: 'x',
        facts: {},
      }),
    };
    for (const other of [[rewritten], [longer], [{ ...original, events: original.events.slice(0, 1) }], []])
      expect(await rootOf(other)).not.toBe(originalRoot);
    expect(await rootOf([original])).toBe(originalRoot);
  });

  test('names a certificate whose chain is broken', async () => {
    const valid = certificateWith(
      1,
      ['reserved', '2026-03-02T08:00:00.000Z'],
      ['issued', '2026-03-02T08:00:01.000Z'],
    );
    const [first, second] = valid.events;
    if (first === undefined || second === undefined) throw new Error('No events');
    certificates = [{ ...valid, events: [first, { ...second, actor: 'another actor' }] }];
    await signAuditRoots(depsAt('2026-03-03T01:00:00.000Z'));
    expect(roots.stored.get('2026-03-02')?.root.brokenChains).toEqual([idOf(1)]);
  });

  test('is signed once for each of the last days, oldest first, and not before the day is closed', async () => {
    const early = await signAuditRoots(depsAt('2026-03-08T00:14:59.000Z'));
    expect(early.map(({ day }) => day)).toEqual([
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
    ]);
    const later = await signAuditRoots(depsAt('2026-03-08T00:15:00.000Z'));
    expect(later.map(({ day }) => day)).toEqual(['2026-03-07']);
    expect(await signAuditRoots(depsAt('2026-03-08T12:00:00.000Z'))).toEqual([]);
  });
});
