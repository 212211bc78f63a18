import { describe, expect, test } from '@jest/globals';
import { batchProgress } from '../../functions/workflows/batches/control-batch.ts';
import { itemsInForce } from '../../functions/workflows/batches/items-in-force.ts';
import { listBatchItems } from '../../functions/workflows/batches/list-batch-items.ts';
import { volunteerIdOf } from '../issuing/issuing-world.ts';
import { engine } from './batch-engine.ts';

/** Yields to whatever else is to be done. */
const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('the list of a batch', () => {
  test('looks for few among many in several parts at once, and shows them in the order of the manifest', async () => {
    const PEOPLE = 3_000;
    const cluster = engine(PEOPLE, (number) => (number % 1_400 === 7 ? 30 : 120));
    const batchId = await cluster.create({ dryRun: true });
    await cluster.work(batchId);
    const { batch } = await batchProgress(batchId, cluster.all);
    let reading = 0;
    let most = 0;
    const { manifests } = cluster.all;
    const lines = async (...asked: Parameters<typeof manifests.lines>) => {
      reading += 1;
      most = Math.max(most, reading);
      await nextTurn();
      reading -= 1;
      return manifests.lines(...asked);
    };
    const chunkOffsets = manifests.chunkOffsets.bind(manifests);
    const deps = { ...cluster.all, manifests: { chunkOffsets, lines } };
    const refused = await listBatchItems(batch, { outcome: 'refused' }, { limit: 50 }, deps);
    expect(refused).toMatchObject({
      items: [1_407, 2_807, 7].map((number) => ({ volunteerId: volunteerIdOf(number) })),
      cursor: null,
    });
    expect(most).toBeGreaterThanOrEqual(4);
    // A page of everybody reads what it shows, and nothing ahead of it.
    most = 0;
    expect((await listBatchItems(batch, {}, { limit: 50 }, deps)).items).toHaveLength(50);
    expect(most).toBe(1);
  });

  test('of documents to hand out has those in force alone, issued by it or before it', async () => {
    const cluster = engine(4, (number) => (number === 3 ? 30 : 120));
    const before = await cluster.create();
    await cluster.work(before);
    const { batch } = await batchProgress(before, cluster.all);
    const handedOut = async () => {
      const { items } = await listBatchItems(batch, { certified: true }, { limit: 50 }, cluster.all);
      const wanted = await itemsInForce(items, { ...cluster.all, register: cluster.all.register });
      return wanted.map(({ volunteerId }) => volunteerId);
    };
    expect(await handedOut()).toEqual([0, 1, 2].map(volunteerIdOf));
    for (const [id, certificate] of cluster.records.certificates)
      if (certificate.volunteerId === volunteerIdOf(1))
        cluster.records.certificates.set(id, { ...certificate, state: 'suspended' });
    expect(await handedOut()).toEqual([0, 2].map(volunteerIdOf));
  });
});
