import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Batch } from '../../functions/domain/batch/batch.ts';
import type { BatchMessage } from '../../functions/domain/batch/batch-message.ts';
import { DAY_MS } from '../../functions/domain/calendar-date.ts';
import type { ArchivedDocument, ResultKey } from '../../functions/domain/ports/result-store.ts';
import { DynamoArchiveRegister } from '../../functions/storage/dynamo/dynamo-archive-register.ts';
import { DynamoAuditLog } from '../../functions/storage/dynamo/supervision/dynamo-audit-log.ts';
import { orderArchive } from '../../functions/workflows/batches/archive-parts.ts';
import { type ArchiveDeps, buildArchivePart } from '../../functions/workflows/batches/build-archive.ts';
import { eraseCertificate } from '../../functions/workflows/lifecycle/erase-certificate.ts';
import { reinstateCertificate } from '../../functions/workflows/lifecycle/reinstate-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { startTable } from '../dynamo-table.ts';
import { worldOf } from '../lifecycle/world.ts';

const ISSUERS = ['rawabi-health-cluster', 'tilal-health-cluster'];

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

let batches = 0;

/** A batch of one certificate of the first of two issuers, whose ZIP is a list of certificate IDs. */
async function archiveWorld() {
  batches += 1;
  const batchId = `B-${batches}`;
  const world = await worldOf(table.dynamo, table.tableName);
  const { certificateId, volunteerId, deps: common, step } = world;
  let time = Date.parse('2026-01-10T08:00:00.000Z');
  const register = new DynamoArchiveRegister(table.dynamo, table.tableName, () =>
    new Date(time).toISOString(),
  );
  const batch = {
    batchId,
    run: 1,
    state: 'done',
    issuerIds: ISSUERS,
    plan: { manifestId: 'M-1', requested: 1, chunkCount: 1, verdicts: {}, eligibleOf: {} },
  } as unknown as Batch;
  const files = new Map<string, string>();
  const waiting: BatchMessage[] = [];
  const nameOf = (key: ResultKey) => `${key.batchId}/${key.run}/${key.name}`;
  const hooks = { beforeEnd: async () => {} };
  let builds = 0;
  const deps = {
    ...common,
    archives: register,
    auditLog: new DynamoAuditLog(table.dynamo, table.tableName),
    queue: { send: async (messages: readonly BatchMessage[]) => void waiting.push(...messages) },
    ordered: new Map<string, number>(),
    nowMs: () => time,
    randomBytes: (count: number) => {
      builds += 1;
      return createHash('sha256').update(`${batchId} ${builds}`).digest().subarray(0, count);
    },
    batches: {
      find: async () => batch,
      chunks: async function* () {
        yield [{ batchId, chunk: 0, revision: 0, items: [itemOf(volunteerId, certificateId)] }];
      },
    },
    manifests: { chunkOffsets: async () => [0, 1], lines: async () => [] },
    results: {
      remove: async (key: ResultKey) => void files.delete(nameOf(key)),
      writeArchive: async (key: ResultKey, documents: AsyncIterable<ArchivedDocument>) => {
        const ids: string[] = [];
        for await (const document of documents) ids.push(document.certificateId);
        await hooks.beforeEnd();
        files.set(nameOf(key), ids.join());
      },
    },
  };
  const build = () =>
    buildArchivePart({ batchId, run: 1, format: 'zip', part: 0 }, deps as unknown as ArchiveDeps);
  const erase = (changed: object = {}) => eraseCertificate(step, { ...deps, ...changed });
  return {
    ...world,
    deps,
    files,
    waiting,
    hooks,
    build,
    erase,
    order: () => orderArchive(batch, 'zip', deps),
    later: (ms: number) => {
      time += ms;
    },
  };
}

const itemOf = (volunteerId: string, certificateId: string) => ({
  volunteerId,
  opportunityId: 'OPP-1',
  outcome: 'issued' as const,
  certificateId,
});

