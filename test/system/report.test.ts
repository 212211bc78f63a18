import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { DAY_MS, dayIn, daysAfter } from '../../functions/domain/calendar-date.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import { timesheetKey } from '../../functions/storage/dynamo/table.ts';
import { runTawtheeq } from '../tools/cli/run-tawtheeq.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

// Each command is a process, which is slow on a busy machine.

/** Only this file uses the municipality. */
const ISSUER = 'rawabi-municipality';
const OPPORTUNITY = 'REPORT-OP';
const PEOPLE = ['REPORT-1', 'REPORT-2', 'REPORT-3', 'REPORT-4'] as const;
const [CLAIMS, REVOKED, REPLACED] = PEOPLE;
/** How many days ago their hours were approved. */
const APPROVED_DAYS_AGO = { 'REPORT-1': 10, 'REPORT-2': 4, 'REPORT-3': 0, 'REPORT-4': 0 } as const;

const FILES = {
  'opportunities.csv': [
    'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries',
    `${OPPORTUNITY},${ISSUER},تشجير الأحياء,Neighbourhood Planting,support,2025-02-01,2025-03-31,50,300`,
  ],
  'volunteers.csv': [
    'volunteer_id,name_ar,name_en,gender',
    ...PEOPLE.map((id) => `${id},نورة سالم الحربي,Noura Salem Alharbi,female`),
  ],
  'hours.csv': [
    'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
    ...PEOPLE.flatMap((id) =>
      [1, 2, 3, 4, 5, 6, 7].map((day) => `${id}-${day},${id},${OPPORTUNITY},2025-02-0${day},8,approved,M-1`),
    ),
  ],
};

interface Answer {
  readonly [name: string]: unknown;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

let cloud: SharedCloud;
let folder: string;
let token: string;
/** The day of issue, in the issuer's time zone. */
let today: string;
const issued: Record<string, string> = {};

const tawtheeq = (...args: string[]) => runTawtheeq([...args, '--url', cloud.url, '--token', token]);
async function json(...args: string[]): Promise<Answer> {
  const run = await tawtheeq(...args, '--json');
  expect([run.exitCode, run.stderr]).toEqual([0, '']);
  return JSON.parse(run.stdout) as Answer;
}
const issue = () => json('issue', '--opportunity', OPPORTUNITY, '--yes');

/** Approves a volunteer's hours some days ago, in the table: no route can do that. */
async function approveEarlier(volunteerId: string, days: number): Promise<void> {
  const at = new Date(Date.now() - days * DAY_MS).toISOString();
  const indexes = FILES['hours.csv'].filter((line) => line.includes(`,${volunteerId},`)).keys();
  await cloud.clients.dynamo.send(
    new UpdateItemCommand({
      TableName: cloud.tableName,
      Key: marshall(timesheetKey({ issuerId: ISSUER, volunteerId, opportunityId: OPPORTUNITY })),
      UpdateExpression: `SET ${[...indexes]
        .map((index) => `entries[${index}].approval = :approval, entries[${index}].#status = :approved`)
        .join(', ')}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: marshall({
        ':approval': { at, by: 'supervisor-1', kind: 'entry' },
        ':approved': 'approved',
      }),
    }),
  );
}

const period = (from: string, to: string) => ['report', '--from', from, '--to', to];
const report = (from: string, to: string) => json(...period(from, to));
const month = () => [`${today.slice(0, 7)}-01`, endOfMonth(today)] as const;
const halfYear = () =>
  today.slice(5, 7) <= '06'
    ? ([`${today.slice(0, 4)}-01-01`, `${today.slice(0, 4)}-06-30`] as const)
    : ([`${today.slice(0, 4)}-07-01`, `${today.slice(0, 4)}-12-31`] as const);
const year = () => [`${today.slice(0, 4)}-01-01`, `${today.slice(0, 4)}-12-31`] as const;
const someDays = () => [daysAfter(today, -9), daysAfter(today, 1)] as const;

function endOfMonth(day: string): string {
  const [years = 0, months = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(years, months, 0)).toISOString().slice(0, 10);
}

