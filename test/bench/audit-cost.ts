/**
 * Measures time and memory of an audit of a batch with a credential for everybody, by a process of its own:
 * `node test/bench/audit-cost.ts 5000`. Table and bucket are the embedded cloud's, in memory and on disk.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { approved, type Batch, newBatch, planned } from '../../functions/domain/batch/batch.ts';
import { chunksOf } from '../../functions/domain/chunks-of.ts';
import { inOrder } from '../../functions/domain/in-order.ts';
import { BatchingCertificateRegister } from '../../functions/storage/dynamo/batching-certificate-register.ts';
import { runBatchChunk } from '../../functions/workflows/batches/run-batch-chunk.ts';
import { publishStatusLists } from '../../functions/workflows/proofs/publish-status-list.ts';
import { signAuditRoots } from '../../functions/workflows/proofs/sign-audit-root.ts';
import { AccessKeys } from '../../infra/local/iam/access-keys.ts';
import { CREDENTIALS, REGION } from '../../infra/local/region.ts';
import { startS3 } from '../../infra/local/s3/s3-endpoint.ts';
import { audit } from '../../infra/tools/audit/audit.ts';
import { authoredAt, seedJournal } from '../batches/seed-journal.ts';
import { seedLedger, seedReports } from '../batches/seed-ledger.ts';
import { startTable } from '../dynamo-table.ts';
import { entryOf, timesheetOf, volunteerOf } from '../people.ts';
import { RECORD_KEY } from '../record-key.ts';
import { acted } from '../tools/audit/audited-acts.ts';
import { clockOf, DAYS_AGO, depsOver, ISSUER_ID, KEYS, OPPORTUNITY } from '../tools/audit/audited-world.ts';
import type { Store } from '../tools/audit/edit-records.ts';

const BATCH_ID = 'audited';
const LINES_PER_CHUNK = 10;
const CHUNKS_AT_ONCE = 8;
const BUCKET = 'documents';

/** Where the audited records are. */
interface Endpoints {
  readonly dynamo: string;
  readonly tableName: string;
  readonly s3: string;
  readonly keys: typeof KEYS;
}

async function measure(people: number): Promise<void> {
  const table = await startTable();
  const directory = mkdtempSync(join(tmpdir(), 'audit-cost-'));
  const storage = await startS3({ directory, keys: new AccessKeys(), durable: false });
  storage.createBucket(BUCKET);
  const { dynamo, tableName, endpoint } = table;
  await issueTo(people, { dynamo, tableName, s3: bucketAt(storage.endpoint), bucketName: BUCKET });
  const file = join(directory, 'endpoints.json');
  writeFileSync(file, JSON.stringify({ dynamo: endpoint, tableName, s3: storage.endpoint, keys: KEYS }));
  // Not synchronously: this process serves the bucket.
  const child = spawn(process.execPath, [import.meta.filename, count, file], { stdio: 'inherit' });
  await new Promise((resolve) => child.once('exit', resolve));
}

async function auditAt({ dynamo, tableName, s3, keys }: Endpoints): Promise<void> {
  const began = performance.now();
  const report = await audit(
    {
      dynamo: new DynamoDBClient({ endpoint: dynamo, region: REGION, credentials: CREDENTIALS }),
      tableName,
      s3: bucketAt(s3),
      bucketName: BUCKET,
      keys,
      recordKey: RECORD_KEY,
    },
    { now: new Date() },
  );
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(
    JSON.stringify({
      ...report.counts,
      findings: report.findings.slice(0, 5),
      seconds: Math.round((performance.now() - began) / 100) / 10,
      cpuSeconds: Math.round((userCPUTime + systemCPUTime) / 100_000) / 10,
      highestMiB: Math.round(maxRSS / 1024),
    }),
  );
}

const bucketAt = (endpoint: string) =>
  new S3Client({ endpoint, region: REGION, credentials: CREDENTIALS, forcePathStyle: true });

