import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import { auditRecords } from '../../../infra/tools/audit/audit.ts';
import type { TableItem } from '../../../infra/tools/audit/table-contents.ts';
import { type AuditedStore, auditedStore } from './audited-store.ts';
import { auditedRecords, type CapturedRecords, capturedFrom } from './captured-records.ts';
import { edited } from './fault-kinds.ts';
import { withAnother } from './forged-additions.ts';
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

  describe('who puts hours into the table, with their claim and their counters,', () => {
    const timesheets = () => records.items.filter(({ sk }) => sk.includes('#HOURS#'));
    const timesheet = (isOf: (entry: { status?: string; reportedAs?: string }) => boolean) => {
      const item = timesheets().find(({ entries }) => (entries as readonly object[]).some(isOf));
      const added = item && withAnother(records, item);
      if (added === undefined) throw new Error('There is no such timesheet');
      return added;
    };

    test('is found where nobody has recorded or approved them', async () => {
      const unknown = timesheet(({ status, reportedAs }) => status === 'pending' && reportedAs === undefined);
      expect(await rulesIn(unknown)).toEqual(['NOT_AS_JOURNALED']);
    });

    test('is found where a real decision is said to have approved them', async () => {
      expect(await rulesIn(timesheet(({ status }) => status === 'approved'))).toEqual(['NOT_AS_JOURNALED']);
    });

    test('is found where a real release is said to have approved them', async () => {
      const released = timesheet(({ reportedAs }) => reportedAs === 'approved');
      expect(await rulesIn(released)).toEqual(['NOT_AS_JOURNALED']);
    });

    test('is found where a decision or a release is said to have approved other hours', async () => {
      for (const isOf of [
        ({ status }: { status?: string }) => status === 'approved',
        ({ reportedAs }: { reportedAs?: string }) => reportedAs === 'approved',
      ]) {
        const isOfThem = (item: TableItem) => (item.entries as readonly object[]).some(isOf);
        // Where two people have such hours, the sum stays.
        const [one, two] = timesheets().filter(isOfThem);
        const by = (minutes: number) => (item: TableItem) =>
          edited(item, ['entries', '0', 'minutes'], (before) => Number(before) + minutes);
        const items = records.items.map((item) =>
          item === one ? by(30)(item) : item === two ? by(-30)(item) : item,
        );
        expect(await rulesIn({ ...records, items })).toContain('NOT_AS_JOURNALED');
      }
    });

    test('is found after the record of the import is deleted, and honest hours are not', async () => {
      const now = new Date(Date.now() + 100 * DAY_MS);
      const withoutImports = (all: CapturedRecords) => ({
        ...all,
        items: all.items.filter(({ pk }) => !pk.startsWith('IMPORT#')),
      });
      const foundIn = async (all: CapturedRecords) => {
        const { findings } = await auditRecords(auditedRecords(withoutImports(all)), { now });
        return findings.filter(({ rule }) => rule === 'NOT_AS_JOURNALED').map(({ subject }) => subject);
      };
      expect(await foundIn(records)).toEqual([]);
      const forgedHours = timesheet(
        ({ status, reportedAs }) => status === 'pending' && reportedAs === undefined,
      );
      expect(new Set(await foundIn(forgedHours))).toEqual(
        new Set(['VOLUNTEER#AUDIT-2 rawabi-health-cluster#HOURS#JOINT-1']),
      );
    });
  });
});
