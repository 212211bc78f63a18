import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ApiClient } from '../../functions/client/api-client.ts';
import { DAY_MS, dayIn, daysAfter } from '../../functions/domain/calendar-date.ts';
import type { StaffRole } from '../../functions/domain/staff/roles.ts';
import { createBatch, listBatchItems } from '../../functions/routes/batches.ts';
import { decideHours, getImport, releaseImport } from '../../functions/routes/ledger.ts';
import { getCredential } from '../../functions/routes/proofs.ts';
import { verifyCertificate } from '../../functions/routes/verification.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

const ISSUER = 'rawabi-health-cluster';
const OPPORTUNITY = 'STORY-OP';
const VOLUNTEERS = ['STORY-V1', 'STORY-V2'] as const;
const SUPERVISOR_OF_THE_FILE = 'Dr Nobody Atall';
/** 50 shifts of eight hours: 400 hours. */
const DAYS = Array.from({ length: 50 }, (_, index) => daysAfter('2024-02-01', index));
const FILES = {
  'opportunities.csv': [
    'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries,kind',
    `${OPPORTUNITY},${ISSUER},استقبال الزوار,Welcoming Visitors,support,2024-02-01,2024-03-31,400,10,volunteering`,
  ],
  'volunteers.csv': [
    'volunteer_id,name_ar,name_en,gender,kind',
    ...VOLUNTEERS.map((id) => `${id},نورة سالم الحربي,Noura Salem Alharbi,female,individual`),
  ],
  'hours.csv': [
    'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
    ...VOLUNTEERS.flatMap((id) =>
      DAYS.map(
        (day, index) => `${id}-${index},${id},${OPPORTUNITY},${day},8,approved,${SUPERVISOR_OF_THE_FILE}`,
      ),
    ),
  ],
};

let cloud: SharedCloud;
/** The person of the story, who has every role that a person can have beside it. */
let coordinator: ApiClient;
let folder: string;
/** The import of the hours. */
let importId: string;

