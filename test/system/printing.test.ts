import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { eventually } from '../local/eventually.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

const ISSUER = 'rawabi-health-cluster';
const PARTNERS = [
  'nakheel-health-cluster',
  'rawabi-municipality',
  'shifa-initiative',
  'tilal-health-cluster',
];
const folder = mkdtempSync(join(tmpdir(), 'printing-'));
let cloud: SharedCloud;
let api: ApiClient;
let headers: Record<string, string>;

beforeAll(async () => {
  cloud = await sharedCloud();
  const token = await cloud.token('coordinator', { id: 'printing', issuers: [ISSUER] });
  api = new ApiClient({ baseUrl: cloud.url, token });
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sends a request; repeats it while another file's import holds the ledger. */
async function call(method: string, path: string, body?: unknown) {
  return eventually(async () => {
    const answer = await fetch(cloud.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = await answer.json();
    return !/IMPORT_RUNNING|LEDGER_BUSY/.test(JSON.stringify(json)) && { status: answer.status, json };
  });
}

async function importLines(name: string, lines: readonly string[]) {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return importFile(api, path);
}

const opportunity = (change: object) => ({
  issuerId: ISSUER,
  titleAr: 'حملة القلب',
  titleEn: 'Heart Campaign',
  track: 'preventive',
  startsOn: '2025-02-01',
  endsOn: '2025-02-28',
  requiredMinutes: 60,
  beneficiaries: 10,
  ...change,
});

describe('what no document can print', () => {
  test('is refused in a title that is put, with the character and its place', async () => {
    for (const [change, found] of [
      [{ titleAr: 'حملة القلب ❤' }, { field: 'titleAr', codePoint: 'U+2764', position: 12 }],
      [{ titleEn: 'Heart 中文 campaign' }, { field: 'titleEn', codePoint: 'U+4E2D', position: 7 }],
      // A Cyrillic letter that looks like a Latin one.
      [{ titleEn: 'Неart Campaign' }, { field: 'titleEn', codePoint: 'U+041D', position: 1 }],
    ] as const) {
      const { status, json } = await call('PUT', '/opportunities/PRINTING-0', opportunity(change));
      expect({ status, ...json }).toMatchObject({ status: 400, code: 'BODY_INVALID', ...found });
    }
  });

  test('is refused in a title that is imported, by row and column', async () => {
    const report = await importLines('opportunities.csv', [
      'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries',
      `PRINTING-1,${ISSUER},حملة القلب ❤,Heart Campaign,preventive,2025-02-01,2025-02-28,1,10`,
    ]);
    expect(report).toMatchObject({
      state: 'refused',
      problems: [
        {
          row: 2,
          column: 'title_ar',
          code: 'TEXT_NOT_PRINTABLE',
          message: expect.stringContaining('Character 12 (“❤”, U+2764)'),
        },
      ],
    });
  });

  test('shows in a dry run, where more issue a certificate than its design names', async () => {
    const id = 'PRINTING-2';
    const { status } = await call('PUT', `/opportunities/${id}`, opportunity({ partnerIds: PARTNERS }));
    expect(status).toBe(201);
    const volunteers = ['volunteer_id,name_ar,name_en,gender', `${id}-V,هند العيد,Hind Aleid,female`];
    expect(await importLines('volunteers.csv', volunteers)).toMatchObject({ state: 'imported' });
    const hours = [
      'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
      `${id}-H,${id}-V,${id},2025-02-03,6,approved,coordinator-1`,
    ];
    const { state, importId } = await importLines('hours.csv', hours);
    expect(state).toBe('imported');
    await releaseAsSecondPerson(cloud, importId);
    const { json: created } = await call('POST', '/batches', { opportunityIds: [id], dryRun: true });
    const batch = await eventually(async () => {
      const { json } = await call('GET', `/batches/${created.batchId}`);
      return json.state !== 'planning' && json;
    });
    expect(batch).toMatchObject({ dryRun: true, state: 'draft', reasons: { DESIGN_NO_ROOM: 1 } });
    const { json } = await call('GET', `/batches/${created.batchId}/items`);
    expect(json.items[0]).toMatchObject({
      reason: 'DESIGN_NO_ROOM',
      facts: { printed: 'issuers', count: 5, most: 4 },
    });
  });
});
