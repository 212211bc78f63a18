import { describe, expect, test } from '@jest/globals';
import type { Certificate, CertificateState } from '../../functions/domain/certificate/certificate.ts';
import { idOf, inState, snapshotOf } from '../certificates.ts';
import { MemoryRegister, verificationClient } from './verification-client.ts';

const ID = idOf(1);

/** A record in which everything private is marked. */
const snapshot = snapshotOf({
  holder: {
    volunteerId: 'PRIVATE-volunteer',
    kind: 'individual',
    gender: 'female',
    nameAr: 'نورة المخفية',
    nameEn: 'Noura Hidden',
    minor: false,
  },
  award: { kind: 'opportunity', opportunityId: 'PRIVATE-opportunity' },
  issuers: [
    {
      ...snapshotOf().issuers[0],
      logo: 'PRIVATE-logo',
      signatories: [{ nameAr: 'PRIVATE', nameEn: 'PRIVATE', titleAr: 'PRIVATE', titleEn: 'PRIVATE' }],
    },
  ],
  evidence: [{ entryId: 'PRIVATE-entry', date: '2025-07-01', minutes: 1890, recorded: 0, approval: 0 }],
  provenance: {
    recorded: [
      {
        at: '2025-07-02T08:00:00.000Z',
        by: 'PRIVATE-recorder',
        source: { kind: 'file', importId: 'PRIVATE-import', sha256: 'PRIVATE-hash', worksheet: 'PRIVATE' },
      },
    ],
    approvals: [{ at: '2025-07-03T08:00:00.000Z', by: 'PRIVATE-approver', kind: 'release' }],
    makerAndChecker: true,
  },
  statusList: { listId: 'PRIVATE-list', index: 7 },
  credentialKeyId: 'PRIVATE-key',
  sealKeyId: 'PRIVATE-key',
  supersedes: idOf(77),
});

/** Every path that a public answer may have. Add a path only after you have checked that it is not private. */
const ALLOWED = new Set([
  'certificateId',
  'displayId',
  'result',
  'checkedAt',
  'holder.disclosure',
  'holder.nameAr',
  'holder.nameEn',
  'award',
  'opportunity.titleAr',
  'opportunity.titleEn',
  'opportunity.track',
  'opportunity.kind',
  'minutes',
  'requiredMinutes',
  'period.from',
  'period.to',
  'issuedOn',
  'validUntil',
  'issuer.issuerId',
  'issuer.nameAr',
  'issuer.nameEn',
  'issuer.domain',
  'issuer.country',
  'documentSha256',
  'provenance.grade',
  'provenance.shifts',
  'provenance.averageDaysToRecord',
  'provenance.approvers',
  'provenance.approversByLink',
  'provenance.releasers',
  'provenance.files',
  'provenance.recordedSome',
  'provenance.approversRecordedSome',
  'provenance.releasersRecordedSome',
  'provenance.makerAndChecker',
  'provenance.textAr',
  'provenance.textEn',
  'correctedOn',
  'revokedOn',
  'reasonCode',
  'supersededOn',
  'suspendedOn',
  'replacement',
]);

const pathsOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`))
    : Array.isArray(value)
      ? value.flatMap((inner) => pathsOf(inner, path))
      : [path];

const STATES: readonly CertificateState[] = [
  'issued',
  'revoked',
  'superseded',
  'suspended',
  'reserved',
  'erased',
];

describe.each(['masked', 'match'] as const)('under the policy %s', (disclosure) => {
  test.each([...STATES, 'expired'] as const)(
    'nothing private is in any answer about a certificate that is %s',
    async (state) => {
      const certificate: Certificate = {
        ...inState(state === 'expired' ? 'issued' : state, {
          ...snapshot,
          disclosure,
          ...(state === 'expired' ? { validUntil: '2025-12-31' } : {}),
        }),
        volunteerId: 'PRIVATE-volunteer',
        notes: [
          { at: '2026-01-01T00:00:00.000Z', action: 'revoked', actor: 'PRIVATE-actor', note: 'PRIVATE-note' },
        ],
      };
      const send = verificationClient(new MemoryRegister(certificate));
      const json = await send('GET', `/verify/${ID}`, { headers: { accept: 'application/json' } });
      const paths = pathsOf(JSON.parse(json.body ?? '')).filter((path) => !ALLOWED.has(path));
      expect(paths).toEqual([]);
      const answers = [
        json,
        await send('GET', `/verify/${ID}?lang=ar`, { headers: { accept: 'text/html' } }),
        await send('GET', `/verify/${ID}?lang=en`, { headers: { accept: 'text/html' } }),
        await send('POST', '/verify', { headers: { 'content-type': 'text/csv' }, body: ID }),
        await send('POST', `/verify/${ID}/match`, { body: '{"name":"Sara Saad"}' }),
      ];
      for (const { body, headers } of answers) {
        const everything = `${body}${JSON.stringify(headers)}`;
        expect(everything).not.toMatch(/PRIVATE|coordinator-1|نورة|المخفية|Noura|Hidden|female/);
        expect(everything).not.toContain(idOf(77));
      }
    },
  );
});

test('under `full` a minor is masked', async () => {
  const minor = { ...snapshot, disclosure: 'full' as const, holder: { ...snapshot.holder, minor: true } };
  const send = verificationClient(new MemoryRegister(inState('issued', minor)));
  const { body } = await send('GET', `/verify/${ID}`);
  expect(JSON.parse(body ?? '').holder).toMatchObject({ disclosure: 'masked', nameEn: 'N••• H•••' });
});

test('texts of a record are escaped', async () => {
  const bad = '"><script>alert(1)</script>';
  const send = verificationClient(
    new MemoryRegister(
      inState('issued', {
        ...snapshot,
        disclosure: 'full',
        titleAr: bad,
        titleEn: bad,
        holder: { ...snapshot.holder, nameAr: bad, nameEn: bad },
        issuers: [{ ...snapshot.issuers[0], nameAr: bad, nameEn: bad, domain: bad }],
      }),
    ),
  );
  for (const language of ['ar', 'en']) {
    const { body } = await send('GET', `/verify/${ID}?lang=${language}`, {
      headers: { accept: 'text/html' },
    });
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&lt;script&gt;alert(1)');
  }
});

test('of 10,000 random IDs only one in 97 causes a read', async () => {
  const register = new MemoryRegister();
  const send = verificationClient(register);
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let state = 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let guess = 0; guess < 10_000; guess += 1) {
    const body = Array.from({ length: 16 }, () => symbols[next(32)]).join('');
    await send('GET', `/verify/${body}${String(next(100)).padStart(2, '0')}`);
  }
  expect(register.reads).toBeGreaterThan(50);
  expect(register.reads).toBeLessThan(160);
});
