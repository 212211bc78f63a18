import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

const ISSUER = 'nakheel-health-cluster';
const HOURS = 'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by';

/** Only this file uses the Nakheel cluster. */
let cloud: SharedCloud;
let api: ApiClient;
const headers: Record<string, Record<string, string>> = {};
const folder = mkdtempSync(path.join(tmpdir(), 'ledger-'));

/** Writes a file of lines; returns its path. */
const file = (name: string, lines: readonly string[]): string => {
  const written = path.join(folder, name);
  writeFileSync(written, lines.join('\n'));
  return written;
};

/** Sends a request with the headers of `caller`. */
async function call(caller: string, method: string, address: string, body?: unknown) {
  const send = () =>
    fetch(cloud.url + address, {
      method,
      headers: { 'content-type': 'application/json', ...headers[caller] },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  let answer = await send();
  let text = await answer.text();
  // Another file may import for all issuers at the same time.
  for (let wait = 0; wait < 20 && text.includes('IMPORT_RUNNING'); wait += 1) {
    answer = await send();
    text = await answer.text();
  }
  const json = (answer.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : undefined;
  return { status: answer.status, text, json };
}

beforeAll(async () => {
  cloud = await sharedCloud();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const token = await cloud.token('coordinator', {
    id: 'ledger',
    issuers: [ISSUER],
    furtherRoles: ['supervisor'],
  });
  headers.coordinator = bearer(token);
  headers.supervisor = bearer(await cloud.token('supervisor', { id: 'ledger', issuers: [ISSUER] }));
  headers.outsider = bearer(
    await cloud.token('coordinator', {
      id: 'outsider',
      issuers: ['shifa-initiative'],
      furtherRoles: ['supervisor'],
    }),
  );
  headers.volunteer = bearer(await cloud.token('volunteer', { id: 'LEDGER-V1' }));
  api = new ApiClient({ baseUrl: cloud.url, token });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the routes of the ledger', () => {
  test('record an opportunity, import hours, approve them, and report them', async () => {
    const opportunity = {
      issuerId: ISSUER,
      titleAr: 'فحص السكري',
      titleEn: 'Diabetes Screening',
      track: 'preventive',
      startsOn: '2023-02-01',
      endsOn: '2023-02-28',
      requiredMinutes: 600,
      beneficiaries: 120,
    };
    const address = '/opportunities/LEDGER-OP';
    expect((await call('coordinator', 'PUT', address, opportunity)).status).toBe(201);
    expect((await call('coordinator', 'PUT', address, opportunity)).status).toBe(200);
    const volunteers = [
      'volunteer_id,name_ar,name_en,gender',
      'LEDGER-V1,هند صالح العيد,Hind Saleh Aleid,female',
    ];
    expect((await importFile(api, file('volunteers.csv', volunteers))).state).toBe('imported');
    const hours = [
      HOURS,
      'LEDGER-H1,LEDGER-V1,LEDGER-OP,2023-02-03,6,approved,coord-1',
      'LEDGER-H2,LEDGER-V1,LEDGER-OP,٢٠٢٣/٢/٤,٥٫٥,معلق,',
    ];
    const imported = await importFile(api, file('hours.csv', hours));
    expect(imported).toMatchObject({
      state: 'imported',
      counts: { new: 2 },
      awaitingRelease: { entries: 1, minutes: 360, volunteers: 1, opportunities: 1 },
    });

    const verdict = async () => (await call('volunteer', 'GET', '/me')).json.opportunities[0];
    expect(await verdict()).toMatchObject({
      ...{ reason: 'HOURS_PENDING', approvedMinutes: 0, pendingMinutes: 690 },
    });
    const release = `/imports/${imported.importId}/release`;
    expect(await call('coordinator', 'POST', release)).toMatchObject({
      ...{ status: 403, json: { code: 'SAME_PERSON' } },
    });
    expect((await call('outsider', 'POST', release)).status).toBe(404);
    await releaseAsSecondPerson(cloud, imported.importId);
    expect(await verdict()).toMatchObject({
      reason: 'HOURS_PENDING',
      approvedMinutes: 360,
      pendingMinutes: 330,
    });
    const approval = { decision: 'approved', issuerId: ISSUER, entryIds: ['LEDGER-H2', 'LEDGER-NONE'] };
    // Whoever recorded hours doesn't approve them, whatever else the token grants.
    expect((await call('coordinator', 'POST', '/hours/approvals', approval)).json).toMatchObject({
      ...{ decided: 0, ownEntryIds: ['LEDGER-H2'] },
    });
    expect((await call('supervisor', 'POST', '/hours/approvals', approval)).json).toEqual({
      decided: 1,
      unchanged: 0,
      certifiedEntryIds: [],
      ownEntryIds: [],
      unknownEntryIds: ['LEDGER-NONE'],
      cursor: null,
    });
    expect(await verdict()).toMatchObject({ reason: 'ELIGIBLE', approvedMinutes: 690, pendingMinutes: 0 });
    // Importing the file with "pending" again doesn't undo the approval.
    expect(await importFile(api, file('hours.csv', hours))).toMatchObject({
      counts: { unchanged: 2, changed: 0 },
    });
    expect((await verdict()).reason).toBe('ELIGIBLE');

    const report = await call('coordinator', 'GET', '/reports?from=2023-02-01&to=2023-02-28');
    expect(report.json).toMatchObject({
      opportunities: { total: 1, preventive: 1 },
      volunteers: { total: 1, female: 1 },
      minutes: 690,
      hours: 11.5,
      beneficiaries: 120,
      reconciliation: { volunteers: { difference: 0, line: '1 female = 1' } },
    });
    const csv = await call('coordinator', 'GET', '/reports?from=2023-02-01&to=2023-02-28&format=csv&lang=ar');
    expect(csv.text).toContain('تجمع النخيل الصحي,2023-02-01,2023-02-28,1,0,1,0,0,1,0,1,0,11.5,120,');
    const days = await call('coordinator', 'GET', '/reports?from=2023-02-04&to=2023-02-10');
    expect(days.json).toMatchObject({
      minutes: 330,
      volunteers: { total: 1 },
      opportunities: { total: 0 },
    });
  });

  test('list every problem of a file by row and column, in the requested language, and as CSV', async () => {
    const bad = [HOURS, 'LEDGER-X1,LEDGER-V404,LEDGER-OP404,2023-02-30,-3,approved,', 'LEDGER-X2,,,,,,'];
    const report = await importFile(api, file('bad.csv', bad));
    expect(report).toMatchObject({ state: 'refused' });
    const problems = report.problems?.map(({ row, column, code }) => [row, column, code]);
    expect(problems).toEqual([
      [2, 'date', 'DATE_UNKNOWN'],
      [2, 'hours', 'HOURS_NOT_POSITIVE'],
      [2, 'approved_by', 'APPROVER_MISSING'],
      [2, 'opportunity_id', 'OPPORTUNITY_UNKNOWN'],
      [2, 'volunteer_id', 'VOLUNTEER_UNKNOWN'],
      [3, 'volunteer_id', 'CELL_MISSING'],
      [3, 'opportunity_id', 'CELL_MISSING'],
      [3, 'date', 'CELL_MISSING'],
      [3, 'hours', 'CELL_MISSING'],
    ]);
    const inLanguage = async (lang: string) =>
      (await call('coordinator', 'GET', `/imports/${report.importId}?lang=${lang}`)).json.problems[1];
    expect(await inLanguage('en')).toMatchObject({
      value: '-3',
      message: 'The hours are zero or negative.',
    });
    expect(await inLanguage('ar')).toMatchObject({ value: '-3', message: 'عدد الساعات صفر أو سالب.' });
    const table = await call('coordinator', 'GET', `/imports/${report.importId}/problems.csv?lang=ar`);
    expect(table.text.split('\r\n')[0]?.replace('\ufeff', '')).toBe(
      'الأثر,الملف,ورقة العمل,الصف,العمود,القيمة,الرمز,المشكلة,الحل',
    );
    // A cell that a spreadsheet would read as a formula is escaped.
    expect(table.text).toContain("hours,'-3,HOURS_NOT_POSITIVE");
    expect((await call('outsider', 'GET', `/imports/${report.importId}`)).status).toBe(404);
  });

  test('refuse to write for another issuer', async () => {
    const foreign = {
      issuerId: ISSUER,
      titleAr: 'حملة',
      titleEn: 'Campaign',
      track: 'support',
      startsOn: '2023-02-01',
      endsOn: '2023-02-28',
      requiredMinutes: 600,
    };
    expect((await call('outsider', 'PUT', '/opportunities/LEDGER-OP2', foreign)).status).toBe(403);
    expect((await call('volunteer', 'PUT', '/opportunities/LEDGER-OP2', foreign)).status).toBe(403);
    const approval = { decision: 'rejected', issuerId: ISSUER, entryIds: ['LEDGER-H1'] };
    expect((await call('outsider', 'POST', '/hours/approvals', approval)).status).toBe(404);
    expect((await call('volunteer', 'POST', '/imports', { fileName: 'a.csv', size: 1 })).status).toBe(403);
    expect(
      (await call('outsider', 'GET', `/reports?from=2023-01-01&to=2023-12-31&issuer=${ISSUER}`)).status,
    ).toBe(404);
    const foreignApi = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('coordinator', {
        id: 'outsider',
        issuers: ['shifa-initiative'],
        furtherRoles: ['supervisor'],
      }),
    });
    const report = await importFile(
      foreignApi,
      file('foreign.csv', [HOURS, 'LEDGER-H9,LEDGER-V1,LEDGER-OP,2023-02-05,6,approved,coord-1']),
    );
    expect(report).toMatchObject({
      state: 'refused',
      problems: [{ code: 'OPPORTUNITY_UNKNOWN' }, { code: 'VOLUNTEER_UNKNOWN' }],
    });
  });

  test('refuse a file of two gigabytes before it is uploaded', async () => {
    const huge = await call('coordinator', 'POST', '/imports', { fileName: 'huge.csv', size: 2 ** 31 });
    expect(huge).toMatchObject({ status: 413, json: { code: 'IMPORT_TOO_LARGE' } });
  });

  test('refuse a mapping to a heading that is none of ours, with the heading', async () => {
    const mapped = (headings: object) =>
      call('coordinator', 'POST', '/imports', { fileName: 'mapped.csv', size: 10, headings });
    const refused = await mapped({ 'Member Code': 'volunteer_id', 'Log #': 'log_number' });
    expect(refused).toMatchObject({
      status: 400,
      json: { code: 'BODY_INVALID', field: 'headings', heading: 'Log #' },
    });
    expect(refused.json.title).toContain('log_number');
    const accepted = await mapped({ 'Member Code': 'رقم المتطوع', 'Log #': 'entry_id', Remarks: null });
    expect(accepted.status).toBe(201);
  });

  test('issue a milestone to a volunteer who has reached it', async () => {
    const days = Array.from({ length: 6 }, (_, day) => `2023-02-${String(day + 10).padStart(2, '0')}`);
    const hours = days.map((day, n) => `LEDGER-M${n},LEDGER-V1,LEDGER-OP,${day},8,approved,coord-1`);
    const { importId } = await importFile(api, file('milestone.csv', [HOURS, ...hours]));
    await releaseAsSecondPerson(cloud, importId);
    const recognition = { kind: 'milestone', issuerId: ISSUER, hours: 50 };
    const claimed = await call('volunteer', 'POST', '/me/certificates', { recognition });
    expect(claimed).toMatchObject({ status: 201, json: { outcome: 'issued' } });
    const verified = await call('nobody', 'GET', `/verify/${claimed.json.certificateId}`);
    expect(verified.text).toContain('valid');
    expect((await call('volunteer', 'POST', '/me/certificates', { recognition })).status).toBe(200);
  });
});
