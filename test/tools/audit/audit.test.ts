import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { audit } from '../../../infra/tools/audit/audit.ts';
import type { AuditSource } from '../../../infra/tools/audit/records.ts';
import { type AuditedStore, auditedStore } from './audited-store.ts';
import { SEEDED_FAULTS } from './seeded-faults.ts';

describe('the auditor', () => {
  let running: AuditedStore;
  let store: AuditSource;
  let cluster: AuditedStore['cluster'];

  beforeAll(async () => {
    running = await auditedStore();
    ({ source: store, cluster } = running);
  });

  afterAll(() => running?.stop());

  const rulesFound = async () => {
    const { findings } = await audit(store, { now: new Date() });
    return [...new Set(findings.map(({ rule }) => rule))];
  };

  test('finds nothing wrong in the records that the product writes', async () => {
    const report = await audit(store, { now: new Date() });
    expect(report.findings).toEqual([]);
    expect(report.counts.certificates).toEqual({
      ...{ erased: 1, issued: 12, revoked: 1, superseded: 1, suspended: 1 },
    });
    expect(report.counts.documents).toBe(15);
  });

  test.each(SEEDED_FAULTS.map((fault) => [fault.what, fault] as const))('finds %s', async (_, fault) => {
    const undo = await fault.seed(store, cluster);
    try {
      expect(await rulesFound()).toContain(fault.rule);
    } finally {
      await undo();
    }
    expect(await rulesFound()).toEqual([]);
  });
});
