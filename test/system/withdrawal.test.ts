import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { getImport, withdrawImport } from '../../functions/routes/ledger.ts';
import { importFile, takeBackRelease } from '../../infra/tools/cli/api/import-file.ts';
import { eventually } from '../local/eventually.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

const NAME = 'TAKENBACK';
const FILES = {
  'opportunities.csv': [
    'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours',
    `${NAME},rawabi-health-cluster,فحص السكري في الأحياء,Diabetes Screening,preventive,2025-02-01,2025-03-31,30`,
  ],
  'volunteers.csv': [
    'volunteer_id,name_ar,name_en,gender',
    `${NAME}-1,نورة سالم الحربي,Noura Salem Alharbi,female`,
  ],
  'hours.csv': [
    'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
    `${NAME}-H1,${NAME}-1,${NAME},2025-02-10,6,approved,coordinator-1`,
  ],
};

const folder = mkdtempSync(path.join(tmpdir(), 'withdrawal-'));
let cloud: SharedCloud;
let api: ApiClient;
beforeAll(async () => {
  cloud = await sharedCloud();
  api = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator', { id: 'withdraws' }) });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Withdraws an import; returns its report once that has ended. */
async function withdrawn(importId: string) {
  const path = { id: importId };
  await api.call(withdrawImport, { path });
  return eventually(
    async () => {
      const report = await api.call(getImport, { path });
      return report.state !== 'withdrawing' && report;
    },
    { withinMilliseconds: 60_000 },
  );
}

test('an import is withdrawn after its release was taken back, and what its hours were recorded on after it', async () => {
  const ids: string[] = [];
  for (const [name, lines] of Object.entries(FILES)) {
    const file = path.join(folder, name);
    writeFileSync(file, `${lines.join('\n')}\n`);
    ids.push((await importFile(api, file)).importId);
  }
  const [opportunity = '', , hours = ''] = ids;
  await releaseAsSecondPerson(cloud, hours);
  expect(await takeBackRelease(api, hours)).toMatchObject({
    state: 'imported',
    takingBack: { state: 'done' },
  });
  expect(await withdrawn(hours)).toMatchObject({
    state: 'withdrawn',
    withdrawal: { undone: { removed: { hours: 1 } } },
  });
  expect(await withdrawn(opportunity)).toMatchObject({
    state: 'withdrawn',
    withdrawal: { undone: { removed: { opportunities: 1 } } },
  });
});
