import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_OUTCOMES } from '../../functions/domain/batch/outcome.ts';
import { daysAfter } from '../../functions/domain/calendar-date.ts';
import type { Gender } from '../../functions/domain/hours/volunteer.ts';
import type { Issuer } from '../../functions/domain/issuer.ts';
import type { ReportDelta } from '../../functions/domain/report/report-delta.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { COUNTER_SHARDS } from '../../functions/storage/dynamo/table.ts';
import { buildReport } from '../../functions/workflows/reports/report.ts';
import { startTable } from '../dynamo-table.ts';

const ISSUER = { issuerId: 'rawabi-health-cluster', nameAr: 'تجمع', nameEn: 'Cluster' } as Issuer;
const GENDERS: readonly Gender[] = ['male', 'female', 'unspecified'];
/** A thousand kinds of people, of whom each kind gave hours in the same months. */
const KINDS = 1_000;
const PEOPLE_OF_A_KIND = 1_000;
const FIRST_DAY = '2023-01-01';
const DAYS = 3 * 365 + 1;
const MONTHS = Array.from({ length: 36 }, (_, n) => monthAt(n));
const MINUTES_A_DAY = 400_000;

function monthAt(number: number): string {
  return `${2023 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** The months in which a kind of people gave hours: one to six of them, in order. */
const monthsOf = (kind: number): string[] => {
  const numbers = Array.from(
    { length: 1 + (kind % 6) },
    (_, n) => (kind * 7 + n * n * 5 + n * 3) % MONTHS.length,
  );
  return [...new Set(numbers)].sort((a, b) => a - b).map(monthAt);
};

describe('the report of an issuer with a million volunteers', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let requests = 0;

  beforeAll(async () => {
    table = await startTable();
    const { dynamo, tableName } = table;
    const ledger = new DynamoHoursLedger(dynamo, tableName);
    const batches = new DynamoBatchRegister(dynamo, tableName);
    const lease = { issuerIds: [ISSUER.issuerId], holder: 'test', until: '2099-01-01T00:00:00.000Z' };
    await ledger.acquireLease(lease, '2026-01-01T00:00:00.000Z');
    for (const month of MONTHS) {
      const days = Array.from({ length: DAYS }, (_, n) => daysAfter(FIRST_DAY, n)).filter((day) =>
        day.startsWith(month),
      );
      const ofDay = (measure: 'minutes' | 'opportunities' | 'beneficiaries', by: number): ReportDelta[] =>
        days.map((day) => ({ issuerId: ISSUER.issuerId, day, measure, by }));
      for (const reportDeltas of [
        ofDay('minutes', MINUTES_A_DAY),
        [...ofDay('opportunities', 5), ...ofDay('beneficiaries', 900)],
        volunteersOf(month),
      ])
        expect(await ledger.write({ lease, reportDeltas })).toBe('written');
      const counts = { outcomes: { ...NO_OUTCOMES, issued: 1 }, changed: 0, reasons: {} };
      const issued = (['certificates', 'eligibleDays', 'recognitions', 'revocations'] as const).flatMap(
        (measure) => days.map((day): ReportDelta => ({ issuerId: ISSUER.issuerId, day, measure, by: 10 })),
      );
      for (let chunk = 0; chunk < COUNTER_SHARDS; chunk += 1)
        await batches.record({ batchId: `B-${month}`, chunk, revision: 0, items: [] }, counts, issued);
    }
    dynamo.middlewareStack.add((next) => async (args) => {
      requests += 1;
      return next(args);
    });
  });
  afterAll(() => table.stop());

  /** What an import counts for the volunteers of a month: by gender, and by the month before it with hours. */
  function volunteersOf(month: string): ReportDelta[] {
    const counts = new Map<string, ReportDelta>();
    for (let kind = 0; kind < KINDS; kind += 1) {
      const months = monthsOf(kind);
      const index = months.indexOf(month);
      if (index < 0) continue;
      const gender = GENDERS[kind % 3] as Gender;
      const monthBefore = months[index - 1] ?? null;
      const id = `${gender} ${monthBefore}`;
      const by = (counts.get(id)?.by ?? 0) + PEOPLE_OF_A_KIND;
      counts.set(id, { issuerId: ISSUER.issuerId, month, gender, monthBefore, by });
    }
    return [...counts.values()];
  }

  const deps = () => ({
    reports: new DynamoReportRegister(table.dynamo, table.tableName),
    catalogue: new DynamoOpportunityCatalogue(table.dynamo, table.tableName),
    ledger: new DynamoHoursLedger(table.dynamo, table.tableName),
  });
  /** Builds the report a few times, as a process that is up does; the last one counts. */
  async function measured(from: string, to: string) {
    for (let run = 0; run < 2; run += 1) await buildReport([ISSUER], from, to, deps());
    requests = 0;
    const before = process.cpuUsage();
    const report = await buildReport([ISSUER], from, to, deps());
    const { user, system } = process.cpuUsage(before);
    return { report, cpuMs: (user + system) / 1_000 };
  }

  const countedIn = (from: string, to: string) => {
    const kinds = Array.from({ length: KINDS }, (_, kind) => kind).filter((kind) =>
      monthsOf(kind).some((month) => month >= from.slice(0, 7) && month <= to.slice(0, 7)),
    );
    return kinds.length * PEOPLE_OF_A_KIND;
  };

  test.each([
    ['a month', '2025-03-01', '2025-03-31', 31, 1],
    ['a quarter', '2025-01-01', '2025-03-31', 90, 1],
    ['a half-year', '2025-01-01', '2025-06-30', 181, 1],
    ['a year', '2025-01-01', '2025-12-31', 365, 1],
    ['three years', '2023-01-01', '2025-12-31', DAYS, 3],
  ])('of %s counts each of them once, within a second', async (_what, from, to, days, years) => {
    const { report, cpuMs } = await measured(from, to);
    expect(report.volunteers).toMatchObject({ total: countedIn(from, to) });
    expect(report.uncounted).toBeNull();
    expect(report.minutes).toBe(days * MINUTES_A_DAY);
    expect(report.certificates).toBe(days * 10 * COUNTER_SHARDS);
    // One query for each year, at the same time: the rest is this process's own work.
    expect(requests).toBe(years);
    expect(cpuMs).toBeLessThan(1_000);
  });

  test.each([
    ['part of a month', '2025-03-10', '2025-03-20', 0, countedIn('2025-03-10', '2025-03-20')],
    [
      'months with parts at both ends',
      '2025-01-20',
      '2025-06-10',
      countedIn('2025-02-01', '2025-05-31'),
      countedIn('2025-01-01', '2025-06-30'),
    ],
  ])(
    'of %s says between which numbers they are, within a second',
    async (_what, from, to, atLeast, atMost) => {
      const { report, cpuMs } = await measured(from, to);
      expect(cpuMs).toBeLessThan(1_000);
      expect(report.uncounted).toMatchObject({ reason: 'PARTS_OF_MONTHS', atLeast, atMost });
    },
  );
});
