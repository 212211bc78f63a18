import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { eventually } from '../local/eventually.ts';
import { ownCloud } from './embedded-cloud.ts';
import { importSmallCluster, type SmallCluster } from './small-cluster.ts';

jest.setTimeout(180_000);

const data = mkdtempSync(join(tmpdir(), 'tawtheeq-request-id-'));
let cloud: EmbeddedCloud;
let cluster: SmallCluster;
let coordinator: string;

beforeAll(async () => {
  cloud = await ownCloud({ data });
  coordinator = await cloud.token('coordinator');
  const api = new ApiClient({ baseUrl: cloud.url, token: coordinator });
  cluster = await importSmallCluster(api, cloud, { name: 'TRACED', volunteers: 2 });
}, 240_000);
afterAll(async () => {
  await cloud?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function ask(method: string, path: string, token: string, body?: object) {
  const answer = await fetch(`${cloud.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    requestId: answer.headers.get('apigw-requestid') ?? 'none',
    body: (await answer.json()) as Readonly<Record<string, unknown>>,
  };
}

interface Line {
  readonly function: string;
  readonly message: string;
  readonly certificateId?: string;
  readonly batchId?: string;
}

/** The lines about a request in the logs of all functions. */
const linesOf = (requestId: string): Line[] =>
  readdirSync(join(data, 'logs')).flatMap((file) =>
    readFileSync(join(data, 'logs', file), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes(`"requestId":"${requestId}"`))
      .map((line) => ({
        ...(JSON.parse(line) as Line),
        function: file.replace(/.*-([A-Za-z]+)[0-9A-F]{8}.*/, '$1'),
      })),
  );

async function requestOf(certificateId: string): Promise<string | undefined> {
  const command = new HeadObjectCommand({ Bucket: cloud.bucketName, Key: `documents/${certificateId}.pdf` });
  return (await cloud.clients.s3.send(command)).Metadata?.['request-id'];
}

test('a claim is found by its request in the log of its function, and at its document', async () => {
  const [volunteerId = ''] = cluster.volunteerIds;
  const token = await cloud.token('volunteer', { id: volunteerId });
  const { opportunityId } = cluster;
  const { requestId, body } = await ask('POST', '/me/certificates', token, { opportunityId });
  const certificateId = String(body.certificateId);
  expect(await requestOf(certificateId)).toBe(requestId);
  expect(linesOf(requestId)).toEqual([
    expect.objectContaining({ function: 'IssuingClaims', message: 'document.stored', certificateId }),
  ]);
});

test('a batch is found by its request in the logs of all functions that worked on it, and at its documents', async () => {
  const selection = { opportunityIds: [cluster.opportunityId], dryRun: false, notify: false };
  const { requestId, body } = await ask('POST', '/batches', coordinator, selection);
  const batchId = String(body.batchId);
  const certificateId = await eventually(
    async () => {
      const { body: items } = await ask('GET', `/batches/${batchId}/items?outcome=issued`, coordinator);
      return (items.items as readonly Record<string, string>[])[0]?.certificateId;
    },
    { withinMilliseconds: 60_000 },
  );
  expect(await requestOf(certificateId)).toBe(requestId);
  const lines = linesOf(requestId).map(({ function: name, message, ...about }) => [
    name,
    message,
    about.batchId ?? about.certificateId,
  ]);
  expect(lines.sort()).toEqual([
    ['BatchesApi', 'work.sent', batchId],
    // The planner tells itself to send the chunks, and sends them.
    ['BatchesPlanner', 'work.sent', batchId],
    ['BatchesPlanner', 'work.sent', batchId],
    ['BatchesWorker', 'document.stored', certificateId],
  ]);
});
