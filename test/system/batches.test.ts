import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import yauzl from 'yauzl';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { audit } from '../../infra/tools/audit/audit.ts';
import { ApiClient } from '../../infra/tools/cli/api-client.ts';
import { seedLedger } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
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
    await seedLedger(cloud.clients.dynamo, cloud.tableName, cluster('OPP-1', 'A'));
    await seedLedger(cloud.clients.dynamo, cloud.tableName, cluster('OPP-2', 'B'));
    const client = async (role: 'coordinator' | 'approver', issuers: string[]) =>
      new ApiClient({ url: cloud.url, token: await cloud.token(role, { issuers, id: `${role}-1` }) });
    coordinator = await client('coordinator', [ISSUER]);
    approver = await client('approver', [ISSUER]);
  }, 180_000);

  afterAll(() => cloud?.stop());

  const fetchAs = async (path: string, role: 'coordinator' | 'auditor' = 'coordinator', issuers = [ISSUER]) =>
    fetch(cloud.url + path, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${await cloud.token(role, { issuers })}` },
    });

  /** Follows the link of a result, once it is there. */
  async function download(path: string): Promise<Buffer> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answer = await fetchAs(path);
      await answer.body?.cancel();
      const location = answer.headers.get('location');
      if (location !== null) return Buffer.from(await (await fetch(location)).arrayBuffer());
      expect(answer.status).toBe(202);
      await pause(200);
    }
    throw new Error(`${path} was never ready`);
  }

  let batchId = '';

  test('issues to everybody eligible, in chunks', async () => {
    const made = await coordinator.createBatch({ opportunityIds: ['OPP-1'], dryRun: false });
    batchId = made.batchId;
    const done = await coordinator.waitForBatch(batchId);
    expect(done).toMatchObject({
      state: 'done',
      counts: { requested: ELIGIBLE + SHORT, issued: ELIGIBLE, refused: SHORT, failed: 0, left: 0 },
    });
  }, 120_000);

  test('lists every item with its outcome and reason', async () => {
    const refused = [];
    for await (const item of coordinator.list(`/batches/${batchId}/items`, { outcome: 'refused' }))
      refused.push(item);
    expect(refused).toHaveLength(SHORT);
    expect(refused[0]).toMatchObject({ reason: 'HOURS_INSUFFICIENT', facts: { approvedMinutes: 360 } });
  });

  test('hands out a report that a spreadsheet opens', async () => {
    const report = await download(`/batches/${batchId}/report.csv`);
    expect(report.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = report.toString('utf8').trim().split('\n');
    expect(lines).toHaveLength(1 + ELIGIBLE + SHORT);
    expect(lines.filter((line) => line.includes(',issued,'))).toHaveLength(ELIGIBLE);
  });

  test('hands out a ZIP of every document, with hashes that hold', async () => {
    const files = await entriesOf(await download(`/batches/${batchId}/archive`));
    const sums = files.get('SHA256SUMS')?.toString('utf8') ?? '';
    files.delete('SHA256SUMS');
    expect(files.size).toBe(ELIGIBLE);
    for (const [name, bytes] of files) {
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(sums).toContain(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    }
  }, 60_000);

  test('does not exist for a coordinator of another issuer', async () => {
    for (const path of ['', '/items', '/archive', '/report.csv']) {
      const answer = await fetchAs(`/batches/${batchId}${path}`, 'coordinator', ['rawabi-health-cluster']);
      expect(answer.status).toBe(404);
    }
  });

  test('tells each holder once, in both languages, and nobody in the subject', async () => {
    const notify = cloud.schedules.find(({ name }) => name.includes('Notify'));
    await Promise.all([notify?.run(), notify?.run()]);
    await notify?.run();
    const emails = cloud.mailbox.list();
    expect(emails).toHaveLength(ELIGIBLE);
    expect(new Set(emails.map(({ to }) => to[0])).size).toBe(ELIGIBLE);
    const [email] = emails;
    expect(email?.subject).toBe('شهادتك التطوعية جاهزة | Your volunteering certificate is ready');
    expect(email?.text).toContain('Noura');
    expect(email?.text).toMatch(/\/verify\/[0-9A-Z]{18}/);
    expect(email?.html).toContain('<bdi>نورة');
  }, 120_000);

  test('stands still within seconds of the kill switch, and goes on when it may', async () => {
    await approver.send('POST', '/issuing/halt');
    const refused = coordinator.createBatch({ opportunityIds: ['OPP-2'], dryRun: false });
    await expect(refused).rejects.toMatchObject({ status: 409, problem: { code: 'ISSUING_HALTED' } });
    const volunteer = new ApiClient({ url: cloud.url, token: await cloud.token('volunteer', { id: 'V-1' }) });
    const claim = volunteer.send('POST', '/me/certificates', { opportunityId: 'OPP-2' });
    await expect(claim).rejects.toMatchObject({ status: 409, problem: { code: 'ISSUING_HALTED' } });
    for await (const { certificateId } of coordinator.list('/certificates', {}, 1)) {
      const replacement = coordinator.send('POST', `/certificates/${certificateId}/replacement`, {
        nameEn: 'Noura Salem Alharbi',
      });
      await expect(replacement).rejects.toMatchObject({ status: 409, problem: { code: 'ISSUING_HALTED' } });
    }
    await approver.send('POST', '/issuing/resume');

    const running = await coordinator.createBatch({ opportunityIds: ['OPP-2'], dryRun: false });
    await approver.send('POST', '/issuing/halt');
    await coordinator.waitForBatch(running.batchId, { until: ({ state }) => state === 'running' });
    await pause(1_000);
    const before = await coordinator.batch(running.batchId);
    await pause(2_000);
    expect((await coordinator.batch(running.batchId)).counts).toEqual(before.counts);
    expect(before.counts.issued).toBeLessThan(ELIGIBLE);

    await approver.send('POST', '/issuing/resume');
    expect(await coordinator.waitForBatch(running.batchId)).toMatchObject({
      state: 'done',
      counts: { issued: ELIGIBLE, refused: SHORT, failed: 0 },
    });
  }, 120_000);

  test('leaves records in which the auditor finds nothing wrong', async () => {
    const { dynamo, s3 } = cloud.clients;
    const source = { dynamo, s3, tableName: cloud.tableName, bucketName: cloud.bucketName };
    const report = await audit(source, { now: new Date() });
    expect(report.findings).toEqual([]);
    expect(report.counts.certificates).toEqual({ issued: 2 * ELIGIBLE });
  }, 60_000);

  test('shows an auditor each step, and that the chain holds', async () => {
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
  const people = Array.from({ length: ELIGIBLE + SHORT }, (_, n) => `${prefix}-${n}`);
  return {
    opportunities: [opportunityOf({ opportunityId, issuerId: ISSUER, requiredMinutes: 600 })],
    volunteers: people.map((volunteerId) =>
      volunteerOf({ volunteerId, email: `${volunteerId}@example.org` }),
    ),
    timesheets: people.map((volunteerId, n) =>
      timesheetOf(
        [
          entryOf({ entryId: `${volunteerId}-1`, date: '2025-07-01' }),
          ...(n < ELIGIBLE ? [entryOf({ entryId: `${volunteerId}-2`, date: '2025-07-02' })] : []),
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
