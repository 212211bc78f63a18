import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch, getBatch } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import { requestImport } from '../../functions/routes/ledger.ts';
import { type Route, routeKey } from '../../functions/routes/route.ts';
import { ROUTES, ROUTES_OF_HANDLER } from '../../functions/routes/route-table.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { ofType, resourcesOf } from '../infra/assembly.ts';
import { type EffectProxy, startEffectProxy } from './effect-proxy.ts';
import { ownCloud } from './embedded-cloud.ts';
import { type ExampleRequest, exampleRequests } from './every-route.ts';
import { importSmallCluster } from './small-cluster.ts';

const STORES = ['DynamoDB', 'S3', 'KMS', 'SQS', 'SES'] as const;
type Store = (typeof STORES)[number];
const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'stopped-stores.md');
const LIMIT_SECONDS = 3;
const POLLS = 8;
/** Answers about many IDs, which may take longer. */
const LISTS_OF_IDS: ReadonlySet<string> = new Set(['POST /verify', 'POST /verify/list']);

interface Answered {
  readonly status: number;
  readonly seconds: number;
  readonly retryAfter: string | null;
}

let cloud: EmbeddedCloud;
const proxies = new Map<Store, EffectProxy>();
let requests: ReadonlyMap<string, ExampleRequest>;

beforeAll(async () => {
  for (const store of STORES) proxies.set(store, await startEffectProxy());
  cloud = await ownCloud({ extraEnvironment: proxiedEnvironment(), timeoutFactor: 4 });
  const { dynamodb, s3, kms, sqs, sesv2 } = cloud.guarded;
  for (const [store, upstream] of [
    ['DynamoDB', dynamodb],
    ['S3', s3],
    ['KMS', kms],
    ['SQS', sqs],
    ['SES', sesv2],
  ] as const)
    proxies.get(store)?.forwardTo(upstream);
  requests = exampleRequests(await records());
  await warmUp();
}, 300_000);

afterAll(async () => {
  await cloud?.stop();
  for (const proxy of proxies.values()) await proxy.stop();
});

/** The variables by which functions find the stores, with a proxy before each. */
function proxiedEnvironment(): Record<string, string> {
  const addressOf = (store: Store) => proxies.get(store)?.url ?? '';
  const queues = ofType(resourcesOf('Tawtheeq-Service'), 'AWS::SQS::Queue').map(([logicalId]) => logicalId);
  const queueUrl = (name: RegExp) =>
    `${addressOf('SQS')}/000000000000/Tawtheeq-Service-${queues.find((id) => name.test(id))}`;
  return {
    AWS_ENDPOINT_URL_DYNAMODB: addressOf('DynamoDB'),
    AWS_ENDPOINT_URL_S3: addressOf('S3'),
    AWS_ENDPOINT_URL_KMS: addressOf('KMS'),
    AWS_ENDPOINT_URL_SQS: addressOf('SQS'),
    AWS_ENDPOINT_URL_SESV2: addressOf('SES'),
    IMPORT_QUEUE_URL: queueUrl(/^LedgerImports(?!DeadLetters)/),
    BATCH_QUEUE_URL: queueUrl(/^BatchesPlanning(?!DeadLetters)/),
    CHUNK_QUEUE_URL: queueUrl(/^BatchesChunks(?!DeadLetters)/),
  };
}

async function records() {
  const token = await cloud.token('coordinator', { id: 'stopped' });
  const api = new ApiClient({ baseUrl: cloud.url, token });
  const { opportunityId, volunteerIds } = await importSmallCluster(api, cloud, {
    name: 'STOPPED',
    volunteers: 7,
  });
  const [claimant = '', ...holders] = volunteerIds;
  const { batchId } = await api.call(createBatch, {
    body: { opportunityIds: [opportunityId], volunteerIds: holders },
  });
  await waitForBatch(api, batchId);
  const certificates: string[] = [];
  const holderOf: string[] = [];
  for await (const item of api.list(listCertificates, {})) {
    certificates.push(item.certificateId);
    holderOf.push(item.volunteerId);
  }
  expect(certificates).toHaveLength(6);
  const imported = await api.call(requestImport, {
    body: { fileName: 'hours.csv', size: 3 },
  });
  await fetch(imported.uploadUrl, { method: 'PUT', body: 'a,b' });
  return { opportunityId, claimant, certificates, holders: holderOf, batchId, importId: imported.importId };
}

