import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditRecords } from '../../../infra/tools/audit/audit.ts';
import { type AuditedStore, auditedStore } from './audited-store.ts';
import { auditedRecords, type CapturedRecords, capturedFrom } from './captured-records.ts';
import { forged } from './forger.ts';

describe('a forger who writes to the table and the bucket, and cannot sign', () => {
  let store: AuditedStore;
  let records: CapturedRecords;
  beforeAll(async () => {
    store = await auditedStore();
    records = await capturedFrom(store.source);
  });
  afterAll(() => store?.stop());

  const forgedName = () => {
    const item = records.items.find(({ pk }) => pk === `CERTIFICATE#${store.cluster.certificateOf(2)}`);
    if (item === undefined) throw new Error('There is no certificate');
    return forged(records, item, (snapshot) => ({
      ...snapshot,
      holder: { ...snapshot.holder, nameEn: 'Somebody Else' },
    }));
  };
  const rulesIn = async (damaged: CapturedRecords) => {
    const { findings } = await auditRecords(auditedRecords(damaged), { now: new Date() });
    return [...new Set(findings.map(({ rule }) => rule))].sort();
  };

  test('is found by the signed root, the signed credential and the ZIP with the first document', async () => {
    expect(await rulesIn(await forgedName())).toEqual([
      'ARCHIVE_WRONG',
      'CREDENTIAL_WRONG',
      'NOT_IN_AUDIT_ROOT',
    ]);
  });

  test('is found by the credential alone while the day has no root, once the ZIP is gone', async () => {
    const { objects, items, ...rest } = await forgedName();
    const unsigned = [...objects].filter(([key]) => !/^(?:audit|results)\//.test(key));
    const left = items.filter(({ pk }) => !pk.startsWith('ARCHIVES#'));
    expect(await rulesIn({ ...rest, items: left, objects: new Map(unsigned) })).toEqual([
      'AUDIT_ROOT_MISSING',
      'CREDENTIAL_WRONG',
    ]);
  });
});
