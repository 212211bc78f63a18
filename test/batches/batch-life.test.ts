import { describe, expect, test } from '@jest/globals';
import { settledOf } from '../../functions/domain/batch/outcome.ts';
import { batchProgress } from '../../functions/workflows/batches/control-batch.ts';
import { listBatchItems } from '../../functions/workflows/batches/list-batch-items.ts';
import { planBatch } from '../../functions/workflows/batches/plan-batch.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { ISSUER } from '../issuing/issuing-world.ts';
import { engine } from './batch-engine.ts';

const CODE = { code: 'STATE_CONFLICT' };

describe('a batch', () => {
  test('issues to everybody eligible and says why not to the others', async () => {
    const cluster = engine(45, (number) => (number % 9 === 0 ? 30 : 120));
    const batchId = await cluster.create();
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({
      state: 'done',
      counts: { requested: 45, issued: 40, refused: 5, left: 0 },
      reasons: { HOURS_INSUFFICIENT: 5 },
    });
  });

  test('run again issues nothing and says so', async () => {
    const cluster = engine(25);
    await cluster.work(await cluster.create());
    const again = await cluster.create();
    await cluster.work(again);
    expect(await cluster.shown(again)).toMatchObject({ counts: { issued: 0, alreadyIssued: 25, failed: 0 } });
    expect(cluster.records.certificates.size).toBe(25);
  });

  test('whose messages all come twice counts each once', async () => {
    const cluster = engine(35);
    const batchId = await cluster.create();
    while (cluster.deps.queue.waiting.length > 0) {
      const message = cluster.deps.queue.waiting.shift();
      if (message === undefined) break;
      await cluster.deliver(message);
      await cluster.deliver(message);
    }
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 35 } });
    expect(cluster.records.certificates.size).toBe(35);
    expect([...cluster.records.chunks.values()].map(({ revision }) => revision)).toEqual([0, 0, 0, 0]);
  });

  test('that is paused drops its messages, and goes on with the open ones only', async () => {
    const cluster = engine(95);
    const batchId = await cluster.create();
    await cluster.work(batchId, 5);
    await cluster.control(batchId, 'pause', 'coordinator-2');
    await cluster.work(batchId);
    const stopped = await cluster.shown(batchId);
    expect(stopped).toMatchObject({
      state: 'paused',
      stopped: { by: 'coordinator-2' },
    });
    expect(stopped.counts.left).toBeGreaterThan(0);
    expect(cluster.deps.queue.waiting).toEqual([]);

    await cluster.control(batchId, 'resume');
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'running', stopped: null });
    const [send] = cluster.deps.queue.waiting;
    expect(send).toMatchObject({ kind: 'send' });
    await cluster.work(batchId, 1);
    expect(cluster.deps.queue.waiting.length).toBe(Math.ceil(stopped.counts.left / 10));
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 95, left: 0 } });
  });

  test('that is cancelled ends where it stands', async () => {
    const cluster = engine(95);
    const batchId = await cluster.create();
    await cluster.work(batchId, 4);
    await cluster.control(batchId, 'pause', 'coordinator-2');
    await cluster.control(batchId, 'cancel', 'approver-1');
    await cluster.work(batchId);
    const ended = await cluster.shown(batchId);
    const stopped = { by: 'approver-1', at: ended.endedAt };
    expect(ended).toMatchObject({ state: 'cancelled', stopped, counts: { failed: 0 } });
    expect(cluster.records.certificates.size).toBe(ended.counts.issued);
    // Whom it has not reached is listed too, each once, also page by page.
    const items = await cluster.items(batchId);
    expect(new Set(items.map(({ volunteerId }) => volunteerId)).size).toBe(95);
    const left = items.filter(({ outcome }) => outcome === 'waiting');
    expect(left.length).toBe(ended.counts.left);
    const { batch } = await batchProgress(batchId, cluster.all);
    const first = await listBatchItems(batch, { outcome: 'waiting' }, { limit: 23 }, cluster.all);
    const rest = { limit: 200, cursor: first.cursor ?? undefined };
    const others = await listBatchItems(batch, { outcome: 'waiting' }, rest, cluster.all);
    expect([...first.items, ...others.items]).toEqual(left);
    await expect(cluster.control(batchId, 'resume')).rejects.toMatchObject(CODE);
  });

  test('records items that keep failing, ends, and tries just those again', async () => {
    const cluster = engine(25);
    cluster.failFor((volunteerId) => volunteerId === 'V-3' || volunteerId === 'V-14');
    const batchId = await cluster.create();
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({
      state: 'done',
      counts: { issued: 23, failed: 2 },
      reasons: { FAULT: 2 },
    });
    const before = cluster.records.certificates.size;

    cluster.failFor(() => false);
    await cluster.control(batchId, 'retry');
    // All is still counted until its chunks are opened again: it must not be taken for done.
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'running' });
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({
      state: 'done',
      counts: { issued: 25, alreadyIssued: 0, failed: 0, left: 0 },
      reasons: {},
    });
    // The two were reserved when they failed: the retry has resumed them, not issued anew.
    expect(cluster.records.certificates.size).toBe(before);
    await expect(cluster.control(batchId, 'retry')).rejects.toMatchObject(CODE);
  });

  const stops: [string, (cluster: ReturnType<typeof engine>, batchId: string) => Promise<unknown>][] = [
    [
      'a pause',
      async (cluster, batchId) => {
        await cluster.control(batchId, 'pause');
        await cluster.work(batchId);
        await cluster.control(batchId, 'resume');
      },
    ],
    [
      'a halt of all issuing',
      async (cluster, batchId) => {
        cluster.deps.queue.waiting.length = 0;
        await cluster.halt(true);
        await cluster.halt(false);
        await cluster.work(batchId);
      },
    ],
  ];
  test.each(stops)('tries its failed items again although %s comes in between', async (_name, stop) => {
    const cluster = engine(25);
    cluster.failFor((volunteerId) => volunteerId === 'V-3');
    const batchId = await cluster.create();
    await cluster.work(batchId);
    cluster.failFor(() => false);
    await cluster.control(batchId, 'retry');
    await stop(cluster, batchId);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 25, failed: 0 } });
  });

  test('larger than its issuer allows is cancelled with the reason', async () => {
    const cluster = engine(8);
    const small = { ...cluster.all, issuers: new Map([[ISSUER.issuerId, { ...ISSUER, batchLimit: 7 }]]) };
    const batchId = await cluster.create();
    await planBatch(batchId, small);
    expect(await cluster.shown(batchId)).toMatchObject({
      state: 'cancelled',
      cancelledBecause: 'BATCH_TOO_LARGE',
      stopped: null,
    });
  });

  test('stands still while issuing is halted, and goes on by itself', async () => {
    const cluster = engine(45);
    const batchId = await cluster.create();
    await cluster.work(batchId, 3);
    await cluster.halt(true);
    await cluster.work(batchId);
    const halted = await cluster.shown(batchId);
    expect(halted).toMatchObject({ state: 'running' });
    expect(halted.counts.left).toBeGreaterThan(0);
    await expect(cluster.control(batchId, 'retry')).rejects.toMatchObject({ code: 'ISSUING_HALTED' });

    await cluster.halt(false);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 45 } });
  });

  test('whose messages were lost is sent out anew by the sweeper', async () => {
    const cluster = engine(45);
    const batchId = await cluster.create();
    await cluster.work(batchId, 3);
    cluster.deps.queue.waiting.length = 0;
    await sweepReservations(cluster.all as never);
    cluster.wait(16);
    await sweepReservations(cluster.all as never);
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({ state: 'done', counts: { issued: 45 } });
  });

  test('selects nothing: an opportunity that is no issuer’s of the coordinator', async () => {
    const cluster = engine(3);
    await expect(cluster.create({ opportunityIds: ['OPP-9'] })).rejects.toMatchObject({
      code: 'BATCH_EMPTY',
    });
    await expect(cluster.create({ issuerIds: ['another-cluster'] })).rejects.toMatchObject({
      code: 'BATCH_EMPTY',
    });
  });

  test('over named volunteers gives each a verdict, the unknown ones too', async () => {
    const cluster = engine(3);
    const batchId = await cluster.create({
      volunteerIds: ['V-1', 'V-404'],
      opportunityIds: ['OPP-1', 'OPP-404'],
      dryRun: true,
    });
    await cluster.work(batchId);
    expect(await cluster.items(batchId)).toMatchObject([
      { volunteerId: 'V-1', opportunityId: 'OPP-1', outcome: 'eligible' },
      { volunteerId: 'V-1', opportunityId: 'OPP-404', reason: 'OPPORTUNITY_UNKNOWN' },
      { volunteerId: 'V-404', opportunityId: 'OPP-1', reason: 'VOLUNTEER_UNKNOWN' },
      { volunteerId: 'V-404', opportunityId: 'OPP-404', reason: 'OPPORTUNITY_UNKNOWN' },
    ]);
  });

  test('lists its items page by page, each once', async () => {
    const cluster = engine(33, (number) => (number % 2 === 0 ? 30 : 120));
    const batchId = await cluster.create();
    await cluster.work(batchId);
    const { batch, counts } = await batchProgress(batchId, cluster.all);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listBatchItems(batch, { outcome: 'refused' }, { limit: 4, cursor }, cluster.all);
      found.push(...page.items.map(({ volunteerId }) => volunteerId));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    const reason = (code: string) => listBatchItems(batch, { reason: code }, { limit: 200 }, cluster.all);
    expect((await reason('HOURS_INSUFFICIENT')).items.map(({ volunteerId }) => volunteerId)).toEqual(found);
    expect((await reason('HOURS_PENDING')).items).toEqual([]);
    const last = found.at(-1) ?? '';
    const ofLast = await listBatchItems(batch, { volunteer: last }, { limit: 200 }, cluster.all);
    expect(ofLast.items).toMatchObject([{ volunteerId: last, outcome: 'refused' }]);
    expect(new Set(found).size).toBe(17);
    expect(found.length).toBe(17);
    expect(settledOf(counts)).toBe(33);
  });
});
