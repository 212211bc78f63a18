import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KillSwitch, KillSwitchState } from '../../functions/domain/ports/supervision/kill-switch.ts';
import { DynamoKillSwitch } from '../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { setKillSwitch } from '../../functions/workflows/supervision/set-kill-switch.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { engine } from '../batches/batch-engine.ts';
import { startTable } from '../dynamo-table.ts';
import { MemoryKillSwitch } from '../fakes/memory-kill-switch.ts';
import { MemoryRecords } from '../fakes/memory-records.ts';
import { ISSUER } from '../issuing/issuing-world.ts';

const OTHER = 'another-cluster';
const STATE = { halted: true, since: '2026-01-10T08:00:00.000Z', by: 'approver-1' };

describe('kill switches', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  const adapters: readonly (readonly [string, () => KillSwitch])[] = [
    ['in DynamoDB', () => new DynamoKillSwitch(table.dynamo, table.tableName)],
    ['in memory', () => new MemoryKillSwitch(new MemoryRecords())],
  ];
  test.each(adapters)('are read together, each with its scope: %s', async (_name, made) => {
    const killSwitch = made();
    expect(await killSwitch.states('issuing')).toEqual(new Map());
    await killSwitch.set('issuing', 'a', STATE);
    await killSwitch.set('issuing', '*', { ...STATE, halted: false, resuming: true });
    await killSwitch.set('notifying', 'b', STATE);
    expect(await killSwitch.states('issuing')).toEqual(
      new Map<string, KillSwitchState>([
        ['a', STATE],
        ['*', { ...STATE, halted: false, resuming: true }],
      ]),
    );
    await killSwitch.resumed('issuing', '*', '2026-01-10T07:59:59.000Z');
    expect((await killSwitch.states('issuing')).get('*')).toHaveProperty('resuming');
    await killSwitch.resumed('issuing', '*', STATE.since);
    expect((await killSwitch.states('issuing')).get('*')).toEqual({ ...STATE, halted: false });
  });
});

describe('a halt', () => {
  test('of one issuer leaves another’s batch alone', async () => {
    const cluster = engine(25);
    const batchId = await cluster.create();
    await cluster.halt(true, OTHER);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 25 } });
  });

  test('of everyone stops an issuer’s batch, and the issuer’s own approver can’t resume it', async () => {
    const cluster = engine(25);
    const batchId = await cluster.create();
    await cluster.work(batchId, 2);
    await cluster.halt(true, '*');
    await cluster.halt(false);
    await cluster.work(batchId);
    expect((await cluster.shown(batchId)).counts.issued).toBe(0);
    await expect(cluster.create()).rejects.toMatchObject({
      code: 'ISSUING_HALTED',
      facts: { everyone: true },
    });
    await cluster.halt(false, '*');
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 25 } });
  });

  test('of one issuer of a batch leaves that issuer’s items waiting, until it is resumed', async () => {
    const cluster = engine(25);
    // The same volunteers have hours at another issuer as well, without enough of them.
    const second = { ...cluster.opportunity, opportunityId: 'OPP-2', issuerId: OTHER };
    cluster.records.opportunities.set('OPP-2', second);
    cluster.deps.issuers.set(OTHER, { ...ISSUER, issuerId: OTHER });
    const request = { opportunityIds: ['OPP-1', 'OPP-2'], volunteerIds: ['V-1', 'V-2'] };
    const batchId = await cluster.create({ ...request, issuerIds: [ISSUER.issuerId, OTHER] });
    await cluster.halt(true);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'running', counts: { issued: 0, left: 2 } });
    await cluster.halt(false);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 2, left: 0 } });
  });

  test('keeps the sweeper away from the issuer’s reservations and batches', async () => {
    const cluster = engine(25);
    const batchId = await cluster.create();
    await cluster.work(batchId, 2);
    await cluster.halt(true);
    cluster.deps.queue.waiting.length = 0;
    for (const minutes of [1, 16, 16]) {
      cluster.wait(minutes);
      await sweepReservations(cluster.all as never);
    }
    expect(cluster.deps.queue.waiting).toEqual([]);
  });
});

describe('resuming', () => {
  /** Halts a running batch and takes its messages away, as its workers do. */
  async function haltedBatch() {
    const cluster = engine(25);
    const batchId = await cluster.create();
    await cluster.work(batchId, 2);
    await cluster.halt(true);
    await cluster.work(batchId);
    return { cluster, batchId };
  }

  test('completes when it is asked for again after it died between its mark and its messages', async () => {
    const { cluster, batchId } = await haltedBatch();
    const dying = { ...cluster.all, queue: { send: () => Promise.reject(new Error('died')) } };
    const request = { name: 'issuing', scopes: [ISSUER.issuerId], halted: false, by: 'approver-1' } as const;
    await expect(setKillSwitch(request, dying)).rejects.toThrow('died');
    expect(cluster.deps.queue.waiting).toEqual([]);
    await cluster.halt(false);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 25 } });
  });

  test('queues nothing when it is asked for again after it was done', async () => {
    const { cluster } = await haltedBatch();
    await cluster.halt(false);
    const queued = cluster.deps.queue.waiting.length;
    expect(queued).toBe(1);
    await cluster.halt(false);
    expect(cluster.deps.queue.waiting).toHaveLength(queued);
  });

  test('doesn’t undo a halt that comes in between', async () => {
    const { cluster, batchId } = await haltedBatch();
    const halting = {
      ...cluster.all,
      queue: { send: () => cluster.halt(true).then(() => undefined) },
    };
    const request = { name: 'issuing', scopes: [ISSUER.issuerId], halted: false, by: 'approver-1' } as const;
    const states = await setKillSwitch(request, halting);
    expect(states.get(ISSUER.issuerId)).toMatchObject({ halted: true });
    await cluster.work(batchId);
    expect((await cluster.shown(batchId)).counts.issued).toBe(0);
  });
});
