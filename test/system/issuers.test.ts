import { BatchWriteItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PREFIXES } from '../../functions/storage/s3/prefixes.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { withRandomNumbers } from '../random.ts';
import { ownCloud } from './embedded-cloud.ts';
import { settled } from './issuers/answers.ts';
import { ISSUERS, IssuerActor, type Step, type StepAnswer } from './issuers/issuer-actor.ts';
import {
  HEADINGS,
  ISSUERS_ROUTES,
  OPPORTUNITIES,
  RandomRequests,
  randomFile,
  VOLUNTEERS,
} from './issuers/random-requests.ts';

/** Names that only one issuer uses. They must not come out to the other. */
const CANARIES = ['Alanoud', 'Budoor'] as const;
const IMPORTS = 12;

let cloud: EmbeddedCloud;
beforeAll(async () => {
  cloud = await ownCloud();
});
afterAll(() => cloud?.stop());

/** What each issuer begins with: the same IDs for other people, who have hours enough for a certificate. */
function beginning(number: number): Step[] {
  const canary = CANARIES[number] ?? '';
  const issuerId = ISSUERS[number] ?? '';
  const file = (kind: keyof typeof HEADINGS, rows: readonly string[]): Step => ({
    kind: 'import',
    name: `${kind}.csv`,
    text: `${[HEADINGS[kind], ...rows].join('\n')}\n`,
    dryRun: false,
  });
  const hours = VOLUNTEERS.flatMap((volunteer, index) =>
    OPPORTUNITIES.map(
      (opportunity, n) =>
        `E-${index + 1}-${n + 1},${volunteer},${opportunity},2025-02-0${n + 1},${2 + number + index},pending,${canary}`,
    ),
  );
  const approve = (opportunityId: string): Step => ({
    kind: 'request',
    request: {
      key: 'POST /hours/approvals',
      method: 'POST',
      path: '/hours/approvals',
      role: 'supervisor',
      volunteerId: '',
      body: { decision: 'approved', opportunityId },
    },
  });
  const issue: Step = {
    kind: 'request',
    request: {
      key: 'POST /batches',
      method: 'POST',
      path: '/batches',
      role: 'coordinator',
      volunteerId: '',
      body: { opportunityIds: ['OP-1'], notify: false },
    },
  };
  return [
    file(
      'opportunities',
      OPPORTUNITIES.map(
        (id) => `${id},${issuerId},حملة ${canary},${canary} Campaign ${id},support,2025-01-01,2025-03-31,2`,
      ).map((row) => row.replace(`حملة ${canary}`, 'حملة')),
    ),
    file(
      'volunteers',
      VOLUNTEERS.map((id) => `${id},نورة الحربي,Noura ${canary},female,${id}@${canary}.example,`),
    ),
    file('hours', hours),
    ...OPPORTUNITIES.map(approve),
    issue,
  ];
}

