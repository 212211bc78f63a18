/**
 * How long a new process of the issuing function takes to its first certificate, in the embedded cloud:
 * `node test/bench/cold-start.ts [runs]`. Each run is one process of the deployed bundle in Lambda's environment, whose
 * handler is given an event with one volunteer. Milliseconds: until Node runs (`nodeMs`), for the bundle with its
 * renderer (`bundleMs`), since the start until the document leaves for S3 (`documentMs`) and until all is recorded
 * (`firstCertificateMs`), and how much of the whole the function's own thread worked (`ownCpuMs`); for the rest it
 * waits for the emulators. Lambda's runtime client isn't in it.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newBatch, planned } from '../../functions/domain/batch.ts';
import type { ChunkMessage } from '../../functions/domain/batch-message.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo-batch-register.ts';
import { S3ManifestStore } from '../../functions/storage/s3-manifest-store.ts';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { lambdaEnvironment } from '../../infra/local/lambda/function-process.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { seedLedger } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, sheetOf, volunteerOf } from '../people.ts';

const runs = Number(process.argv[2] ?? 9);
const issuerId = 'tilal-health-cluster';
const opportunityId = 'COLD';

const CHILD = `
import { subscribe } from 'node:diagnostics_channel';
const began = performance.now();
let document;
subscribe('http.client.request.start', ({ request: { method, path } }) => {
  if (method === 'PUT' && path.includes('/documents/')) document = performance.now();
});
const { handler } = await import('./index.mjs');
const loaded = performance.now();
const { batchItemFailures } = await handler(JSON.parse(process.env.EVENT));
const issued = performance.now();
const { user, system } = process.threadCpuUsage();
console.log(JSON.stringify({ began, loaded, document, issued, cpu: (user + system) / 1000, batchItemFailures }));
process.exit();
`;

const data = mkdtempSync(join(tmpdir(), 'cold-start-'));
const cloud = await startEmbeddedCloud({ assembly: synthesized(), data, inMemory: true });
try {
  const times: Record<'began' | 'loaded' | 'document' | 'issued' | 'cpu', number>[] = [];
  for (let run = 0; run < runs; run += 1)
    times.push(await firstCertificate(cloud, await oneVolunteer(cloud, run)));
  const median = (of: (one: (typeof times)[number]) => number) =>
    Math.round(times.map(of).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0);
  console.log(
    JSON.stringify({
      runs,
      nodeMs: median(({ began }) => began),
      bundleMs: median(({ began, loaded }) => loaded - began),
      documentMs: median(({ document }) => document),
      firstCertificateMs: median(({ issued }) => issued),
      ownCpuMs: median(({ cpu }) => cpu),
    }),
  );
} finally {
  await cloud.stop();
  rmSync(data, { recursive: true, force: true });
}

/** A running batch over one volunteer, and the message of its only chunk, which no queue has. */
async function oneVolunteer({ clients, tableName, bucketName }: EmbeddedCloud, run: number) {
  const volunteerId = `COLD-${run}`;
  await seedLedger(clients.dynamo, tableName, {
    opportunities: [opportunityOf({ opportunityId, issuerId, requiredMinutes: 60 })],
    volunteers: [volunteerOf({ volunteerId })],
    sheets: [
      sheetOf([entryOf({ entryId: `${volunteerId}-1`, date: '2025-07-01' })], {
        volunteerId,
        opportunityId,
        issuerId,
      }),
    ],
  });
  const batchId = `cold-${run}`;
  const lines = (async function* () {
    yield { volunteerId, opportunityId, reason: 'ELIGIBLE' } as const;
  })();
  const manifests = new S3ManifestStore(clients.s3, bucketName);
  await manifests.write({ batchId, manifestId: 'm' }, lines, 1);
  const [start = 0, end = 0] = await manifests.chunkOffsets({ batchId, manifestId: 'm' });
  const now = new Date().toISOString();
  const request = { batchId, issuerIds: [issuerId], dryRun: false, notify: false, createdBy: 'coordinator' };
  const plan = { manifestId: 'm', requested: 1, chunkCount: 1, verdicts: { ELIGIBLE: 1 } };
  const batch = { ...planned(newBatch(request, now), plan, false, now), sending: false };
  await new DynamoBatchRegister(clients.dynamo, tableName).create(batch);
  return {
    kind: 'chunk',
    batchId,
    manifestId: 'm',
    run: batch.run,
    chunk: 0,
    start,
    end,
  } satisfies ChunkMessage;
}

async function firstCertificate({ functions }: EmbeddedCloud, message: ChunkMessage) {
  const worker = functions.find(({ logicalId }) => logicalId.startsWith('BatchesWorker'));
  if (worker === undefined) throw new Error('The template has no worker');
  const { definition } = worker.pool;
  const record = {
    messageId: '1',
    body: JSON.stringify(message),
    attributes: { ApproximateReceiveCount: '1' },
  };
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', CHILD],
    {
      cwd: definition.taskRoot,
      timeout: 10_000,
      env: { ...lambdaEnvironment(definition), EVENT: JSON.stringify({ Records: [record] }) },
    },
  );
  const answer = JSON.parse(stdout || '{}');
  if (answer.batchItemFailures?.length !== 0) throw new Error(`Nothing was issued: ${stdout}${stderr}`);
  return answer;
}
