import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PREFIXES } from '../../../functions/storage/s3/prefixes.ts';
import { LAYOUTS } from '../../../infra/tools/audit/item-layout.ts';
import { type AuditedStore, auditedStore } from './audited-store.ts';
import { type CapturedRecords, capturedFrom } from './captured-records.ts';
import { ITEM_KINDS, OBJECT_KINDS } from './fault-kinds.ts';
import { type FaultRow, faultTable, NOT_FOUND_BECAUSE, reasonOf, tableText } from './fault-table.ts';

const PAGE = 'docs/audit-faults.md';

describe('the table of what the audit finds', () => {
  let store: AuditedStore;
  let records: CapturedRecords;
  let rows: readonly FaultRow[];
  beforeAll(async () => {
    store = await auditedStore();
    records = await capturedFrom(store.source);
    rows = await faultTable(records);
  }, 600_000);
  afterAll(() => store?.stop());

  test('gives a reason for each fault that is not found', () => {
    const silent = rows.filter(({ found }) => found === '');
    expect(silent.filter((row) => reasonOf(row) === undefined)).toEqual([]);
    // A reason that no fault needs is an exception too many.
    const used = new Set(silent.map(reasonOf));
    expect(NOT_FOUND_BECAUSE.filter(({ why }) => !used.has(why))).toEqual([]);
  });

  test('has a kind for every layout of an item', () => {
    const items = records.items.filter((item) => ITEM_KINDS.some(({ isOf }) => isOf(item)));
    const without = LAYOUTS.filter(({ key }) => !items.some(({ pk, sk }) => key.test(`${pk} ${sk}`)));
    expect(without.map(({ key }) => key.source)).toEqual([]);
  });

  test('has a kind for every prefix of the bucket', () => {
    const without = Object.values(PREFIXES).filter((one) =>
      OBJECT_KINDS.every(({ prefix }) => !prefix.startsWith(one)),
    );
    expect(without).toEqual([]);
  });

  test('finds everything that is hashed anew in a certificate and in the journal', () => {
    const hashedAnew = rows.filter(({ fault }) => fault === 'changed, hashed anew');
    expect(hashedAnew.length).toBeGreaterThan(50);
    expect(hashedAnew.filter(({ found }) => found === '')).toEqual([]);
  });

  test('is the one in the documentation', () => {
    const text = tableText(rows);
    if (process.env.WRITE_AUDIT_FAULTS !== undefined) writeFileSync(PAGE, text);
    expect(text).toBe(readFileSync(PAGE, 'utf8'));
  });
});
