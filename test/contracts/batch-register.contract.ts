import assert from 'node:assert/strict';
import { type Batch, newBatch, paused, planned } from '../../functions/domain/batch/batch.ts';
import { type BatchItem, type ChunkRecord, countItems } from '../../functions/domain/batch/batch-item.ts';
import { MOST_ISSUERS_ALONE } from '../../functions/domain/batch/batch-plan.ts';
import { NO_OUTCOMES } from '../../functions/domain/batch/outcome.ts';
import type { BatchRegister } from '../../functions/domain/ports/batch-register.ts';

const NOW = '2026-01-10T08:00:00.000Z';
let created = 0;

/** Creates a batch of its own and plans it; returns it as `running`. */
async function runningBatch(register: BatchRegister, issuerIds = ['rawabi-health-cluster']): Promise<Batch> {
  created += 1;
  const batch = newBatch(
    {
      batchId: `B-${created}`,
      issuerIds,
      dryRun: false,
      notify: false,
      createdBy: 'c',
    },
    `2026-01-10T08:00:${String(created % 60).padStart(2, '0')}.000Z`,
  );
  await register.create(batch);
  const plan = {
    manifestId: 'm',
    requested: 40,
    chunkCount: 20,
    verdicts: { ELIGIBLE: 40 },
    eligibleOf: { 'rawabi-health-cluster': 40 },
  };
  const after = planned(batch, plan, false, NOW);
  assert.equal(await register.change(after), 'written');
  return after;
}

const item = (outcome: BatchItem['outcome'], change: Partial<BatchItem> = {}): BatchItem => ({
  issuerId: 'rawabi-health-cluster',
  volunteerId: 'V-1',
  opportunityId: 'O-1',
  outcome,
  ...change,
});

const recordOf = (
  batchId: string,
  chunk: number,
  items: readonly BatchItem[],
  revision = 0,
): ChunkRecord => ({
  batchId,
  chunk,
  revision,
  items,
});

