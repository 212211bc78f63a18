import { beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { StaffRole } from '../../functions/domain/staff/roles.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { listOwnCertificates } from '../../functions/routes/issuing.ts';
import { requestImport } from '../../functions/routes/ledger.ts';
import { routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { type ExampleRequest, exampleRequests } from './every-route.ts';
import { tokenBySignIn } from './sign-in-by-hand.ts';
import { importSmallCluster } from './small-cluster.ts';

const CLUSTER = 'STRANGERS';
const OTHER_ISSUER = 'tilal-health-cluster';
/** What identifies somebody of the cluster in an answer. */
const NAMES = ['نورة سالم الحربي', 'Noura Salem Alharbi', `${CLUSTER.toLowerCase()}-`];

let cloud: SharedCloud;
let requests: ReadonlyMap<string, ExampleRequest>;
let secrets: readonly string[];

beforeAll(async () => {
  cloud = await sharedCloud();
  const api = new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator') });
  const small = await importSmallCluster(api, cloud, { name: CLUSTER, volunteers: 7 });
  const [claimant = '', ...holders] = small.volunteerIds;
  const { batchId } = await api.call(createBatch, {
    body: { opportunityIds: [small.opportunityId], volunteerIds: holders, notify: false },
  });
  await waitForBatch(api, batchId);
  const certificates = await Promise.all(holders.map(certificateOf));
  const { importId } = await api.call(requestImport, { body: { fileName: 'hours.csv', size: 3 } });
  requests = exampleRequests({ ...small, claimant, certificates, holders, batchId, importId });
  secrets = [...NAMES, ...certificates, ...holders];
}, 300_000);

async function certificateOf(id: string): Promise<string> {
  const token = await cloud.token('volunteer', { id });
  const { items } = await new ApiClient({ baseUrl: cloud.url, token }).call(listOwnCertificates, {});
  return items[0]?.certificateId ?? '';
}

/** Makes the request of a route about the cluster's own records, with a token. */
async function asked(method: string, { address, body }: ExampleRequest, token: string) {
  const answer = await fetch(cloud.url + address, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}

/** Requires that an answer tells nothing of the cluster, and that nothing about one of its records was done. */
function expectNothing(
  key: string,
  example: ExampleRequest,
  { status, text, location }: Awaited<ReturnType<typeof asked>>,
): void {
  if (key.includes('{')) expect([key, status, [400, 403, 404].includes(status)]).toEqual([key, status, true]);
  // An address that names a record may be repeated in the refusal.
  const told = secrets.filter((secret) => text.includes(secret) && !JSON.stringify(example).includes(secret));
  expect([key, told, location]).toEqual([key, [], null]);
}

const withRoles = ROUTE_TABLE.filter(({ roles }) => roles !== 'public').map(
  (route) => [routeKey(route), route] as const,
);
const ofStaff = withRoles.flatMap(([key, route]) =>
  (route.roles as readonly string[])
    .filter((role) => role !== 'volunteer' && role !== 'operator')
    .map((role) => [key, role as StaffRole, route] as const),
);
const ofVolunteers = withRoles.filter(([, { roles }]) => (roles as readonly string[]).includes('volunteer'));

describe('a route about records of an issuer', () => {
  test.each(ofStaff)('tells staff of another issuer nothing: %s as %s', async (key, role, { method }) => {
    const example = requests.get(key);
    if (example === undefined) throw new Error(`${key} has no example`);
    const token = await cloud.token(role, { id: `stranger-${role}`, issuers: [OTHER_ISSUER] });
    expectNothing(key, example, await asked(method, example, token));
  });

  test.each(ofVolunteers)('tells another volunteer nothing: %s', async (key, { method }) => {
    const example = requests.get(key);
    if (example === undefined) throw new Error(`${key} has no example`);
    const token = await cloud.token('volunteer', { id: 'SOMEBODY-ELSE' });
    expectNothing(key, example, await asked(method, example, token));
  });
});

describe('somebody who tries to write their own claims', () => {
  const CLAIMS = {
    'custom:volunteer_id': `rawabi-health-cluster/${CLUSTER}-1`,
    'cognito:groups': 'rawabi-health-cluster/coordinator,*/operator,x,coordinator',
    identity: JSON.stringify({ role: 'coordinator' }),
    claims: JSON.stringify({ id_token: { 'cognito:groups': { values: ['*/operator'] } } }),
  };
  let token: string;
  beforeAll(async () => {
    token = await tokenBySignIn(cloud.url, 'own.claims@example.org', {
      authorize: CLAIMS,
      signIn: CLAIMS,
      token: CLAIMS,
    });
  });

  test('has a token without a role', () => {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect([claims['cognito:groups'], claims['custom:volunteer_id']]).toEqual([[], undefined]);
  });

  test.each(withRoles)('gets nowhere: %s', async (key, { method }) => {
    const example = requests.get(key);
    if (example === undefined) throw new Error(`${key} has no example`);
    const { status, text } = await asked(method, example, token);
    expect([status, JSON.parse(text).code]).toEqual([403, 'FORBIDDEN_ROLE']);
  });
});