/** Makes the random steps of an issuer: a request of every route, and imports, in any order. */
function randomSteps(requests: RandomRequests, number: number): Step[] {
  const asked = ISSUERS_ROUTES.map((route): Step => ({ kind: 'request', request: requests.of(route) }));
  const imported = Array.from({ length: IMPORTS }, (): Step => {
    const file = randomFile(requests, CANARIES[number] ?? '', ISSUERS[number] ?? '');
    return { kind: 'import', ...file, dryRun: requests.pick([true, false, false]) };
  });
  const order = new Map(
    [...asked, ...imported].map((step) => [step, requests.pick([...Array(1_000).keys()])]),
  );
  return [...order.keys()].toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** Lists that a person of an issuer sees at the end. */
const LAST: readonly Step[] = ISSUERS_ROUTES.filter(
  ({ method, path, query, roles }) =>
    method === 'GET' && !path.includes('{') && roles !== 'public' && (query?.safeParse({}).success ?? true),
).map(({ path, roles }) => ({
  kind: 'request',
  request: {
    key: `GET ${path}`,
    method: 'GET',
    path,
    role: (Array.isArray(roles) ? roles : []).find((role) => role !== 'operator'),
    volunteerId: VOLUNTEERS[0] ?? '',
  },
}));

/** Takes the steps of some issuers in an empty installation, those of two issuers at the same time. */
async function play(steps: readonly (readonly Step[] | undefined)[]) {
  await empty();
  const actors = steps.map((own, number) =>
    own === undefined ? undefined : new IssuerActor(cloud, ISSUERS[number] ?? ''),
  );
  const [first, second] = actors;
  if (first && second) Object.assign(first, { other: second }) && Object.assign(second, { other: first });
  const answers: StepAnswer[][] = [[], []];
  const length = Math.max(...steps.map((own) => own?.length ?? 0));
  for (let index = 0; index < length; index += 1)
    await Promise.all(
      actors.map(async (actor, number) => {
        const step = steps[number]?.[index];
        if (actor && step) answers[number]?.push(await actor.take(step));
      }),
    );
  return { answers, actors, records: await Promise.all(ISSUERS.map(recordsOf)) };
}

/**
 * Deletes the directories and every record but those of status lists, of whose indexes the functions' processes hold some.
 */
async function empty(): Promise<void> {
  const { dynamo, s3 } = cloud.clients;
  const { tableName, bucketName: Bucket } = cloud;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: PREFIXES.directories }));
  for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  for await (const page of paginateScan({ client: dynamo }, { TableName: tableName })) {
    const Items = (page.Items ?? []).filter(({ pk }) => !pk?.S?.startsWith('STATUSLIST#'));
    for (let start = 0; start < Items.length; start += 25)
      await dynamo.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [tableName]: Items.slice(start, start + 25).map(({ pk, sk }) => ({
              DeleteRequest: { Key: { pk, sk } as never },
            })),
          },
        }),
      );
  }
}

/** Returns what the ledger of an issuer holds, without what the service draws. */
async function recordsOf(issuerId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { Items = [] } of paginateScan(
    { client: cloud.clients.dynamo },
    { TableName: cloud.tableName },
  ))
    for (const item of Items) {
      const { pk, sk } = item;
      const isOf = sk?.S?.startsWith(`${issuerId}#`) || pk?.S?.startsWith(`OPPORTUNITY#${issuerId}#`);
      // An authentication code is over drawn IDs and instants too.
      const { mac: _mac, ...record } = unmarshall(item);
      if (isOf && !pk?.S?.startsWith('AUDITDAY')) found.push(settled(JSON.stringify(record)));
    }
  return found.sort();
}

test(
  'what one issuer does is not seen, changed, blocked or told by anything that another one does',
  withRandomNumbers(async (random) => {
    const requests = new RandomRequests(random);
    const steps = [0, 1].map((number) => [...beginning(number), ...randomSteps(requests, number), ...LAST]);
    const together = await play(steps);
    for (const number of [0, 1]) {
      const own = together.answers[number] ?? [];
      const issued = own[beginning(number).length - 1];
      expect(issued?.answers).toMatchObject([{ status: 202 }]);
      const foreign = together.actors[1 - number];
      const secrets = [CANARIES[1 - number] ?? '', ...(foreign?.drawn ?? [])];
      for (const { step, answers, raw, asked } of own) {
        expect({ step, faults: answers.filter(({ status }) => Number(status) >= 500) }).toEqual({
          step,
          faults: [],
        });
        const told = secrets.filter((secret) => raw.includes(secret) && !asked.includes(secret));
        expect({ step, told }).toEqual({ step, told: [] });
      }
      // A world in which the other issuer has nothing.
      const alone = await play(steps.map((some, index) => (index === number ? some : undefined)));
      for (const [index, { step, answers }] of own.entries())
        expect({ step, answers }).toEqual({ step, answers: alone.answers[number]?.[index]?.answers });
      expect(together.records[number]).toEqual(alone.records[number]);
    }
  }),
  600_000,
);
