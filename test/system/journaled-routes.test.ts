import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { listOwnCertificates } from '../../functions/routes/issuing.ts';
import { requestImport } from '../../functions/routes/ledger.ts';
import { type Route, routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { listJournal } from '../../functions/routes/supervision.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { ownCloud } from './embedded-cloud.ts';
import { type ExampleRequest, exampleRequests } from './every-route.ts';
import { importSmallCluster } from './small-cluster.ts';

let cloud: EmbeddedCloud;
let requests: ReadonlyMap<string, ExampleRequest>;
let importId: string;

beforeAll(async () => {
  cloud = await ownCloud();
  const api = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const small = await importSmallCluster(api, cloud, { name: 'JOURNALED', volunteers: 7 });
  const [claimant = '', ...holders] = small.volunteerIds;
  const { batchId } = await api.call(createBatch, {
    body: { opportunityIds: [small.opportunityId], volunteerIds: holders, notify: false },
  });
  await waitForBatch(api, batchId);
  const certificates = await Promise.all(holders.map(certificateOf));
  ({ importId } = await api.call(requestImport, { body: { fileName: 'hours.csv', size: 3 } }));
  requests = exampleRequests({ ...small, claimant, certificates, holders, batchId, importId });
}, 300_000);
afterAll(() => cloud?.stop());

async function certificateOf(id: string): Promise<string> {
  const token = await cloud.token('volunteer', { id });
  const { items } = await new ApiClient({ baseUrl: cloud.url, token }).call(listOwnCertificates, {});
  return items[0]?.certificateId ?? '';
}

/** Asks as a person of the role who has done nothing else; returns the ID and the status of the request. */
async function asked(
  { method }: Pick<Route, 'method'>,
  { address, role, body, id, issuers }: ExampleRequest,
) {
  if (role === undefined) throw new Error('Nobody asks in a role of staff');
  const token = await cloud.token(role, {
    id: id ?? `journaled-${role}`,
    ...(issuers ? { issuers: [...issuers] } : {}),
  });
  const answer = await fetch(cloud.url + address, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
  return { requestId: answer.headers.get('apigw-requestid') ?? '', status: answer.status };
}

/** Returns the entries of a day's journal by the ID of their request, oldest first. */
async function journal() {
  const token = await cloud.token('auditor', { id: 'reader', issuers: ['*'] });
  const auditor = new ApiClient({ baseUrl: cloud.url, token });
  const entries = [];
  const query = { day: new Date().toISOString().slice(0, 10) };
  for await (const entry of auditor.list(listJournal, { query }, 5000)) entries.push(entry);
  return Map.groupBy(entries.reverse(), ({ requestId }) => requestId);
}

test('every journaled route is in the journal, before and after, with who asked and what it was about', async () => {
  const sent = new Map<string, { route: Route; requestId: string; status: number }>();
  for (const route of ROUTE_TABLE as readonly Route[]) {
    if (route.journal === undefined) continue;
    const example = requests.get(routeKey(route));
    if (example === undefined) throw new Error(`There is no example of ${routeKey(route)}`);
    sent.set(routeKey(route), { route, ...(await asked(route, example)) });
  }
  const acts = await journal();
  for (const [key, { route, requestId, status }] of sent) {
    const [begun, ended, ...more] = acts.get(requestId) ?? [];
    expect([key, begun?.act, begun?.phase, begun?.outcome, more]).toEqual([
      key,
      route.journal,
      'begun',
      null,
      [],
    ]);
    expect([key, ended?.act, ended?.phase, ended?.outcome === 'done']).toEqual([
      ...[key, route.journal, 'ended'],
      status < 400,
    ]);
    expect([key, ended?.subject]).toEqual([key, begun?.subject]);
    const { address = '', body = {} } = requests.get(key) ?? {};
    const [, ...segments] = route.path.split('/');
    const values = address.split('?')[0]?.split('/').slice(1) ?? [];
    const named = Object.fromEntries(
      segments.flatMap((segment, index) =>
        segment.startsWith('{') ? [[segment.slice(1, -1), decodeURIComponent(values[index] ?? '')]] : [],
      ),
    );
    const { issuerId, opportunityId, certificateId } = body as Readonly<Record<string, string>>;
    for (const [name, value] of Object.entries({ ...named, issuerId, opportunityId, certificateId }))
      if (value !== undefined) expect([key, name, begun?.targets[name]]).toEqual([key, name, value]);
  }
  expect(sent.size).toBeGreaterThan(50);
}, 300_000);

test('most of the examples are done, not refused', async () => {
  const ended = [...(await journal()).values()].map((entries) => entries.at(-1));
  const done = new Set(ended.flatMap((entry) => (entry?.outcome === 'done' ? [entry.act] : [])));
  expect(done.size).toBeGreaterThan(40);
});

test('a list is in the journal with its issuer and its page', async () => {
  const route = { method: 'GET' } as const;
  const { requestId } = await asked(route, {
    role: 'coordinator',
    address: '/volunteers?issuer=rawabi-health-cluster&limit=3',
  });
  expect((await journal()).get(requestId)?.[0]?.targets).toEqual({
    issuer: 'rawabi-health-cluster',
    limit: '3',
  });
});

test('another person’s look at an import is in the journal, and that of who brought it is not', async () => {
  const look = (id: string) =>
    asked({ method: 'GET' }, { role: 'coordinator', address: `/imports/${importId}`, id });
  const [others, own] = [await look('somebody-else'), await look('coordinator')];
  expect([others.status, own.status]).toEqual([200, 200]);
  const acts = await journal();
  expect(acts.get(others.requestId)?.map(({ act, outcome }) => [act, outcome])).toEqual([
    ['read_import', null],
    ['read_import', 'done'],
  ]);
});

test('an opportunity is in the journal with the hash of what was recorded', async () => {
  const key = 'PUT /opportunities/{id}';
  const example = requests.get(key);
  const { requestId } = await asked({ method: 'PUT' }, example ?? { address: '' });
  const [, ended] = (await journal()).get(requestId) ?? [];
  expect(ended).toMatchObject({ act: 'put_opportunity', outcome: 'done' });
  expect(ended?.targets.opportunitySha256).toMatch(/^[0-9a-f]{64}$/);
});
