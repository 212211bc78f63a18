import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { eventually } from '../local/eventually.ts';
import { ownCloud } from './embedded-cloud.ts';
import { importSmallCluster, type SmallCluster } from './small-cluster.ts';

const data = mkdtempSync(join(tmpdir(), 'tawtheeq-request-id-'));
let cloud: EmbeddedCloud;
let cluster: SmallCluster;
let coordinator: string;

beforeAll(async () => {
  cloud = await ownCloud({ data });
  coordinator = await cloud.token('coordinator');
  const api = new ApiClient({ baseUrl: cloud.url, token: coordinator });
  cluster = await importSmallCluster(api, cloud, { name: 'TRACED', volunteers: 2 });
});
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

/** Uploads a file with one opportunity and returns its import, once it is recorded. */
async function imported(): Promise<string> {
  const file = [
    'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries,partner_ids,kind',
    'TRACED-2,rawabi-health-cluster,فحص السكري في الأحياء,Diabetes Screening,preventive,2025-02-01,2025-03-31,30,900,,volunteering',
  ].join('\n');
  const { body } = await ask('POST', '/imports', coordinator, {
    fileName: 'opportunities.csv',
    size: Buffer.byteLength(file),
  });
  await fetch(String(body.uploadUrl), { method: 'PUT', body: file });
  return eventually(
    async () => {
      const { body: report } = await ask('GET', `/imports/${String(body.importId)}`, coordinator);
      return report.state === 'imported' ? String(body.importId) : undefined;
    },
    { withinMilliseconds: 60_000 },
  );
}

interface Line {
  readonly function: string;
  readonly message: string;
  readonly certificateId?: string;
  readonly batchId?: string;
  readonly importId?: string;
  readonly requestId: string;
}

/** The lines in the logs of all functions that have a text in them. */
const linesWith = (text: string): Line[] =>
  readdirSync(join(data, 'logs')).flatMap((file) =>
    readFileSync(join(data, 'logs', file), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes(text))
      .map((line) => ({
        ...(JSON.parse(line) as Line),
        function: file.replace(/.*-([A-Za-z]+)[0-9A-F]{8}.*/, '$1'),
      })),
  );

const linesOf = (requestId: string): Line[] => linesWith(`"requestId":"${requestId}"`);

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

test('an import is found by the request that started it, in the logs of both functions', async () => {
  const importId = await imported();
  // Each request that asks how it goes may start it; the first one that does is worked on.
  const worked = await eventually(
    async () => linesWith(importId).find(({ message }) => message === 'import.worked'),
    { withinMilliseconds: 10_000 },
  );
  const lines = linesOf(worked.requestId).map((line) => [line.function, line.message, line.importId]);
  expect(lines.sort()).toEqual([
    ['LedgerImportApi', 'import.sent', importId],
    ['LedgerImportWorker', 'import.worked', importId],
  ]);
});