/** The contract of a batch register: test names with their checks. */
export const BATCH_REGISTER_CONTRACT: Readonly<Record<string, (register: BatchRegister) => Promise<void>>> = {
  'returns a batch as it was written': async (register) => {
    const batch = await runningBatch(register);
    assert.deepEqual(await register.find(batch.batchId), batch);
  },
  'rejects a batch that exists': async (register) => {
    const batch = await runningBatch(register);
    await assert.rejects(register.create(batch));
  },
  'changes a batch only at the revision that was read': async (register) => {
    const batch = await runningBatch(register);
    assert.equal(await register.change(batch), 'changed');
    const after = paused(batch, { by: 'c', at: NOW });
    assert.equal(await register.change(after), 'written');
    assert.deepEqual(await register.find(batch.batchId), after);
  },
  'adds what batches start alone for an issuer and a day, up to a limit': async (register) => {
    const start = async (issuerId: string, day: string, certificates: number) => {
      const batch = await runningBatch(register);
      const after = { ...batch, revision: batch.revision + 1, notify: true };
      const starts = [{ issuerId, day, certificates }];
      const result = await register.startAlone(after, starts, 10);
      assert.equal((await register.find(batch.batchId))?.notify, result === 'written');
      // Once more, as by a second delivery: it is not counted again.
      if (result === 'written') assert.equal(await register.startAlone(after, starts, 1000), 'changed');
      return result;
    };
    assert.equal(await start('alone-a', '2026-01-10', 6), 'written');
    assert.equal(await start('alone-a', '2026-01-10', 5), 'above');
    assert.equal(await start('alone-a', '2026-01-10', 4), 'written');
    assert.equal(await start('alone-a', '2026-01-11', 5), 'written');
    assert.equal(await start('alone-b', '2026-01-10', 10), 'written');
    assert.equal(await start('alone-c', '2026-01-10', 11), 'above');
  },
  'starts no more alone than the limit when many start at once': async (register) => {
    const batches = await Promise.all(Array.from({ length: 6 }, () => runningBatch(register)));
    const starts = [{ issuerId: 'alone-d', day: '2026-01-10', certificates: 3 }];
    const results = await Promise.all(
      batches.map((batch) => register.startAlone({ ...batch, revision: batch.revision + 1 }, starts, 10)),
    );
    assert.deepEqual([...results].sort(), ['above', 'above', 'above', 'written', 'written', 'written']);
  },
  'starts a batch of several issuers alone where all have room for it': async (register) => {
    const [first, second] = [await runningBatch(register), await runningBatch(register)];
    const of = (issuerId: string, certificates: number) => ({ issuerId, day: '2026-01-10', certificates });
    const after = { ...first, revision: first.revision + 1 };
    assert.equal(await register.startAlone(after, [of('alone-e', 5), of('alone-f', 11)], 10), 'above');
    assert.equal(await register.startAlone(after, [of('alone-e', 10)], 10), 'written');
    const next = { ...second, revision: second.revision + 1 };
    assert.equal(await register.startAlone(next, [of('alone-f', 5), of('alone-e', 1)], 10), 'above');
    assert.equal(await register.startAlone(next, [of('alone-f', 10)], 10), 'written');
  },
  'starts a batch of as many issuers alone as one person may issue for': async (register) => {
    const batch = await runningBatch(register);
    const starts = Array.from({ length: MOST_ISSUERS_ALONE }, (_, number) => ({
      issuerId: `alone-many-${number}`,
      day: '2026-01-10',
      certificates: 10,
    }));
    const after = { ...batch, revision: batch.revision + 1 };
    assert.equal(await register.startAlone(after, starts, 10), 'written');
    const next = await runningBatch(register);
    const again = starts.slice(-1);
    assert.equal(await register.startAlone({ ...next, revision: next.revision + 1 }, again, 10), 'above');
  },
  'lists a batch of 130 issuers under each of them': async (register) => {
    const issuerIds = Array.from({ length: 130 }, (_, number) => `many-${number}`);
    const { batchId } = await runningBatch(register, issuerIds);
    for (const issuerId of issuerIds) {
      const { items } = await register.list([issuerId], { limit: 5 });
      assert.deepEqual(
        items.map(({ batch }) => batch.batchId),
        [batchId],
      );
    }
  },
  'counts a chunk once, however often it is recorded': async (register) => {
    const { batchId } = await runningBatch(register);
    const items = [
      item('issued'),
      item('refused', { reason: 'HOURS_PENDING' }),
      item('failed', { reason: 'FAULT' }),
    ];
    const record = recordOf(batchId, 3, items);
    assert.equal(await register.record(record, countItems(items)), 'recorded');
    assert.equal(await register.record(record, countItems(items)), 'changed');
    const progress = await register.progress(batchId);
    assert.deepEqual(progress?.counts, { ...NO_OUTCOMES, issued: 1, refused: 1, failed: 1 });
    assert.deepEqual(progress?.reasons, { HOURS_PENDING: 1, FAULT: 1 });
  },
  'lets one of two workers record a chunk': async (register) => {
    const { batchId } = await runningBatch(register);
    const records = [item('issued'), item('alreadyIssued')].map((only) => recordOf(batchId, 0, [only]));
    const results = await Promise.all(
      records.map((record) => register.record(record, countItems(record.items))),
    );
    assert.deepEqual([...results].sort(), ['changed', 'recorded']);
    const counts = (await register.progress(batchId))?.counts;
    assert.equal((counts?.issued ?? 0) + (counts?.alreadyIssued ?? 0), 1);
  },
  'adds the difference to the counters when a chunk is retried': async (register) => {
    const { batchId } = await runningBatch(register);
    const failed = item('failed', { reason: 'FAULT' });
    await register.record(recordOf(batchId, 1, [failed]), countItems([failed]));
    const reopened = recordOf(batchId, 1, [item('waiting')], 1);
    const difference = { outcomes: { ...NO_OUTCOMES, failed: -1 }, changed: 0, reasons: { FAULT: -1 } };
    assert.equal(await register.record(reopened, difference), 'recorded');
    const retried = recordOf(batchId, 1, [item('issued', { changed: true })], 2);
    assert.equal(await register.record(retried, countItems(retried.items)), 'recorded');
    assert.equal(await register.record({ ...retried, revision: 2 }, countItems(retried.items)), 'changed');
    const progress = await register.progress(batchId);
    assert.deepEqual(progress?.counts, { ...NO_OUTCOMES, issued: 1 });
    assert.equal(progress?.changed, 1);
    assert.deepEqual(progress?.reasons, {});
  },
  'sums the counters of all shards': async (register) => {
    const { batchId } = await runningBatch(register);
    await Promise.all(
      Array.from({ length: 20 }, (_, chunk) =>
        register.record(recordOf(batchId, chunk, [item('issued')]), countItems([item('issued')])),
      ),
    );
    assert.equal((await register.progress(batchId))?.counts.issued, 20);
  },
  'returns the chunks of a range in order': async (register) => {
    const { batchId } = await runningBatch(register);
    for (const chunk of [7, 2, 11, 4])
      await register.record(recordOf(batchId, chunk, [item('issued')]), countItems([item('issued')]));
    const found: number[] = [];
    for await (const page of register.chunks(batchId, 3, 11)) found.push(...page.map(({ chunk }) => chunk));
    assert.deepEqual(found, [4, 7]);
  },
  'returns a batch together with the record of a chunk': async (register) => {
    const batch = await runningBatch(register);
    const record = recordOf(batch.batchId, 5, [item('issued', { certificateId: 'X' })]);
    await register.record(record, countItems(record.items));
    assert.deepEqual(await register.chunkContext(batch.batchId, 5), { batch, record });
    assert.deepEqual(await register.chunkContext(batch.batchId, 6), {
      batch,
      record: undefined,
    });
    assert.equal(await register.chunkContext('unknown', 0), undefined);
  },
  'returns the active batches': async (register) => {
    const batch = await runningBatch(register);
    const paused = { ...(await runningBatch(register)), state: 'paused' as const };
    await register.change({ ...paused, revision: paused.revision + 1 });
    const active = await register.active();
    assert(active.includes(batch.batchId));
    assert(!active.includes(paused.batchId));
  },
  'lists a batch of several issuers once, newest first': async (register) => {
    const older = await runningBatch(register, ['contract-a', 'contract-b']);
    const newer = await runningBatch(register, ['contract-b']);
    const page = await register.list(['contract-a', 'contract-b'], { limit: 10 });
    assert.deepEqual(
      page.items.map(({ batch }) => batch.batchId),
      [older, newer].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).map(({ batchId }) => batchId),
    );
  },
};
