import { setTimeout as pause } from 'node:timers/promises';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { timesheetItem } from '../../functions/storage/dynamo/timesheet-item.ts';
import { S3ManifestStore } from '../../functions/storage/s3/s3-manifest-store.ts';
import { SqsWorkQueue } from '../../functions/storage/sqs-work-queue.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { audit } from '../../infra/tools/audit/audit.ts';
import { ApiClient } from '../../infra/tools/cli/api-client.ts';
import { seedLedger } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { ownCloud } from './embedded-cloud.ts';

const ISSUER = 'tilal-health-cluster';
const PEOPLE = 150;
const KILLS = 10;

describe('a batch to which everything happens at once', () => {
  let cloud: EmbeddedCloud;
  let coordinators: readonly [ApiClient, ApiClient];

  beforeAll(async () => {
    cloud = await ownCloud();
    await seedLedger(cloud.clients.dynamo, cloud.tableName, cluster());
    const client = async (id: string) =>
      new ApiClient({ url: cloud.url, token: await cloud.token('coordinator', { issuers: [ISSUER], id }) });
    coordinators = [await client('coordinator-1'), await client('coordinator-2')];
    // The messages of a worker that was killed come back soon, so that the test needn't wait for minutes.
    await cloud.clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: chunkQueue(), Attributes: { VisibilityTimeout: '10' } }),
    );
  }, 180_000);

  afterAll(() => cloud?.stop());

  const queueNamed = (name: string) =>
    cloud.queues.find(({ logicalId }) => logicalId.includes(name) && !logicalId.includes('DeadLetters'))
      ?.url ?? '';
  const chunkQueue = () => queueNamed('BatchesChunks');
  const store = () => ({ dynamo: cloud.clients.dynamo, tableName: cloud.tableName });

  /** Sends every chunk of a batch a second time, as a queue may. */
  async function deliverTwice(batchId: string): Promise<void> {
    const { dynamo, s3, sqs } = cloud.clients;
    const batch = await new DynamoBatchRegister(dynamo, cloud.tableName).find(batchId);
    if (!batch?.plan) throw new Error('The batch is not planned');
    const place = { batchId, manifestId: batch.plan.manifestId };
    const offsets = await new S3ManifestStore(s3, cloud.bucketName).chunkOffsets(place);
    const messages = offsets.slice(0, -1).map((start, chunk) => ({
      kind: 'chunk' as const,
      ...place,
      run: batch.run,
      chunk,
      start,
      end: offsets[chunk + 1] ?? start,
    }));
    const queue = new SqsWorkQueue(sqs, { planning: queueNamed('BatchesPlanning'), chunks: chunkQueue() });
    await queue.send(messages);
  }

  /** Adds hours to somebody's sheet as the ledger does: on the revision it has read, whoever has it by then. */
  async function editHours(volunteerId: string): Promise<void> {
    const record = await new DynamoHoursLedger(cloud.clients.dynamo, cloud.tableName).volunteerRecord(
      volunteerId,
    );
    const timesheet = record?.timesheets[0];
    if (timesheet === undefined) throw new Error('No sheet to edit');
    const entry = entryOf({ entryId: `${volunteerId}-late`, date: '2025-07-05', minutes: 60 });
    try {
      await cloud.clients.dynamo.send(
        new PutItemCommand({
          TableName: cloud.tableName,
          Item: timesheetItem({
            ...timesheet,
            revision: timesheet.revision + 1,
            entries: [...timesheet.entries, entry],
          }),
          ConditionExpression: 'revision = :read',
          ExpressionAttributeValues: marshall({ ':read': timesheet.revision }),
        }),
      );
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      return;
    }
    const place = {
      entryId: entry.entryId,
      issuerId: ISSUER,
      volunteerId,
      opportunityId: timesheet.opportunityId,
    };
    await cloud.clients.dynamo.send(
      new PutItemCommand({
        TableName: cloud.tableName,
        Item: marshall({ pk: `ENTRY#${ISSUER}#${entry.entryId}`, sk: 'ENTRY', ...place }),
      }),
    );
  }

  test('ends with every invariant in place', async () => {
    const [one, other] = coordinators;
    const started = await Promise.all(
      [one, other].map((api) => api.createBatch({ opportunityIds: ['OPP-1'], dryRun: false, notify: false })),
    );
    const ids = started.map(({ batchId }) => batchId);
    for (const batchId of ids) {
      await one.waitForBatch(batchId, { until: ({ state }) => state !== 'planning' });
      await deliverTwice(batchId);
    }

    let revoked: string | undefined;
    const worker = cloud.function('BatchesWorker').pool;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(100 + Math.random() * 900);
      worker.kill();
      await editHours(`C-${Math.floor(Math.random() * PEOPLE)}`);
      if (revoked === undefined) {
        for await (const { certificateId, state } of one.list('/certificates', {}, 50)) {
          if (state !== 'issued') continue;
          revoked = String(certificateId);
          await one.send('POST', `/certificates/${revoked}/revocation`, { reasonCode: 'hours_corrected' });
          break;
        }
      }
    }

    const ended = await Promise.all(ids.map((batchId) => one.waitForBatch(batchId)));
    for (const { state, counts } of ended) {
      expect(state).toBe('done');
      expect(counts.issued + counts.alreadyIssued + counts.refused + counts.failed).toBe(PEOPLE);
      expect(counts).toMatchObject({ requested: PEOPLE, refused: 0, failed: 0, left: 0 });
    }
    const { findings, counts } = await audit(
      { ...store(), s3: cloud.clients.s3, bucketName: cloud.bucketName },
      { now: new Date() },
    );
    expect(findings).toEqual([]);
    // Whoever was revoked in the middle may have been issued anew by the other batch, and nobody else.
    const issued = ended.reduce((sum, batch) => sum + batch.counts.issued, 0);
    expect(Object.values(counts.certificates).reduce((sum, count) => sum + count, 0)).toBe(issued);
    expect(counts.certificates.revoked ?? 0).toBe(revoked === undefined ? 0 : 1);
    expect([PEOPLE, PEOPLE + 1]).toContain(issued);
  }, 420_000);
});

function cluster() {
  const people = Array.from({ length: PEOPLE }, (_, n) => `C-${n}`);
  return {
    opportunities: [opportunityOf({ opportunityId: 'OPP-1', issuerId: ISSUER, requiredMinutes: 600 })],
    volunteers: people.map((volunteerId) => volunteerOf({ volunteerId })),
    timesheets: people.map((volunteerId) =>
      timesheetOf(
        [1, 2].map((day) => entryOf({ entryId: `${volunteerId}-${day}`, date: `2025-07-0${day}` })),
        { volunteerId, issuerId: ISSUER },
      ),
    ),
  };
}
