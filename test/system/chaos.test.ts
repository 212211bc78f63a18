import { setTimeout as pause } from 'node:timers/promises';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { volunteerDeltas } from '../../functions/domain/report/report-contribution.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import { revokeCertificate } from '../../functions/routes/lifecycle.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { writeClaims } from '../../functions/storage/dynamo/entry-claims.ts';
import { counterWrites } from '../../functions/storage/dynamo/ledger-step-writes.ts';
import { timesheetItem } from '../../functions/storage/dynamo/timesheet-item.ts';
import { S3ManifestStore } from '../../functions/storage/s3/s3-manifest-store.ts';
import { SqsWorkQueue } from '../../functions/storage/sqs-work-queue.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { authoredAt, seedJournal } from '../batches/seed-journal.ts';
import { seedCloud, seedReports } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { type RandomNumbers, withRandomNumbers } from '../random.ts';
import { auditCloud } from './audit-cloud.ts';
import { ownCloud } from './embedded-cloud.ts';

const ISSUER = 'tilal-health-cluster';
const PEOPLE = 150;
const KILLS = 10;

describe('two batches over the same volunteers, with redelivery, killed workers, edits and a revocation', () => {
  let cloud: EmbeddedCloud;
  let coordinators: readonly [ApiClient, ApiClient];

  beforeAll(async () => {
    cloud = await ownCloud();
    const seed = cluster();
    await seedCloud(cloud, seed);
    await seedReports(cloud.clients.dynamo, cloud.tableName, seed);
    await seedJournal(cloud.clients.dynamo, cloud.tableName, seed);
    const client = async (id: string) =>
      new ApiClient({
        baseUrl: cloud.url,
        token: await cloud.token('coordinator', { issuers: [ISSUER], id }),
      });
    coordinators = [await client('coordinator-1'), await client('coordinator-2')];
    // Redelivers the messages of a killed worker after seconds instead of minutes.
    await cloud.clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: chunkQueue(), Attributes: { VisibilityTimeout: '10' } }),
    );
  });

  afterAll(() => cloud?.stop());

  const queueNamed = (name: string) =>
    cloud.queues.find(({ logicalId }) => logicalId.includes(name) && !logicalId.includes('DeadLetters'))
      ?.url ?? '';
  const chunkQueue = () => queueNamed('BatchesChunks');

  /** Sends every chunk of a batch a second time: SQS delivers at least once. */
  async function deliverTwice(batchId: string): Promise<void> {
    const { dynamo, s3, sqs } = cloud.clients;
    const batch = await new DynamoBatchRegister(dynamo, cloud.tableName).find(batchId);
    if (!batch?.plan) throw new Error('The batch is not planned');
    const manifest = { batchId, manifestId: batch.plan.manifestId };
    const offsets = await new S3ManifestStore(s3, cloud.bucketName).chunkOffsets(manifest);
    const messages = offsets.slice(0, -1).map((start, chunk) => ({
      kind: 'chunk' as const,
      ...manifest,
      run: batch.run,
      chunk,
      start,
      end: offsets[chunk + 1] ?? start,
    }));
    const queue = new SqsWorkQueue(sqs, chunkQueue);
    await queue.send(messages);
  }

  /** Adds an entry to a volunteer's timesheet as the ledger does, on the condition that its revision is the one read. */
  async function editHours(volunteerId: string): Promise<void> {
    const ledger = new DynamoHoursLedger(cloud.clients.dynamo, cloud.tableName);
    const record = await ledger.volunteerRecord(ISSUER, volunteerId);
    const timesheet = record?.timesheets[0];
    if (record === undefined || timesheet === undefined) throw new Error('No timesheet to edit');
    // The same volunteer may be edited again: an entry ID is used once.
    const entryId = `${volunteerId}-late-${timesheet.revision}`;
    const now = new Date().toISOString();
    const entry = entryOf({ entryId, date: '2025-07-05', minutes: 60, ...authoredAt(now) });
    const added = { timesheets: [{ ...timesheet, entries: [entry] }] };
    await seedJournal(cloud.clients.dynamo, cloud.tableName, added);
    const after = {
      ...timesheet,
      revision: timesheet.revision + 1,
      entries: [...timesheet.entries, entry],
    };
    const { gender } = record.volunteer;
    const deltas = volunteerDeltas({ gender, timesheets: [timesheet] }, { gender, timesheets: [after] });
    const put = {
      TableName: cloud.tableName,
      Item: timesheetItem(after),
      ConditionExpression: 'revision = :read',
      ExpressionAttributeValues: marshall({ ':read': timesheet.revision }),
    };
    try {
      const TransactItems = [{ Put: put }, ...counterWrites(cloud.tableName, deltas)];
      await cloud.clients.dynamo.send(new TransactWriteItemsCommand({ TransactItems }));
    } catch (error) {
      if ((error as Error).name !== 'TransactionCanceledException') throw error;
      return;
    }
    const key = {
      entryId: entry.entryId,
      issuerId: ISSUER,
      volunteerId,
      opportunityId: timesheet.opportunityId,
    };
    await writeClaims(cloud.clients.dynamo, cloud.tableName, `chaos-${entry.entryId}`, [key]);
  }

  test('end with every invariant in place', withRandomNumbers(runChaos), 420_000);

  async function runChaos(random: RandomNumbers): Promise<void> {
    const [one, other] = coordinators;
    const started = await Promise.all(
      [one, other].map((api) =>
        api.call(createBatch, { body: { opportunityIds: ['OPP-1'], notify: false } }),
      ),
    );
    const ids = started.map(({ batchId }) => batchId);
    for (const batchId of ids) {
      await waitForBatch(one, batchId, { until: ({ state }) => state !== 'planning' });
      await deliverTwice(batchId);
    }

    let revoked: string | undefined;
    const worker = cloud.function('BatchesWorker').pool;
    for (let kill = 0; kill < KILLS; kill += 1) {
      // The times of the kills are a part of the random test, not a wait for something.
      await pause(100 + random() * 900);
      worker.kill();
      await editHours(`C-${Math.floor(random() * PEOPLE)}`);
      if (revoked === undefined) {
        for await (const { certificateId, state } of one.list(listCertificates, {}, 50)) {
          if (state !== 'issued') continue;
          revoked = certificateId;
          await one.call(revokeCertificate, {
            path: { id: revoked },
            body: { reasonCode: 'hours_corrected' },
          });
          break;
        }
      }
    }

    const ended = await Promise.all(ids.map((batchId) => waitForBatch(one, batchId)));
    for (const { state, counts } of ended) {
      expect(state).toBe('done');
      expect(counts.issued + counts.alreadyIssued + counts.refused + counts.failed).toBe(PEOPLE);
      expect(counts).toMatchObject({ requested: PEOPLE, refused: 0, failed: 0, left: 0 });
    }
    const { findings, counts } = await auditCloud(cloud);
    expect(findings).toEqual([]);
    // Only the volunteer whose certificate was revoked may have got another one, from the other batch.
    const issued = ended.reduce((sum, batch) => sum + batch.counts.issued, 0);
    expect(Object.values(counts.certificates).reduce((sum, count) => sum + count, 0)).toBe(issued);
    expect(counts.certificates.revoked ?? 0).toBe(revoked === undefined ? 0 : 1);
    expect([PEOPLE, PEOPLE + 1]).toContain(issued);
  }
});

function cluster() {
  const authors = authoredAt(new Date().toISOString());
  const people = Array.from({ length: PEOPLE }, (_, n) => `C-${n}`);
  return {
    opportunities: [opportunityOf({ opportunityId: 'OPP-1', issuerId: ISSUER, requiredMinutes: 600 })],
    volunteers: people.map((volunteerId) => volunteerOf({ issuerId: ISSUER, volunteerId })),
    timesheets: people.map((volunteerId) =>
      timesheetOf(
        [1, 2].map((day) =>
          entryOf({ entryId: `${volunteerId}-${day}`, date: `2025-07-0${day}`, ...authors }),
        ),
        { volunteerId, issuerId: ISSUER },
      ),
    ),
  };
}
