import { describe, expect, test } from '@jest/globals';
import { batchProgress } from '../../functions/workflows/batches/control-batch.ts';
import { listBatchItems } from '../../functions/workflows/batches/list-batch-items.ts';
import { engine } from './batch-engine.ts';

describe('a batch', () => {
  test('run again is done when it is planned: nothing is queued, read or written', async () => {
    // Some are refused, so that chunks hold both kinds of settled lines.
    const cluster = engine(45, (number) => (number % 9 === 0 ? 30 : 120));
    const first = await cluster.create();
    await cluster.work(first);
    const issued = (await cluster.items(first)).map(({ volunteerId, certificateId, reason }) => ({
      volunteerId,
      ...(certificateId === undefined
        ? { outcome: 'refused', reason }
        : { outcome: 'alreadyIssued', certificateId }),
    }));
    const again = await cluster.create();
    await cluster.work(again, 1);
    expect(cluster.deps.queue.waiting).toEqual([]);
    expect([...cluster.records.chunks.keys()].filter((key) => key.startsWith(again))).toEqual([]);
    expect(await cluster.shown(again)).toMatchObject({
      state: 'done',
      counts: { requested: 45, issued: 0, alreadyIssued: 40, refused: 5, failed: 0, left: 0, changed: 0 },
      reasons: { HOURS_INSUFFICIENT: 5 },
    });
    const items = await cluster.items(again);
    expect(items).toMatchObject(issued);
    const page = await listBatchItems(
      (await batchProgress(again, cluster.all)).batch,
      { outcome: 'refused' },
      { limit: 3 },
      cluster.all,
    );
    expect(page.items).toEqual(items.filter(({ outcome }) => outcome === 'refused').slice(0, 3));
  });

  test('queues only the chunks with somebody eligible, and shows all items in the order of its manifest', async () => {
    const cluster = engine(60, (number) => (number === 0 || number === 59 ? 120 : 30));
    const order = [...cluster.records.volunteers.keys()].sort();
    const chunks = ['V-0', 'V-59'].map((volunteerId) => Math.floor(order.indexOf(volunteerId) / 10));
    const batchId = await cluster.create();
    await cluster.work(batchId, 2);
    expect(cluster.deps.queue.waiting).toMatchObject(chunks.map((chunk) => ({ kind: 'chunk', chunk })));
    await cluster.work(batchId);
    expect(await cluster.shown(batchId)).toMatchObject({
      state: 'done',
      counts: { requested: 60, issued: 2, refused: 58, left: 0 },
      reasons: { HOURS_INSUFFICIENT: 58 },
    });
    expect((await cluster.items(batchId)).map(({ volunteerId }) => volunteerId)).toEqual(order);
  });
});