beforeAll(async () => {
  cloud = await sharedCloud();
  token = await cloud.token('coordinator', { id: 'report', issuers: [ISSUER] });
  folder = mkdtempSync(path.join(tmpdir(), 'report-'));
  const files = Object.entries(FILES).map(([name, lines]) => {
    writeFileSync(path.join(folder, name), lines.join('\n'));
    return path.join(folder, name);
  });
  const imported = await json('import', ...files);
  expect(imported.items.map(({ state }) => state)).toEqual(['imported', 'imported', 'imported']);
  await releaseAsSecondPerson(cloud, String(imported.items[2]?.importId));
  for (const id of PEOPLE) if (APPROVED_DAYS_AGO[id] > 0) await approveEarlier(id, APPROVED_DAYS_AGO[id]);

  const volunteer = new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token('volunteer', { id: CLAIMS }),
  });
  await volunteer.call(claimCertificate, { body: { opportunityId: OPPORTUNITY } });
  const recognition = { kind: 'milestone', issuerId: ISSUER, hours: 50 } as const;
  await volunteer.call(claimCertificate, { body: { recognition } });
  const batch = await issue();
  expect(batch.counts).toMatchObject({ requested: 4, issued: 3, alreadyIssued: 1 });
  for (const item of batch.items) issued[String(item.volunteerId)] = String(item.certificateId);
  const { items } = await json('certificates', '--issuer', ISSUER);
  today = dayIn('Asia/Riyadh', String(items[0]?.issuedAt));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a report after certificates were issued', () => {
  const ISSUED = { certificates: 5, recognitions: 1, revocations: 0, averageDaysToCertificate: 3.5 };

  test('counts claims, a recognition and a batch, and their days to the certificate', async () => {
    for (const [from, to] of [month(), halfYear(), year(), someDays(), [today, today] as const])
      expect(await report(from, to)).toMatchObject({ from, to, ...ISSUED });
    const before = await report('2025-01-01', '2025-06-30');
    expect(before).toMatchObject({
      certificates: 0,
      averageDaysToCertificate: null,
      opportunities: { total: 1, support: 1 },
      volunteers: { total: 4, female: 4 },
      hours: 224,
      beneficiaries: 300,
    });
    expect((await report(daysAfter(today, 1), daysAfter(today, 9))).certificates).toBe(0);
  });

  test('is printed as a table and as CSV in both languages', async () => {
    const [from, to] = year();
    const csv = await tawtheeq(...period(from, to), '--csv');
    const [headings = '', row = ''] = csv.stdout.split('\r\n');
    expect(
      headings.endsWith(
        'certificates,of them recognitions,revoked in the period,days to certificate,reconciliation',
      ),
    ).toBe(true);
    expect(row).toMatch(/^Rawabi Municipality,.*,5,1,0,3\.5,$/);
    const arabicCsv = await tawtheeq(...period('2025-01-01', '2025-06-30'), '--csv', '--lang', 'ar');
    expect(arabicCsv.stdout).toContain(
      'الشهادات,منها شهادات تقدير,الملغاة في الفترة,أيام حتى الشهادة,المطابقة',
    );
    expect(arabicCsv.stdout).toContain(',224,300,0,0,0,,1 مساند = 1؛ 4 إناث = 4');
    const table = await tawtheeq(...period(from, to));
    for (const line of [
      /^ *certificates +5$/m,
      /^ *of them recognitions +1$/m,
      /^ *days to certificate +3\.5$/m,
    ])
      expect(table.stdout).toMatch(line);
    const arabicTable = await tawtheeq(...period(from, to), '--lang', 'ar');
    for (const line of [/^ *الشهادات +5$/m, /^ *منها شهادات تقدير +1$/m, /^ *أيام حتى الشهادة +3\.5$/m])
      expect(arabicTable.stdout).toMatch(line);
  });

  test('counts a revocation separately, a correction not at all, and a new certificate again', async () => {
    const revoke = ['revoke', issued[REVOKED] ?? '', '--reason', 'hours_corrected'];
    expect((await tawtheeq(...revoke)).exitCode).toBe(0);
    const replace = ['replace', issued[REPLACED] ?? '', '--name-en', 'Noura Salem Al-Harbi'];
    expect((await tawtheeq(...replace)).exitCode).toBe(0);
    for (const [from, to] of [month(), year(), someDays()])
      expect(await report(from, to)).toMatchObject({ ...ISSUED, revocations: 1 });

    expect((await issue()).counts).toMatchObject({ issued: 1, alreadyIssued: 3 });
    const [from, to] = year();
    const figures = await report(from, to);
    // 10, 4, 0, 0, and 4 again: 18 days over 5 certificates.
    expect(figures).toMatchObject({
      certificates: 6,
      recognitions: 1,
      revocations: 1,
      averageDaysToCertificate: 3.6,
    });

    const { items } = await json('certificates', '--issuer', ISSUER);
    const first = items.filter(({ supersedes }) => supersedes === null);
    expect(first).toHaveLength(Number(figures.certificates));
    const inForce = items.filter(({ state }) => state === 'issued');
    expect(inForce).toHaveLength(Number(figures.certificates) - Number(figures.revocations));
  });
});