/** Starts a process of every function that has routes, with a request that changes nothing. */
async function warmUp(): Promise<void> {
  for (const [route] of Object.values<readonly Route[]>(ROUTES_OF_HANDLER)) {
    if (route === undefined) continue;
    const request = requests.get(routeKey(route));
    if (request !== undefined) await answered(route.method, { ...request, body: route.body && [] });
  }
}

async function answered(
  method: string,
  { role, id, issuers, address, body }: ExampleRequest,
): Promise<Answered> {
  const token =
    role &&
    (await cloud.token(role, { id: id ?? `stopped-${role}`, ...(issuers && { issuers: [...issuers] }) }));
  const began = performance.now();
  const answer = await fetch(cloud.url + address, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
  return {
    status: answer.status,
    seconds: (performance.now() - began) / 1000,
    retryAfter: answer.headers.get('retry-after'),
  };
}

const isLate = (key: string, { seconds }: Answered): boolean =>
  seconds > LIMIT_SECONDS && !LISTS_OF_IDS.has(key);

/**
 * Asks every route: those of one word one after another, because they write the same records; the words at once, but the
 * kill switch last. While DynamoDB is stopped nothing is written, and the functions are asked at once. A route that answers
 * late beside all others, which may be the machine's doing, is asked again alone.
 */
async function askEveryRoute(store: Store): Promise<ReadonlyMap<string, Answered>> {
  const answers = new Map<string, Answered>();
  const ask = async (routes: readonly Route[]) => {
    for (const route of routes) {
      const key = routeKey(route);
      const request = requests.get(key);
      if (request !== undefined) answers.set(key, await answered(route.method, request));
    }
  };
  const { supervision, ...others } = ROUTES;
  const atOnce = store === 'DynamoDB' ? Object.values(ROUTES_OF_HANDLER) : Object.values(others);
  await Promise.all(atOnce.map((routes) => ask(Object.values(routes))));
  if (store !== 'DynamoDB') await ask(Object.values(supervision));
  const isAskedAgain = (route: Route) => {
    const answer = answers.get(routeKey(route));
    return answer !== undefined && isLate(routeKey(route), answer);
  };
  await ask(Object.values(ROUTES_OF_HANDLER).flat().filter(isAskedAgain));
  return answers;
}

const tables = new Map<Store, ReadonlyMap<string, Answered>>();

// DynamoDB first: while it is stopped nothing changes.
test.each(STORES)(
  'with %s stopped every route answers within three seconds, and none with a fault',
  async (store) => {
    proxies.get(store)?.onEffect(() => new Promise(() => undefined));
    const answers = await askEveryRoute(store);
    proxies.get(store)?.onEffect(() => undefined);
    tables.set(store, answers);
    expect([...answers].filter(([key, answer]) => isLate(key, answer))).toEqual([]);
    const faults = [...answers].filter(([, { status }]) => status >= 500 && status !== 503);
    expect(faults).toEqual([]);
    // Else the request would not reach the stores that its route uses.
    const refused = [...answers].filter(
      ([key, { status }]) => requests.get(key)?.isBare !== true && [400, 401, 403].includes(status),
    );
    expect(refused).toEqual([]);
    const withoutRetryAfter = [...answers].filter(
      ([, { status, retryAfter }]) => status === 503 && retryAfter === null,
    );
    expect(withoutRetryAfter).toEqual([]);
  },
);

/** How long the store takes for one request after another, and what a poll may answer then. An attempt waits 900 ms. */
const SLOW: readonly (readonly [string, delays: readonly number[], statuses: readonly number[]])[] = [
  ['slow but within an attempt', [600], [200]],
  ['slower than every attempt', [1500], [503]],
  ['now quick, now slow', [0, 1200, 2500, 700, 100, 1000, 4000], [200, 503]],
];

test.each(SLOW)(
  'a poll of a batch while DynamoDB is %s is answered within three seconds, by 200 or by 503 with retry-after',
  async (_, delays, statuses) => {
    const poll = requests.get(routeKey(getBatch));
    if (poll === undefined) throw new Error('No request for the batch');
    let asked = 0;
    proxies.get('DynamoDB')?.onEffect(async (_effect, moment) => {
      if (moment !== 'before') return;
      asked += 1;
      await after(delays[(asked - 1) % delays.length]);
    });
    const answers: Answered[] = [];
    for (let times = 0; times < POLLS; times += 1) answers.push(await answered('GET', poll));
    proxies.get('DynamoDB')?.onEffect(() => undefined);
    expect(answers.filter(({ status }) => !statuses.includes(status))).toEqual([]);
    expect(answers.filter(({ seconds }) => seconds > LIMIT_SECONDS)).toEqual([]);
    expect(answers.filter(({ status, retryAfter }) => status === 503 && retryAfter === null)).toEqual([]);
    // Else no poll would have read the store.
    expect(asked).toBeGreaterThanOrEqual(POLLS);
  },
);

test('docs/stopped-stores.md says what each route answers (UPDATE_DOCS=1 writes it)', () => {
  const page = pageOf(tables);
  if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
  expect(comparable(readFileSync(PAGE, 'utf8'))).toBe(comparable(page));
});

/**
 * Without what differs from run to run: times, whose limit is asserted above, answers that depend on other requests, those
 * without KMS, which a process gives that has read its keys before, and an erasure, which orders files of batches anew where
 * a worker has built some meanwhile.
 */
const comparable = (page: string): string =>
  page
    .replaceAll(/ \(\d+\.\d s\)/g, '')
    .replaceAll(/\| (20\d|30\d|409)(?= \|)/g, '| answered')
    .replaceAll(WITHOUT_KMS, '$1 |')
    .replace(/^\| `POST \/certificates\/\{id\}\/erasure` .*$/gm, '');

/** The cells of a row up to the one of KMS, and that one. */
const WITHOUT_KMS = new RegExp(`^((?:\\|[^|\\n]*){${1 + STORES.indexOf('KMS')}})\\|[^|\\n]*\\|`, 'gm');

function pageOf(answers: ReadonlyMap<Store, ReadonlyMap<string, Answered>>): string {
  const keys = [...requests.keys()].filter((key) => !/^(HEAD|OPTIONS) /.test(key));
  const cell = (store: Store, key: string) => {
    const answer = answers.get(store)?.get(key);
    if (answer === undefined) return '';
    return answer.status === 503 ? `**503** (${answer.seconds.toFixed(1)} s)` : String(answer.status);
  };
  return `${[
    '# When a store is stopped',
    'What every route answers, and after how long, while one store takes requests and answers none. Written by [`every-store-stopped.test.ts`](../test/system/every-store-stopped.test.ts), which sends one allowed request to each route of the embedded cloud; it holds every answer but that about a list of IDs within three seconds, and each 503 to a `retry-after`. The other statuses come within half a second; 409 says that an earlier request of the same run changed the record.',
    [
      `| route | ${STORES.join(' | ')} |`,
      `| --- | ${STORES.map(() => '---').join(' | ')} |`,
      ...keys.map((key) => `| \`${key}\` | ${STORES.map((store) => cell(store, key)).join(' | ')} |`),
    ].join('\n'),
    'Emails to holders are handed in by the notifier, which no request waits for: while SES is stopped they wait in the outbox. Invitations and requests for an approval by link hand theirs in at once: the roles count all the same, and the answer says that no email went out; a request is refused as `EMAIL_NOT_SENT`. A worker uses the attempts of its client and then those of its queue or schedule ([0111](decisions/0111-every-wait-ends.md)).',
  ].join('\n\n')}\n`;
}