/** Issues one certificate to each of some people, in one batch whose days have signed roots. */
async function issueTo(people: number, store: Store): Promise<void> {
  const { dynamo, tableName } = store;
  const ids = Array.from({ length: people }, (_, number) => `AUDIT-${number}`);
  const clock = clockOf();
  clock.set(DAYS_AGO.issuing);
  const authors = authoredAt(clock.now());
  const timesheets = ids.map((volunteerId, number) =>
    timesheetOf([entryOf({ entryId: `E-${number}`, ...authors })], { volunteerId }),
  );
  const volunteers = ids.map((volunteerId) => volunteerOf({ volunteerId }));
  const seed = { opportunities: [OPPORTUNITY], volunteers, timesheets };
  await seedLedger(dynamo, tableName, seed);
  await seedReports(dynamo, tableName, seed);
  await seedJournal(dynamo, tableName, seed);
  const deps = {
    ...depsOver(store, clock.now),
    register: new BatchingCertificateRegister(dynamo, tableName),
  };
  const { running, offsets } = await startBatch(ids, deps);
  const chunks = offsets.slice(0, -1).map((start, chunk) => ({ chunk, start, end: offsets[chunk + 1] ?? 0 }));
  const kind = { kind: 'chunk', batchId: BATCH_ID, manifestId: 'm', run: running.run } as const;
  const run = (one: (typeof chunks)[number]) =>
    runBatchChunk({ ...kind, ...one }, { again: false, lastTry: false }, deps);
  for await (const _ of inOrder(chunks, CHUNKS_AT_ONCE, run));
  await deps.batches.change({
    ...running,
    revision: running.revision + 1,
    state: 'done',
    endedAt: deps.now(),
  });
  clock.set(0);
  await signAuditRoots(deps);
  await publishStatusLists([ISSUER_ID], { ...deps, now: () => new Date().toISOString() });
}

async function startBatch(volunteerIds: readonly string[], deps: ReturnType<typeof depsOver>) {
  const { opportunityId } = OPPORTUNITY;
  const key = { batchId: BATCH_ID, manifestId: 'm' };
  const request = { issuerIds: [ISSUER_ID], dryRun: false, notify: true, createdBy: 'coordinator-1' };
  const batch = await acted(
    deps,
    { act: 'create_batch', subject: request.createdBy },
    async () => {
      const created = newBatch({ ...request, batchId: BATCH_ID }, deps.now());
      const opportunities = [{ issuerId: ISSUER_ID, opportunityId }];
      await deps.manifests.storeSelection(BATCH_ID, {
        opportunities,
        unknownOpportunityIds: [],
        volunteerIds,
        named: true,
      });
      await deps.batches.create(created);
      return created;
    },
    () => ({ batchId: BATCH_ID }),
  );
  const lines = async function* () {
    for (const volunteerId of volunteerIds)
      yield { issuerId: ISSUER_ID, volunteerId, opportunityId, reason: 'ELIGIBLE' as const };
  };
  await deps.manifests.write(key, lines(), LINES_PER_CHUNK);
  const requested = volunteerIds.length;
  const plan = {
    ...{ manifestId: 'm', requested, chunkCount: chunksOf(volunteerIds, LINES_PER_CHUNK).length },
    ...{ verdicts: { ELIGIBLE: requested }, eligibleOf: { [ISSUER_ID]: requested } },
  };
  const running = await started(
    { ...planned(batch, plan, false, deps.now()), sending: false },
    requested,
    deps,
  );
  return { running, offsets: await deps.manifests.chunkOffsets(key) };
}

/** Starts the batch as it may: alone, or as a second person does where it issues more than one person may on a day. */
async function started(
  batch: Batch,
  certificates: number,
  deps: ReturnType<typeof depsOver>,
): Promise<Batch> {
  if (batch.state === 'running') {
    const day = deps.now().slice(0, 10);
    await deps.batches.startAlone(batch, [{ issuerId: ISSUER_ID, day, certificates }], certificates);
    return batch;
  }
  await deps.batches.change(batch);
  const subject = 'approver-1';
  return acted(deps, { act: 'approve_batch', subject, targets: { id: BATCH_ID } }, async () => {
    const running = { ...approved(batch, subject, deps.now()), sending: false };
    await deps.batches.change(running);
    return running;
  });
}

const [, , count = '5000', endpointsFile] = process.argv;
if (endpointsFile === undefined) await measure(Number(count));
else await auditAt(JSON.parse(readFileSync(endpointsFile, 'utf8')) as Endpoints);
process.exit(0);
