import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { Gender, Volunteer } from '../../functions/domain/hours/volunteer.ts';
import type { Issuer } from '../../functions/domain/issuer.ts';
import { volunteerDeltas } from '../../functions/domain/report/report-contribution.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoReportRegister } from '../../functions/storage/dynamo/dynamo-report-register.ts';
import { buildReport } from '../../functions/workflows/reports/report.ts';
import { reportCsv } from '../../functions/workflows/reports/report-csv.ts';
import { seedLedger } from '../batches/seed-ledger.ts';
import { startTable } from '../dynamo-table.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';

const ISSUER = { issuerId: 'rawabi-health-cluster', nameAr: 'تجمع', nameEn: 'Cluster' } as Issuer;
const GENDERS: readonly Gender[] = ['male', 'female', 'unspecified'];
/** The days on which each of six people gave hours. */
const DAYS = [
  ['2024-12-31', '2025-02-10'],
  ['2025-01-05', '2025-03-31', '2025-04-01'],
  ['2025-02-14', '2025-02-20', '2025-06-30'],
  ['2025-04-15'],
  ['2025-01-31', '2025-07-01'],
  ['2025-03-02', '2025-05-20', '2025-08-09'],
];
const PERIODS = [
  ['a month', '2025-02-01', '2025-02-28'],
  ['a quarter', '2025-01-01', '2025-03-31'],
  ['the second quarter', '2025-04-01', '2025-06-30'],
  ['a half-year', '2025-01-01', '2025-06-30'],
  ['a year', '2025-01-01', '2025-12-31'],
  ['three months over the turn of a year', '2024-11-01', '2025-01-31'],
  ['five months', '2025-02-01', '2025-06-30'],
  ['all time', '2020-01-01', '2029-12-31'],
  ['part of a month', '2025-02-11', '2025-02-16'],
  ['parts of two months', '2025-03-15', '2025-04-10'],
  ['months with parts at both ends', '2025-01-20', '2025-06-15'],
  ['days until a last one after which nobody gave hours', '2025-08-01', '2025-08-20'],
  ['days without anybody', '2025-09-10', '2025-09-20'],
] as const;

describe('the volunteers of a report', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  const people: { volunteer: Volunteer; timesheet: Timesheet }[] = DAYS.map((days, number) => {
    const volunteerId = `P-${number}`;
    return {
      volunteer: volunteerOf({ volunteerId, gender: GENDERS[number % 3] as Gender }),
      timesheet: timesheetOf(
        days.map((date) => entryOf({ entryId: `${volunteerId}-${date}`, date })),
        { volunteerId },
      ),
    };
  });
  const deps = () => ({
    reports: new DynamoReportRegister(table.dynamo, table.tableName),
    catalogue: new DynamoOpportunityCatalogue(table.dynamo, table.tableName),
    ledger: new DynamoHoursLedger(table.dynamo, table.tableName),
  });
  /** Adds counters as the ledger's writes do. */
  async function count(issuerId: string, counted: typeof people): Promise<void> {
    const { ledger } = deps();
    const lease = { issuerIds: [issuerId], holder: 'test', until: '2099-01-01T00:00:00.000Z' };
    await ledger.acquireLease(lease, '2026-01-01T00:00:00.000Z');
    const reportDeltas = counted.flatMap(({ volunteer: { gender }, timesheet }) =>
      volunteerDeltas(undefined, { gender, timesheets: [{ ...timesheet, issuerId }] }),
    );
    expect(await ledger.write({ lease, reportDeltas })).toBe('written');
  }

  beforeAll(async () => {
    table = await startTable();
    await seedLedger(table.dynamo, table.tableName, {
      opportunities: [opportunityOf({ startsOn: '2024-12-01', endsOn: '2025-12-31' })],
      volunteers: people.map(({ volunteer }) => volunteer),
      timesheets: people.map(({ timesheet }) => timesheet),
    });
    await count(ISSUER.issuerId, people);
  });
  afterAll(() => table.stop());

  test.each(PERIODS)('of %s are each counted once', async (_, from, to) => {
    const present = people.filter(({ timesheet }) =>
      timesheet.entries.some(({ date }) => date >= from && date <= to),
    );
    const ofGender = (gender: Gender) =>
      present.filter(({ volunteer }) => volunteer.gender === gender).length;
    const report = await buildReport([ISSUER], from, to, deps());
    expect(report.uncounted).toBeNull();
    expect(report.volunteers).toEqual({
      total: present.length,
      male: ofGender('male'),
      female: ofGender('female'),
      unspecified: ofGender('unspecified'),
    });
  });

  test('of a large issuer are counted for whole months, and said to be uncounted for parts of them', async () => {
    const issuer = { ...ISSUER, issuerId: 'large-issuer' };
    const many = Array.from({ length: 2_001 }, (_, number) => ({
      volunteer: volunteerOf(),
      timesheet: timesheetOf(
        (number < 1_500 ? ['2025-02-10'] : ['2025-01-10', '2025-03-20']).map((date) => entryOf({ date })),
        { volunteerId: `L-${number}` },
      ),
    }));
    await count(issuer.issuerId, many);
    const whole = await buildReport([issuer], '2025-01-01', '2025-03-31', deps());
    expect(whole.volunteers).toMatchObject({ total: 2_001 });
    const parts = await buildReport([issuer, ISSUER], '2025-01-15', '2025-03-15', deps());
    const wholeMonths = { from: '2025-02-01', to: '2025-02-28' };
    expect(parts.volunteers).toBeNull();
    expect(parts.uncounted).toEqual({
      reason: 'PARTS_OF_MONTHS',
      atLeast: 1_504,
      atMost: 2_005,
      wholeMonths,
    });
    expect(parts.issuers).toMatchObject([
      { volunteers: null, uncounted: { atLeast: 1_500, atMost: 2_001, wholeMonths } },
      { volunteers: { total: 4 }, uncounted: null },
    ]);
    const csv = (language: 'ar' | 'en') => reportCsv(parts, language);
    expect(csv('en')).toContain(
      'volunteers are not counted for parts of months: between 1,500 and 2,001; ask for 2025-02-01 to 2025-02-28',
    );
    expect(csv('ar')).toContain(
      'لا يُحصى المتطوعون في أجزاء الشهور، وعددهم بين 1,500 و2,001؛ ولإحصائهم اطلب شهورًا كاملة، من 2025-02-01 إلى 2025-02-28',
    );
    // Without days outside the period on which anybody gave hours, its months are as good as whole.
    const untilToday = await buildReport([issuer], '2025-01-01', '2025-03-20', deps());
    expect(untilToday.volunteers).toMatchObject({ total: 2_001 });
  });
});
