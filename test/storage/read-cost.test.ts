import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_OUTCOMES } from '../../functions/domain/batch/outcome.ts';
import { daysAfter } from '../../functions/domain/calendar-date.ts';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { LedgerLease } from '../../functions/domain/ports/hours-ledger.ts';
import { opportunityDeltas, volunteerDeltas } from '../../functions/domain/report/report-contribution.ts';
import { DAILY_MEASURES, type DailyMeasure } from '../../functions/domain/report/report-delta.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { COUNTER_SHARDS } from '../../functions/storage/dynamo/table.ts';
import { timesheetItem } from '../../functions/storage/dynamo/timesheet-item.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { buildReport } from '../../functions/workflows/reports/report.ts';
import { startTable } from '../dynamo-table.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { RECORD_KEY, recordKey } from '../record-key.ts';
import { meter } from './meter.ts';

const ENTRIES_PER_TIMESHEET = 100;
const DAYS = 180;
const DAYS_OF_YEAR = 365;
const DAYS_OF_HALF_YEAR = 181;
const ISSUER_ID = 'rawabi-health-cluster';

describe('the cost of reads', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let entries = 0;

  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  const timesheetsOfOthers = (count: number): Timesheet[] =>
    Array.from({ length: count }, (_, n) => {
      const number = entries / ENTRIES_PER_TIMESHEET + n;
      const entriesOfOne = Array.from({ length: ENTRIES_PER_TIMESHEET }, (_, index) =>
        entryOf({
          entryId: `E-${number}-${index}`,
          date: daysAfter('2025-01-01', index % DAYS),
          minutes: 60,
        }),
      );
      return timesheetOf(entriesOfOne, { volunteerId: `V-OTHER-${number}` });
    });

  /** Adds timesheets and their report counters until the ledger has `total` entries. */
  async function fillTo(total: number): Promise<void> {
    const ledger = new DynamoHoursLedger(table.dynamo, table.tableName, { writesWith: recordKey });
    const timesheets = timesheetsOfOthers((total - entries) / ENTRIES_PER_TIMESHEET);
    for (let start = 0; start < timesheets.length; start += 25) {
      const chunk = timesheets.slice(start, start + 25);
      await table.dynamo.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [table.tableName]: chunk.map((timesheet) => ({ PutRequest: { Item: timesheetItem(timesheet) } })),
          },
        }),
      );
    }
    const lease = { issuerIds: [ISSUER_ID], holder: 'test', until: '2099-01-01T00:00:00.000Z' };
    await ledger.acquireLease(lease, '2025-08-01T00:00:00.000Z');
    const reportDeltas = timesheets.flatMap((timesheet) =>
      volunteerDeltas(undefined, { gender: 'female', timesheets: [timesheet] }),
    );
    expect(await ledger.write({ lease, reportDeltas })).toBe('written');
    entries = total;
  }

  /**
   * Uses every counter of every day of a year, those of certificates in each of their shards: the largest that the
   * counters of an issuer can get.
   */
  async function useEveryCounter(lease: LedgerLease): Promise<void> {
    const ledger = new DynamoHoursLedger(table.dynamo, table.tableName, { writesWith: recordKey });
    const batches = new DynamoBatchRegister(table.dynamo, table.tableName);
    const oneEach = (measures: readonly DailyMeasure[]) =>
      Array.from({ length: DAYS_OF_YEAR }, (_, n) => daysAfter('2025-01-01', n)).flatMap((day) =>
        measures.map((measure) => ({ issuerId: ISSUER_ID, day, measure, by: 1 })),
      );
    for (const measure of DAILY_MEASURES)
      expect(await ledger.write({ lease, reportDeltas: oneEach([measure]) })).toBe('written');
    const counts = { outcomes: { ...NO_OUTCOMES, issued: 1 }, changed: 0, reasons: {} };
    for (let chunk = 0; chunk < COUNTER_SHARDS; chunk += 1) {
      const record = { batchId: 'B', chunk, revision: 0, items: [] };
      const deltas = oneEach(['certificates', 'eligibleDays', 'recognitions', 'revocations']);
      expect(await batches.record(record, counts, deltas)).toBe('recorded');
    }
  }

  test('is the same at 1,000 and at 100,000 entries, for a verdict and a report of any months', async () => {
    const ledger = new DynamoHoursLedger(table.dynamo, table.tableName, { writesWith: recordKey });
    const deps = {
      reports: new DynamoReportRegister(table.dynamo, table.tableName),
      catalogue: new DynamoOpportunityCatalogue(table.dynamo, table.tableName),
      ledger,
    };
    const lease = { issuerIds: [ISSUER_ID], holder: 'test', until: '2099-01-01T00:00:00.000Z' };
    await ledger.acquireLease(lease, '2025-08-01T00:00:00.000Z');
    const opportunity = opportunityOf({ startsOn: '2025-01-01', endsOn: '2025-06-30' });
    await ledger.write({
      lease,
      volunteers: [volunteerOf()],
      timesheets: [timesheetOf([entryOf({ date: '2025-02-01' }), entryOf({ date: '2025-03-01' })])],
      opportunities: [opportunity],
      reportDeltas: opportunityDeltas(undefined, opportunity),
    });
    await table.dynamo.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [table.tableName]: [{ PutRequest: { Item: volunteerItem(volunteerOf(), RECORD_KEY) } }],
        },
      }),
    );
    const metered = meter(table.dynamo);
    const issuer = loadIssuers(templatesDirectory()).get(ISSUER_ID);
    if (issuer === undefined) throw new Error('no issuer');
    const measure = async () => ({
      verdict: await metered(() => ledger.volunteerRecord(ISSUER_ID, 'V-0001')),
      month: await metered(() => buildReport([issuer], '2025-03-01', '2025-03-31', deps)),
      quarter: await metered(() => buildReport([issuer], '2025-01-01', '2025-03-31', deps)),
      halfYear: await metered(() => buildReport([issuer], '2025-01-01', '2025-06-30', deps)),
      year: await metered(() => buildReport([issuer], '2025-01-01', '2025-12-31', deps)),
    });

    // With few certificates, a report costs half a unit for all its counters.
    expect((await metered(() => buildReport([issuer], '2025-01-01', '2025-06-30', deps))).units).toBe(0.5);
    await useEveryCounter(lease);
    await fillTo(1_000);
    const small = await measure();
    await fillTo(100_000);
    const large = await measure();

    expect(small.halfYear.answer.minutes).toBe(1_000 * 60 + DAYS_OF_HALF_YEAR);
    expect(large.halfYear.answer.minutes).toBe(100_000 * 60 + DAYS_OF_HALF_YEAR);
    expect(large.year.answer.certificates).toBe(DAYS_OF_YEAR * (1 + COUNTER_SHARDS));
    expect(large.halfYear.answer.volunteers).toMatchObject({ total: 1_000, female: 1_000 });
    const units = (measured: typeof small) =>
      Object.fromEntries(Object.entries(measured).map(([name, { units: cost }]) => [name, cost]));
    expect(units(large)).toEqual(units(small));
    // Read units for each 4 KB: 0.5 if eventually consistent, 1 if consistent.
    expect(units(large)).toEqual({ verdict: 1, month: 5.5, quarter: 15, halfYear: 29.5, year: 59.5 });
  });
});
