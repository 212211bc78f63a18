import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { Role } from '../../functions/domain/staff/roles.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import { decideCorrection, requestCorrection } from '../../functions/routes/lifecycle.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { ownCloud } from './embedded-cloud.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

const ISSUER = 'tilal-health-cluster';
/** What nobody may read in a log: names, an address and a birth date. */
const CANARIES = ['Zumurruda', 'زمردة', 'Zabarjada', 'Yaqouta', 'canary@example.org', '1990-01-01'];

const folder = mkdtempSync(path.join(tmpdir(), 'private-lives-'));
const logged: string[] = [];
let cloud: EmbeddedCloud;
let coordinator: ApiClient;
let certificateId = '';
let otherId = '';

const clientOf = async (role: Role, options: { readonly id: string; readonly issuers?: string[] }) =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, options) });

/** Sends a request as it stands; returns its status and the headers of its answer. */
async function send(method: string, address: string, token: string | undefined, body?: string) {
  const answer = await fetch(`${cloud.url}${address}`, {
    method,
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Imports, releases and issues to two people, the first of whom has the canaries. */
async function issue(): Promise<void> {
  const files = {
    'opportunities.csv': `opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries
CANARY-OP,${ISSUER},زيارة المرضى,Visiting Patients,support,2025-02-01,2025-02-28,1,10
`,
    'volunteers.csv': `volunteer_id,kind,name_ar,name_en,gender,birth_date,email
CANARY-1,individual,زمردة سالم الحربي,Zumurruda Salem Alharbi,female,1990-01-01,canary@example.org
OTHER-1,individual,سارة سعد القحطاني,Sara Saad Alqahtani,female,1991-01-01,other@example.org
`,
    'hours.csv': `entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by
CANARY-H1,CANARY-1,CANARY-OP,2025-02-03,6,approved,Zumurruda Salem
OTHER-H1,OTHER-1,CANARY-OP,2025-02-03,6,approved,Zumurruda Salem
`,
    // Refused: its problems name what is in its cells.
    'wrong.csv': `volunteer_id,kind,name_ar,name_en,gender,birth_date,email
CANARY 1,individual,زمردة,Zumurruda\u202e,Zumurruda,1990-01-01 زمردة,canary@example.org@
`,
  };
  const imports: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const { importId, state } = await importFile(coordinator, file);
    expect(state).toBe(name === 'wrong.csv' ? 'refused' : 'imported');
    imports.push(importId);
  }
  await releaseAsSecondPerson(cloud, imports[2] ?? '');
  const { batchId } = await coordinator.call(createBatch, { body: { opportunityIds: ['CANARY-OP'] } });
  await waitForBatch(coordinator, batchId);
  for await (const one of coordinator.list(listCertificates, {})) {
    if (one.volunteerId === 'CANARY-1') certificateId = one.certificateId;
    else otherId = one.certificateId;
  }
  expect([certificateId, otherId]).not.toContain('');
}

beforeAll(async () => {
  cloud = await ownCloud({
    data: path.join(folder, 'cloud'),
    log: (line) => logged.push(line),
  });
  coordinator = await clientOf('coordinator', { issuers: [ISSUER], id: 'coordinator-1' });
  await issue();
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('another volunteer’s certificate is not there, whatever is asked of it', async () => {
  const other = await cloud.token('volunteer', { id: 'OTHER-1' });
  const routes = ROUTE_TABLE.filter(
    ({ path: address, roles }) =>
      address.startsWith('/certificates/{id}') && roles !== 'public' && roles.includes('volunteer'),
  );
  expect(routes.length).toBeGreaterThan(3);
  for (const { method, path: address, body } of routes) {
    const sent = body === undefined ? undefined : JSON.stringify({ nameEn: 'Sara Saad', note: 'Mine' });
    const of = (id: string) => send(method, address.replace('{id}', id), other, sent);
    const [anothers, nobodys] = [await of(certificateId), await of('45DANPXPKVTXGKCR52')];
    expect({ address, status: anothers.status }).toEqual({ address, status: 404 });
    // Nor is it told from one that never was.
    expect(anothers.text.replaceAll(certificateId, '')).not.toContain('Zumurruda');
    expect(nobodys.status).toBe(404);
  }
  // The same person has an own one.
  expect((await send('GET', `/certificates/${otherId}/document`, other)).status).toBe(302);
});

test('a link to a document holds a minute, is kept by no cache and is an attachment', async () => {
  const holder = await cloud.token('volunteer', { id: 'CANARY-1' });
  const { status, headers } = await send('GET', `/certificates/${certificateId}/document`, holder);
  expect(status).toBe(302);
  expect(headers.get('cache-control')).toContain('no-store');
  const link = new URL(headers.get('location') ?? '');
  expect(Number(link.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(60);
  expect(link.searchParams.get('response-content-disposition')).toMatch(
    /^attachment; filename="[A-Z0-9-]+\.pdf"$/,
  );
  link.searchParams.set('X-Amz-Expires', '86400');
  expect((await fetch(link)).status).toBe(403);
});

test('no log names anybody, after a whole life of certificates and of refused requests', async () => {
  for (const { name, run } of cloud.schedules) if (/Notify|Sweep/.test(name)) await run();
  expect(cloud.mailbox.list().some(({ to }) => to.includes('canary@example.org'))).toBe(true);
  for (const address of [
    `/verify/${certificateId}`,
    '/verify/Zumurruda',
    `/verify?id=${encodeURIComponent('زمردة')}`,
  ])
    expect((await send('GET', address, undefined)).status).toBeLessThan(500);
  await send(
    'POST',
    `/verify/${certificateId}/match`,
    undefined,
    JSON.stringify({ name: 'Zumurruda Salem Alharbi' }),
  );
  const holder = await clientOf('volunteer', { id: 'CANARY-1' });
  const asked = await holder.call(requestCorrection, {
    path: { id: certificateId },
    body: { nameEn: 'Zabarjada Salem Alharbi', note: 'I am Yaqouta' },
  });
  await coordinator.call(decideCorrection, {
    path: { id: asked.correctionId },
    body: { decision: 'approve' },
  });
  // Refused, each in another way, with names in it.
  const token = await cloud.token('coordinator', { id: 'coordinator-1', issuers: [ISSUER] });
  for (const body of [
    '{"nameEn":"Zumurruda',
    '{"nameEn":"Zumurruda","nameEn":"زمردة"}',
    '{"Zumurruda":["زمردة"]}',
  ])
    for (const address of [`/certificates/${certificateId}/replacement`, '/imports', '/volunteers/search'])
      expect((await send('POST', address, token, body)).status).toBeLessThan(500);
  await send('GET', '/volunteers?cursor=Zumurruda&limit=زمردة', token);

  const logs = readdirSync(path.join(folder, 'cloud/logs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  expect(logs.length).toBeGreaterThan(5);
  const texts = logs.map((file) => [path.basename(file), readFileSync(file, 'utf8')] as const);
  // They hold what is looked for in them: what was refused is logged by its code.
  expect(texts.map(([, text]) => text).join('')).toContain('BODY_INVALID');
  const naming = [...texts, ['the cloud', logged.join('\n')] as const].flatMap(([name, text]) =>
    CANARIES.filter((canary) => text.includes(canary)).map((canary) => `${name}: ${canary}`),
  );
  expect(naming).toEqual([]);
});
