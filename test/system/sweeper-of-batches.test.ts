import { randomBytes } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { PlannerMessage } from '../../functions/domain/batch/batch-message.ts';
import { DAY_MS } from '../../functions/domain/calendar-date.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { searchCertificates } from '../../functions/routes/issuing.ts';
import { revokeCertificate } from '../../functions/routes/lifecycle.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoOpportunityCatalogue } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoKillSwitch } from '../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { certificateKey } from '../../functions/storage/dynamo/table.ts';
import { S3CertificateDirectories } from '../../functions/storage/s3/s3-certificate-directories.ts';
import { S3ManifestStore } from '../../functions/storage/s3/s3-manifest-store.ts';
import { S3ResultStore } from '../../functions/storage/s3/s3-result-store.ts';
import { SqsWorkQueue } from '../../functions/storage/sqs-work-queue.ts';
import { createBatch as storeBatch } from '../../functions/workflows/batches/create-batch.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
import { eventually } from '../local/eventually.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { ownCloud } from './embedded-cloud.ts';

const ISSUER = 'rawabi-health-cluster';
/** A directory this many certificates behind is stored anew. */
const BEHIND = 100;
const VOLUNTEERS = Array.from({ length: BEHIND + 1 }, (_, n) => `LOST-${n}`);
const OPPORTUNITY = 'LOST-OP';
const LONG_AGO = '2025-06-01T00:00:00.000Z';
const SLOW = { withinMilliseconds: 120_000 };

let cloud: EmbeddedCloud;
let coordinator: ApiClient;
let batches: DynamoBatchRegister;
let directories: S3CertificateDirectories;

beforeAll(async () => {
  cloud = await ownCloud();
  const token = await cloud.token('coordinator', { id: 'sweeps', issuers: [ISSUER] });
  coordinator = new ApiClient({ baseUrl: cloud.url, token });
  batches = new DynamoBatchRegister(cloud.clients.dynamo, cloud.tableName);
  directories = new S3CertificateDirectories(cloud.clients.s3, cloud.bucketName);
  await seedCloud(cloud, {
    opportunities: [opportunityOf({ opportunityId: OPPORTUNITY, requiredMinutes: 60 })],
    volunteers: VOLUNTEERS.map((volunteerId) => volunteerOf({ volunteerId })),
    timesheets: VOLUNTEERS.map((volunteerId) =>
      timesheetOf([entryOf({ entryId: volunteerId })], { volunteerId, opportunityId: OPPORTUNITY }),
    ),
  });
});
afterAll(() => cloud?.stop());

const runSchedule = (name: string) =>
  cloud.schedules.find((schedule) => schedule.name.includes(name))?.run() ?? Promise.reject(new Error(name));

/** Waits until a batch has issued so many, without the API, which would mark it done. */
const issued = (batchId: string, count: number) =>
  eventually(async () => (await batches.progress(batchId))?.counts.issued === count, SLOW);

/** Sweeps until a batch is done: an earlier sweep may have it in hand. */
const swept = (batchId: string) =>
  eventually(async () => {
    await runSchedule('Sweep');
    return (await batches.find(batchId))?.state === 'done';
  }, SLOW);

/** Stores a batch as a function that dies before it sends the message. */
async function lostBatch(volunteerIds: readonly string[]): Promise<string> {
  const { dynamo, s3 } = cloud.clients;
  const { batchId } = await storeBatch(
    {
      opportunityIds: [OPPORTUNITY],
      volunteerIds: [...volunteerIds],
      dryRun: false,
      notify: false,
      createdBy: 'sweeps',
      issuerIds: [ISSUER],
    },
    {
      batches,
      manifests: new S3ManifestStore(s3, cloud.bucketName),
      opportunities: new DynamoOpportunityCatalogue(dynamo, cloud.tableName),
      killSwitch: new DynamoKillSwitch(dynamo, cloud.tableName),
      queue: { send: async () => undefined },
      now: () => LONG_AGO,
      randomBytes,
    },
  );
  return batchId;
}

const found = async (state: 'issued' | 'revoked') =>
  (await coordinator.call(searchCertificates, { body: { state } })).total;

describe('a batch whose message was lost', () => {
  let batchId = '';

  test('is planned after a quarter of an hour, issued, and done, whoever looks at it or not', async () => {
    batchId = await lostBatch(VOLUNTEERS.slice(0, BEHIND));
    await runSchedule('Sweep');
    await issued(batchId, BEHIND);
    await swept(batchId);
    // Its certificates are in the directory, so that the next search needn't read them.
    const { certificates } = await eventually(async () => {
      const stored = await directories.find(ISSUER);
      return stored.certificates.length >= BEHIND && stored;
    });
    expect(certificates).toHaveLength(BEHIND);
  });

  test('is searched with what was changed since its directory was stored, and where that is missing', async () => {
    const [certificate] = (await directories.find(ISSUER)).certificates;
    const path = { id: certificate?.certificateId ?? '' };
    await coordinator.call(revokeCertificate, { path, body: { reasonCode: 'issued_in_error' } });
    expect([await found('revoked'), await found('issued')]).toEqual([1, BEHIND - 1]);
    const Key = `directories/${ISSUER}/certificates.json.gz`;
    await cloud.clients.s3.send(new DeleteObjectCommand({ Bucket: cloud.bucketName, Key }));
    expect(await found('revoked')).toBe(1);
    expect((await directories.find(ISSUER)).certificates).toHaveLength(BEHIND);
  });

  test('has a report that the planner writes, as that of a batch of more than 30,000', async () => {
    const { run } = (await batches.find(batchId)) ?? { run: 0 };
    const url = cloud.queues.find(({ logicalId }) => /^BatchesPlanning(?!DeadLetters)/.test(logicalId))?.url;
    const queue = new SqsWorkQueue<PlannerMessage>(cloud.clients.sqs, () => url ?? '');
    await queue.send([{ kind: 'report', batchId, run }]);
    const results = new S3ResultStore(cloud.clients.s3, cloud.bucketName);
    await eventually(() => results.exists({ batchId, run, name: 'report.csv' }), SLOW);
  });
});

test('a batch that nobody looks at becomes done, after one whose directory was stored', async () => {
  const [last = ''] = VOLUNTEERS.slice(BEHIND);
  const { batchId } = await coordinator.call(createBatch, {
    body: { opportunityIds: [OPPORTUNITY], volunteerIds: [last] },
  });
  await issued(batchId, 1);
  await swept(batchId);
  expect(await found('issued')).toBe(BEHIND);
});

test('the root of a day reads the certificates that were reserved on it', async () => {
  const [certificate] = (await directories.find(ISSUER)).certificates;
  const yesterday = new Date(Date.now() - DAY_MS - 15 * 60_000).toISOString();
  // As if it was reserved yesterday, for the list alone: its chain has no event of that day.
  await cloud.clients.dynamo.send(
    new UpdateItemCommand({
      TableName: cloud.tableName,
      Key: marshall(certificateKey(certificate?.certificateId ?? '')),
      UpdateExpression: 'SET listSk = :sk',
      ExpressionAttributeValues: marshall({ ':sk': `${yesterday}#${certificate?.certificateId}` }),
    }),
  );
  await runSchedule('CloseDay');
  expect(cloud.rights()).toMatchObject({
    used: expect.arrayContaining([{ role: 'ProofsAuditRoot', may: 'read', of: 'CERTIFICATE#*' }]),
    refused: [],
  });
});
