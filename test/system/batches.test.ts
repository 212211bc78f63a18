import { createHash } from 'node:crypto';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import yauzl from 'yauzl';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch, getBatch, listBatchItems } from '../../functions/routes/batches.ts';
import { claimCertificate, listCertificates } from '../../functions/routes/issuing.ts';
import { replaceCertificate } from '../../functions/routes/lifecycle.ts';
import { haltIssuing, resumeIssuing } from '../../functions/routes/supervision.ts';
import { DynamoOutbox } from '../../functions/storage/dynamo/emails/dynamo-outbox.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { authoredAt, seedJournal } from '../batches/seed-journal.ts';
import { seedCloud, seedReports } from '../batches/seed-ledger.ts';
import { eventually } from '../local/eventually.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { auditCloud } from './audit-cloud.ts';
import { ownCloud } from './embedded-cloud.ts';

const ISSUER = 'tilal-health-cluster';
const ELIGIBLE = 61;
const SHORT = 9;

describe('a batch in the cloud', () => {
  let cloud: EmbeddedCloud;
  let coordinator: ApiClient;
  let approver: ApiClient;

  beforeAll(async () => {
    cloud = await ownCloud();
    for (const seed of [cluster('OPP-1', 'A'), cluster('OPP-2', 'B')]) {
      await seedCloud(cloud, seed);
      await seedReports(cloud.clients.dynamo, cloud.tableName, seed);
      await seedJournal(cloud.clients.dynamo, cloud.tableName, seed);
    }
    const client = async (role: 'coordinator' | 'approver', issuers: string[]) =>
      new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { issuers, id: `${role}-1` }) });
    coordinator = await client('coordinator', [ISSUER]);
    approver = await client('approver', [ISSUER]);
  });

  afterAll(() => cloud?.stop());

  const fetchAs = async (path: string, role: 'coordinator' | 'auditor' = 'coordinator', issuers = [ISSUER]) =>
    fetch(cloud.url + path, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${await cloud.token(role, { issuers })}` },
    });

  /** Waits until a result is ready, and downloads it. */
  async function download(path: string): Promise<Buffer> {
    const link = await eventually(
      async () => {
        const answer = await fetchAs(path);
        await answer.body?.cancel();
        const location = answer.headers.get('location');
        if (location === null) expect(answer.status).toBe(202);
        return location ?? undefined;
      },
      { withinMilliseconds: 50_000, everyMilliseconds: 200 },
    );
    return Buffer.from(await (await fetch(link)).arrayBuffer());
  }

  /** Returns whether every message of the batches was handled or dropped. */
  async function queuesAreEmpty(): Promise<boolean> {
    const batchQueues = cloud.queues.filter(
      ({ logicalId }) => logicalId.includes('Batches') && !logicalId.includes('DeadLetters'),
    );
    expect(batchQueues.length).toBeGreaterThanOrEqual(2);
    const counts = await Promise.all(
      batchQueues.map(async ({ url }) => {
        const { Attributes } = await cloud.clients.sqs.send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
        );
        return (
          Number(Attributes?.ApproximateNumberOfMessages) +
          Number(Attributes?.ApproximateNumberOfMessagesNotVisible)
        );
      }),
    );
    return counts.every((count) => count === 0);
  }

  let batchId = '';

  test('issues to every eligible volunteer, in chunks', async () => {
    const made = await coordinator.call(createBatch, { body: { opportunityIds: ['OPP-1'] } });
    batchId = made.batchId;
    const done = await waitForBatch(coordinator, batchId);
    expect(done).toMatchObject({
      state: 'done',
      counts: { requested: ELIGIBLE + SHORT, issued: ELIGIBLE, refused: SHORT, failed: 0, left: 0 },
    });
  });

  test('lists every item with its outcome and reason', async () => {
    const refused = [];
    for await (const item of coordinator.list(listBatchItems, {
      path: { id: batchId },
      query: { outcome: 'refused' },
    }))
      refused.push(item);
    expect(refused).toHaveLength(SHORT);
    expect(refused[0]).toMatchObject({ reason: 'HOURS_INSUFFICIENT', facts: { approvedMinutes: 360 } });
  });

  test('has a CSV report with a byte order mark', async () => {
    const report = await download(`/batches/${batchId}/report.csv`);
    expect(report.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = report.toString('utf8').trim().split('\n');
    expect(lines).toHaveLength(1 + ELIGIBLE + SHORT);
    expect(lines.filter((line) => line.includes(',issued,'))).toHaveLength(ELIGIBLE);
  });

  test('has a ZIP of every document, with their hashes', async () => {
    const files = await entriesOf(await download(`/batches/${batchId}/archive`));
    const sums = files.get('SHA256SUMS')?.toString('utf8') ?? '';
    files.delete('SHA256SUMS');
    const list = files.get('list.csv')?.toString('utf8').trimEnd().split('\n') ?? [];
    files.delete('list.csv');
    expect(list[0]).toBe('\ufeffname_ar,name_en,volunteer_id,title_ar,title_en,certificate_id,file');
    expect(
      list
        .slice(1)
        .map((line) => line.split(',').at(-1))
        .sort(),
    ).toEqual([...files.keys()].sort());
    expect(files.size).toBe(ELIGIBLE);
    for (const [name, bytes] of files) {
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(sums).toContain(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    }
  });

  test('is not found by a coordinator of another issuer', async () => {
    for (const path of ['', '/items', '/archive', '/report.csv']) {
      const answer = await fetchAs(`/batches/${batchId}${path}`, 'coordinator', ['rawabi-health-cluster']);
      expect(answer.status).toBe(404);
    }
  });

  test('notifies each holder once, in both languages, without a name in the subject', async () => {
    const notify = cloud.schedules.find(({ name }) => name.includes('Notify'));
    await Promise.all([notify?.run(), notify?.run()]);
    // The minute's own run may still be sending the last of them: what it holds isn't another's to send.
    const outbox = new DynamoOutbox(cloud.clients.dynamo, cloud.tableName);
    await eventually(async () => (await outbox.waiting(() => false)).length === 0, {
      withinMilliseconds: 90_000,
    });
    await notify?.run();
    const emails = cloud.mailbox.list();
    expect(emails).toHaveLength(ELIGIBLE);
    expect(new Set(emails.map(({ to }) => to[0])).size).toBe(ELIGIBLE);
    const [email] = emails;
    expect(email?.subject).toBe('شهادتك التطوعية جاهزة | Your volunteering certificate is ready');
    expect(email?.text).toContain('Noura');
    expect(email?.text).toMatch(/\/verify\/[0-9A-Z]{18}/);
    expect(email?.html).toContain('<bdi lang="ar" dir="rtl">نورة');
  });

  test('stops at the kill switch, and goes on after it', async () => {
    await approver.call(haltIssuing, { body: {} });
    const refused = coordinator.call(createBatch, { body: { opportunityIds: ['OPP-2'] } });
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'ISSUING_HALTED' });
    const volunteer = new ApiClient({
      baseUrl: cloud.url,
      token: await cloud.token('volunteer', { id: 'V-1' }),
    });
    const claim = volunteer.call(claimCertificate, { body: { opportunityId: 'OPP-2' } });
    await expect(claim).rejects.toMatchObject({ status: 409, code: 'ISSUING_HALTED' });
    for await (const { certificateId } of coordinator.list(listCertificates, {}, 1)) {
      const replacement = coordinator.call(replaceCertificate, {
        path: { id: certificateId },
        body: { nameEn: 'Noura Salem Alharbi' },
      });
      await expect(replacement).rejects.toMatchObject({ status: 409, code: 'ISSUING_HALTED' });
    }
    await approver.call(resumeIssuing, { body: {} });

    const running = await coordinator.call(createBatch, { body: { opportunityIds: ['OPP-2'] } });
    await approver.call(haltIssuing, { body: {} });
    await waitForBatch(coordinator, running.batchId, { until: ({ state }) => state === 'running' });
    // While issuing is halted, workers drop the messages of chunks.
    await eventually(queuesAreEmpty);
    const halted = await coordinator.call(getBatch, { path: { id: running.batchId } });
    expect(halted.state).toBe('running');
    expect(halted.counts.issued).toBeLessThan(ELIGIBLE);

    await approver.call(resumeIssuing, { body: {} });
    expect(await waitForBatch(coordinator, running.batchId)).toMatchObject({
      state: 'done',
      counts: { issued: ELIGIBLE, refused: SHORT, failed: 0 },
    });
  });

  test('leaves records without an audit finding', async () => {
    const report = await auditCloud(cloud);
    expect(report.findings).toEqual([]);
    expect(report.counts.certificates).toEqual({ issued: 2 * ELIGIBLE });
  });

  test('shows an auditor each event, and that the chain is intact', async () => {
    const page = (await (await fetchAs('/certificates?limit=1')).json()) as {
      items: { certificateId: string }[];
    };
    const id = page.items[0]?.certificateId;
    const history = await (await fetchAs(`/audit?certificateId=${id}`, 'auditor')).json();
    expect(history).toMatchObject({ items: [{ action: 'reserved' }, { action: 'issued' }], chainBreaks: [] });
    expect((await fetchAs('/audit')).status).toBe(403);
  });
});

function cluster(opportunityId: string, prefix: string) {
  const authors = authoredAt(new Date().toISOString());
  const people = Array.from({ length: ELIGIBLE + SHORT }, (_, n) => `${prefix}-${n}`);
  return {
    opportunities: [opportunityOf({ opportunityId, issuerId: ISSUER, requiredMinutes: 600 })],
    volunteers: people.map((volunteerId) =>
      volunteerOf({ volunteerId, issuerId: ISSUER, email: `${volunteerId}@example.org` }),
    ),
    timesheets: people.map((volunteerId, n) =>
      timesheetOf(
        [
          entryOf({ entryId: `${volunteerId}-1`, date: '2025-07-01', ...authors }),
          ...(n < ELIGIBLE ? [entryOf({ entryId: `${volunteerId}-2`, date: '2025-07-02', ...authors })] : []),
        ],
        { volunteerId, opportunityId, issuerId: ISSUER },
      ),
    ),
  };
}

function entriesOf(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      const files = new Map<string, Buffer>();
      file.on('entry', (entry) => {
        file.openReadStream(entry, async (fault, stream) => {
          if (fault) return reject(fault);
          files.set(entry.fileName, Buffer.concat(await stream.toArray()));
          file.readEntry();
        });
      });
      file.on('end', () => resolve(files));
      file.on('error', reject);
      file.readEntry();
    });
  });
}