test('a part is built once, under a name of its own, and handed out until it may expire', async () => {
  const { order, build, files, waiting, later, certificateId } = await archiveWorld();
  expect((await order())[0]?.file).toBeUndefined();
  expect(waiting).toMatchObject([{ kind: 'archive', run: 1, part: 0 }]);
  await build();
  await build();
  expect([...files.values()]).toEqual([certificateId]);
  const [part] = await order();
  expect(part?.file?.name).toMatch(/^zip-001-[0-9a-f]{12}\.zip$/);
  expect(part?.saveAs).toMatch(/^tawtheeq-B-\d+-zip-001\.zip$/);
  expect(waiting).toHaveLength(1);
  later(6.1 * DAY_MS);
  expect((await order())[0]?.file).toBeUndefined();
  expect(waiting).toHaveLength(2);
});

test('a part is ordered again by the next request where the queue refused the first order', async () => {
  const { order, waiting, deps } = await archiveWorld();
  const { send } = deps.queue;
  deps.queue.send = async () => {
    deps.queue.send = send;
    throw new Error('SQS is unavailable');
  };
  await expect(order()).rejects.toThrow('SQS is unavailable');
  await order();
  await order();
  expect(waiting).toMatchObject([{ kind: 'archive', part: 0 }]);
});

test('a part is built anew once one of its certificates is in another state, and only then', async () => {
  const { order, build, files, waiting, deps, step, certificateId } = await archiveWorld();
  await build();
  const built = (await order())[0]?.file;
  await suspendCertificate(step, deps);
  // A ZIP holds what stands, also through a dispute.
  expect((await order())[0]?.file).toEqual(built);
  await reinstateCertificate(step, deps);
  await revokeCertificate({ ...step, reasonCode: 'issued_in_error' }, deps);
  expect((await order())[0]?.file).toBeUndefined();
  expect((await order())[0]?.file).toBeUndefined();
  expect(waiting).toHaveLength(1);
  await build();
  const [part] = await order();
  expect(part?.file?.name).not.toBe(built?.name);
  expect([...files.values()]).toEqual([certificateId, '']);
  expect(waiting).toHaveLength(1);
});

test('an erasure removes the parts with a copy, which are built again without it', async () => {
  const { order, build, erase, files, waiting } = await archiveWorld();
  await build();
  await erase();
  expect(files.size).toBe(0);
  expect((await order())[0]?.file).toBeUndefined();
  expect(waiting).toMatchObject([
    { kind: 'archive', part: 0 },
    { kind: 'archive', part: 0 },
  ]);
  await build();
  expect([...files.values()]).toEqual(['']);
  expect((await order())[0]?.file).toBeDefined();
});

test('an erasure while a part is built withdraws it before it is handed out', async () => {
  const { order, build, erase, files, hooks } = await archiveWorld();
  hooks.beforeEnd = async () => {
    hooks.beforeEnd = async () => {};
    await erase();
  };
  await expect(build()).rejects.toThrow('was erased');
  expect(files.size).toBe(0);
  expect((await order())[0]?.file).toBeUndefined();
  // The queue delivers the message again.
  await build();
  expect([...files.values()]).toEqual(['']);
});

test('an erasure that dies before the files are removed hands out none of them, and ends when asked again', async () => {
  const { order, build, erase, files } = await archiveWorld();
  await build();
  const results = { remove: () => Promise.reject(new Error('S3 is away')) };
  await expect(erase({ results })).rejects.toThrow('S3 is away');
  expect((await order())[0]?.file).toBeUndefined();
  expect(files.size).toBe(1);
  await erase();
  expect(files.size).toBe(0);
});

test('an erasure leaves the parts without its certificate alone', async () => {
  const one = await archiveWorld();
  const other = await archiveWorld();
  await one.build();
  await other.build();
  await one.erase();
  expect(one.files.size).toBe(0);
  expect([...other.files.values()]).toEqual([other.certificateId]);
  expect(other.waiting).toEqual([]);
});
