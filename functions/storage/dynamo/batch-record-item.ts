import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Batch, NO_OUTCOMES, type Outcome } from '../../domain/batch/batch.ts';
import { type BatchItem, type ChunkRecord, waitingIn } from '../../domain/batch/batch-item.ts';
import type { BatchProgress } from '../../domain/ports/batch-register.ts';
import { ACTIVE_BATCHES, batchKey, chunkKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** The item of a batch; while it is planned or runs, it is found among the active ones. */
export function batchItem(batch: Batch): Item {
  const active = batch.state === 'planning' || batch.state === 'running';
  return marshall({
    ...batchKey(batch.batchId),
    ...(active ? { pendingPk: ACTIVE_BATCHES, pendingSk: `${batch.createdAt}#${batch.batchId}` } : {}),
    ...batch,
  });
}

/** The batch of an item that `batchItem` made. */
export function batchFromItem(item: Item): Batch {
  const { pk: _pk, sk: _sk, pendingPk: _pendingPk, pendingSk: _pendingSk, ...batch } = unmarshall(item);
  return batch as Batch;
}

/** The item of a chunk. Its items are one text: they are written and read whole, and cost a third less so. */
export function chunkItem(record: ChunkRecord): Item {
  const { batchId, chunk, revision, items } = record;
  return marshall({
    ...chunkKey(batchId, chunk),
    revision,
    waiting: waitingIn(record),
    failed: items.filter(({ outcome }) => outcome === 'failed').length,
    items: JSON.stringify(items),
  });
}

/** The chunk of an item that `chunkItem` made. */
export function chunkFromItem(batchId: string, item: Item): ChunkRecord {
  const { sk, revision, items } = unmarshall(item) as { sk: string; revision: number; items: string };
  return {
    batchId,
    chunk: Number(sk.slice('CHUNK#'.length)),
    revision,
    items: JSON.parse(items) as BatchItem[],
  };
}

const REASON = 'reason:';

/** Names of counter attributes with what is to be added to each. */
export function counterAttributes(difference: {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly changed: number;
  readonly reasons: Readonly<Record<string, number>>;
}): [string, number][] {
  return [
    ...Object.entries(difference.outcomes),
    ['changed', difference.changed] as [string, number],
    ...Object.entries(difference.reasons).map(([reason, count]): [string, number] => [
      REASON + reason,
      count,
    ]),
  ].filter(([, count]) => count !== 0);
}

/** A batch's progress as the sum of its counters. */
export function progressFromItems(batch: Batch, counters: readonly Item[]): BatchProgress {
  const counts = { ...NO_OUTCOMES } as Record<string, number>;
  const reasons: Record<string, number> = {};
  let changed = 0;
  for (const counter of counters) {
    for (const [name, value] of Object.entries(unmarshall(counter))) {
      if (typeof value !== 'number') continue;
      if (name === 'changed') changed += value;
      else if (name.startsWith(REASON))
        reasons[name.slice(REASON.length)] = (reasons[name.slice(REASON.length)] ?? 0) + value;
      else if (name in NO_OUTCOMES) counts[name] = (counts[name] ?? 0) + value;
    }
  }
  const some = Object.entries(reasons).filter(([, count]) => count > 0);
  return { batch, counts: counts as Record<Outcome, number>, changed, reasons: Object.fromEntries(some) };
}