beforeAll(async () => {
  cloud = await sharedCloud();
  coordinator = await clientOf('story-coordinator', 'supervisor', 'approver');
  folder = mkdtempSync(path.join(tmpdir(), 'story-'));
  for (const [name, lines] of Object.entries(FILES)) {
    const file = path.join(folder, name);
    writeFileSync(file, lines.join('\n'));
    const imported = await importFile(coordinator, file);
    expect(imported.state).toBe('imported');
    importId = imported.importId;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Returns a client of a person with some roles. */
async function clientOf(id: string, ...furtherRoles: readonly StaffRole[]): Promise<ApiClient> {
  const token = await cloud.token('coordinator', {
    id,
    issuers: [ISSUER],
    furtherRoles: [...furtherRoles],
  });
  return new ApiClient({ baseUrl: cloud.url, token });
}

async function batchOf(dryRun: boolean) {
  const { batchId } = await coordinator.call(createBatch, {
    body: { opportunityIds: [OPPORTUNITY], dryRun, notify: false },
  });
  const batch = await waitForBatch(coordinator, batchId);
  const { items } = await coordinator.call(listBatchItems, { path: { id: batchId } });
  return { batch, items };
}

test('three files of one account make no hour count', async () => {
  const { batch, items } = await batchOf(true);
  expect(batch).toMatchObject({ state: 'draft', verdicts: { HOURS_PENDING: 2 } });
  expect(items.map(({ volunteerId, outcome, reason }) => [volunteerId, outcome, reason]).sort()).toEqual(
    VOLUNTEERS.map((id) => [id, 'refused', 'HOURS_PENDING']),
  );
  const real = await batchOf(false);
  expect(real.batch).toMatchObject({ state: 'done', counts: { requested: 2, issued: 0, refused: 2 } });
});

test('the same person releases and approves nothing, whatever roles the account has', async () => {
  const path = { id: importId };
  const other = await clientOf('story-other');
  await expect(other.call(releaseImport, { path })).rejects.toMatchObject({ code: 'FORBIDDEN_ROLE' });
  await expect(coordinator.call(releaseImport, { path })).rejects.toMatchObject({ code: 'SAME_PERSON' });
  const decision = await coordinator.call(decideHours, {
    body: { decision: 'approved', opportunityId: OPPORTUNITY },
  });
  expect(decision).toMatchObject({ decided: 0, unchanged: 0 });
  expect(decision.ownEntryIds).toHaveLength(100);
  const { state, awaitingRelease } = await coordinator.call(getImport, { path });
  expect({ state, entries: awaitingRelease?.entries }).toEqual({ state: 'imported', entries: 100 });
  expect((await batchOf(true)).batch.verdicts).toEqual({ HOURS_PENDING: 2 });
});

test('released by a second person it is valid, and the answer says by how many and how late', async () => {
  await releaseAsSecondPerson(cloud, importId);
  const { batch, items } = await batchOf(false);
  expect(batch).toMatchObject({ state: 'done', counts: { requested: 2, issued: 2 } });
  const id = String(items[0]?.certificateId);

  const { recordedOn, days } = lateness();
  const textEn = `50 shifts, recorded ${days.toLocaleString('en')} days after on average, released as a file by one person who recorded none of them.`;
  const textAr = easternDigits(
    `50 فترة تطوع؛ التسجيل بعد ${days.toLocaleString('en')} ${noun(days)} في المتوسط؛ اعتماد الملف من شخص واحد لم يسجّل شيئًا منها.`,
  );
  const answer = await coordinator.call(verifyCertificate, { path: { id } });
  expect(recordedOn > '2024-12-31').toBe(true);
  expect(answer).toMatchObject({
    result: 'valid',
    minutes: 400 * 60,
    provenance: {
      grade: 'late',
      shifts: 50,
      averageDaysToRecord: days,
      approvers: 0,
      approversByLink: 0,
      releasers: 1,
      files: 1,
      recordedSome: 0,
      approversRecordedSome: 0,
      releasersRecordedSome: 0,
      makerAndChecker: true,
      textEn,
      textAr,
    },
  });

  const { recordedBy, release } = await coordinator.call(getImport, { path: { id: importId } });
  const page = async (lang: string) => {
    const headers = { accept: 'text/html' };
    return (await fetch(`${cloud.url}/verify/${id}?lang=${lang}`, { headers })).text();
  };
  const [english, arabic] = [await page('en'), await page('ar')];
  for (const text of ['Recorded late', textEn]) expect(english).toContain(text);
  for (const text of ['مسجّلة متأخرة', textAr]) expect(arabic).toContain(text);
  const credential = decodeJwt(await coordinator.text(getCredential, 'application/vc+jwt', { path: { id } }));
  expect(credential.evidence).toMatchObject([{ narrative: `${textEn}\n\n${textAr}`, genre: 'late' }]);
  for (const text of [JSON.stringify(answer), english, arabic, JSON.stringify(credential)])
    for (const name of [SUPERVISOR_OF_THE_FILE, recordedBy, release?.requestedBy])
      expect(text).not.toContain(name);
});

/** Whole days from the shifts to today, on average, as a reader would count them. */
function lateness() {
  const recordedOn = dayIn('Asia/Riyadh', new Date().toISOString());
  const all = DAYS.map((day) => (Date.parse(recordedOn) - Date.parse(day)) / DAY_MS);
  return { recordedOn, days: Math.round(all.reduce((sum, one) => sum + one, 0) / all.length) };
}

/** The Arabic for days after a number above 100. */
function noun(days: number): string {
  const lastTwo = days % 100;
  if (lastTwo < 3) return 'يوم';
  return lastTwo <= 10 ? 'أيام' : 'يومًا';
}

const easternDigits = (text: string): string =>
  text
    .replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? digit)
    .replaceAll(/(?<=[٠-٩]),(?=[٠-٩])/g, '٬');
