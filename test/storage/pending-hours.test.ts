import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HoursEntry } from '../../functions/domain/hours/hours.ts';
import { DynamoPendingHours } from '../../functions/storage/dynamo/pending/dynamo-pending-hours.ts';
import { seedLedger } from '../batches/seed-ledger.ts';
import { startTable } from '../dynamo-table.ts';
import { entryOf, RECORDED, timesheetOf } from '../people.ts';
import { meter } from './meter.ts';

const ISSUER = 'rawabi-health-cluster';
const OTHER = 'tilal-health-cluster';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const pending = (entryId: string, date: string, minutes = 60): HoursEntry => {
  const { approval: _, ...entry } = entryOf({ entryId, date, minutes, status: 'pending' });
  return entry;
};
const seed = (timesheets: Parameters<typeof seedLedger>[2]['timesheets']) =>
  seedLedger(table.dynamo, table.tableName, { opportunities: [], volunteers: [], timesheets });
const list = () => new DynamoPendingHours(table.dynamo, table.tableName);

test('lists how much of each opportunity waits, and not what is decided or waits for a release', async () => {
  await seed([
    timesheetOf(
      [pending('E-1', '2025-03-04'), pending('E-2', '2025-03-02', 90), entryOf({ entryId: 'E-3' })],
      {
        volunteerId: 'V-1',
        opportunityId: 'OPP-1',
      },
    ),
    timesheetOf([pending('E-4', '2025-02-28')], { volunteerId: 'V-2', opportunityId: 'OPP-1' }),
    timesheetOf([pending('E-5', '2025-01-05')], { volunteerId: 'V-1', opportunityId: 'OPP-10' }),
    timesheetOf([entryOf({ entryId: 'E-6' })], { volunteerId: 'V-1', opportunityId: 'OPP-2' }),
    timesheetOf([{ ...pending('E-7', '2025-01-01'), reportedAs: 'approved' }], {
      volunteerId: 'V-1',
      opportunityId: 'OPP-3',
    }),
    // Released: it counts as approved wherever it is read, and is stored as it was.
    timesheetOf(
      [
        entryOf({
          entryId: 'E-8',
          reportedAs: 'approved',
          approval: { at: RECORDED.at, by: 'supervisor-1', kind: 'release' },
        }),
      ],
      { volunteerId: 'V-1', opportunityId: 'OPP-4' },
    ),
    timesheetOf([pending('E-9', '2025-05-01')], {
      volunteerId: 'V-1',
      opportunityId: 'A-1',
      issuerId: OTHER,
    }),
  ]);
  const ofFirst = {
    issuerId: ISSUER,
    opportunityId: 'OPP-1',
    volunteers: 2,
    entries: 3,
    minutes: 210,
    oldestOn: '2025-02-28',
  };
  const ofTenth = {
    ...ofFirst,
    opportunityId: 'OPP-10',
    volunteers: 1,
    entries: 1,
    minutes: 60,
    oldestOn: '2025-01-05',
  };
  const ofOther = { ...ofTenth, issuerId: OTHER, opportunityId: 'A-1', oldestOn: '2025-05-01' };
  expect(await list().list([ISSUER], { limit: 200 })).toEqual({ items: [ofFirst, ofTenth], cursor: null });
  const found = [];
  let cursor: string | undefined;
  do {
    const page = await list().list([OTHER, ISSUER], { limit: 1, cursor });
    expect(page.items.length).toBeLessThanOrEqual(1);
    found.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  expect(found).toEqual([ofFirst, ofTenth, ofOther]);
  // A cursor is a caller's text.
  expect((await list().list([ISSUER], { limit: 200, cursor: 'bm93aGVyZQ' })).items.length).toBeLessThan(3);
});

test('leaves the list once nothing waits', async () => {
  const key = { volunteerId: 'V-9', opportunityId: 'LATER', issuerId: OTHER };
  const waits = async () =>
    (await list().list([OTHER], { limit: 200 })).items.some(({ opportunityId }) => opportunityId === 'LATER');
  await seed([timesheetOf([pending('E-L', '2025-03-04')], key)]);
  expect(await waits()).toBe(true);
  await seed([timesheetOf([entryOf({ entryId: 'E-L' })], key)]);
  expect(await waits()).toBe(false);
});

test('costs what waits, whatever the ledger holds besides', async () => {
  const issuerId = 'nakheel-health-cluster';
  const sheets = (count: number, entry: (n: number) => HoursEntry, prefix: string) =>
    Array.from({ length: count }, (_, n) =>
      timesheetOf([entry(n)], { volunteerId: `${prefix}-${n}`, opportunityId: `OPP-${n % 20}`, issuerId }),
    );
  await seed(sheets(1_000, (n) => pending(`W-${n}`, '2025-03-04'), 'WAITS'));
  const metered = meter(table.dynamo);
  const read = () => metered(() => list().list([issuerId], { limit: 200 }));
  const { answer, units } = await read();
  expect(answer.items).toHaveLength(20);
  expect(answer.items.reduce((sum, { volunteers }) => sum + volunteers, 0)).toBe(1_000);
  await seed(sheets(1_000, (n) => entryOf({ entryId: `D-${n}` }), 'DONE'));
  expect((await read()).units).toEqual(units);
  process.stdout.write(`1,000 pending timesheets in 20 opportunities: ${units} units\n`);
  expect(units).toBeLessThanOrEqual(25);
});
