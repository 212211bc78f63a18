import { sentOut } from '../../domain/batch/batch.ts';
import { type ChunkRecord, countItems, waitingIn, waitingItem } from '../../domain/batch/batch-item.ts';
import type { BatchMessage } from '../../domain/batch/batch-message.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { ManifestStore } from '../../domain/ports/manifest-store.ts';
import type { WorkQueue } from '../../domain/ports/work-queue.ts';

export interface SendingDeps {
  readonly batches: Pick<BatchRegister, 'find' | 'change' | 'chunks' | 'record'>;
  readonly manifests: Pick<ManifestStore, 'chunkOffsets' | 'settledChunks'>;
  readonly queue: WorkQueue<BatchMessage>;
}

/** Chunks that one message sends, at most a minute's work; the next message sends the rest. */
const CHUNKS_PER_MESSAGE = 5_000;

/**
 * Queues the open chunks of a run: those with an eligible line and no record, and those with waiting items. A retry first sets failed
 * items back to waiting. A second delivery queues some chunks twice; workers notice.
 */
export async function sendChunks(
  message: Extract<BatchMessage, { kind: 'send' }>,
  deps: SendingDeps,
): Promise<void> {
  const { batchId, run, fromChunk } = message;
  const batch = await deps.batches.find(batchId);
  if (batch?.state !== 'running' || batch.run !== run || batch.plan === null) return;
  const { manifestId, chunkCount } = batch.plan;
  const until = Math.min(chunkCount, fromChunk + CHUNKS_PER_MESSAGE);

  const settled = new Set(await deps.manifests.settledChunks({ batchId, manifestId }));
  for await (const page of deps.batches.chunks(batchId, fromChunk, until)) {
    for (const record of page) {
      const current = batch.reopening ? await reopened(record, deps) : record;
      if (current && waitingIn(current) === 0) settled.add(record.chunk);
    }
  }
  const offsets = await deps.manifests.chunkOffsets({ batchId, manifestId });
  const open: BatchMessage[] = [];
  for (let chunk = fromChunk; chunk < until; chunk += 1) {
    const start = offsets[chunk];
    const end = offsets[chunk + 1];
    if (start === undefined || end === undefined)
      throw new Error('A manifest has fewer chunks than its plan');
    if (!settled.has(chunk)) open.push({ kind: 'chunk', batchId, manifestId, run, chunk, start, end });
  }
  if (until < chunkCount) open.push({ ...message, fromChunk: until });
  await deps.queue.send(open);
  if (until === chunkCount) await markSentOut(batchId, run, deps);
}

/** Sets the failed items of a record back to waiting; undefined where another writer changed it meanwhile. */
async function reopened(record: ChunkRecord, { batches }: SendingDeps): Promise<ChunkRecord | undefined> {
  const failed = record.items.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return record;
  const counted = countItems(failed);
  const after = {
    ...record,
    revision: record.revision + 1,
    items: record.items.map((item) => (item.outcome === 'failed' ? waitingItem(item) : item)),
  };
  const difference = {
    outcomes: { ...counted.outcomes, failed: -counted.outcomes.failed },
    changed: -counted.changed,
    reasons: Object.fromEntries(Object.entries(counted.reasons).map(([reason, count]) => [reason, -count])),
  };
  return (await batches.record(after, difference)) === 'recorded' ? after : undefined;
}

async function markSentOut(batchId: string, run: number, { batches }: SendingDeps): Promise<void> {
  for (;;) {
    const batch = await batches.find(batchId);
    if (batch?.state !== 'running' || batch.run !== run || !batch.sending) return;
    if ((await batches.change(sentOut(batch))) === 'written') return;
  }
}
