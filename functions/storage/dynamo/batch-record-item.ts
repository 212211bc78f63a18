import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Batch } from '../../domain/batch/batch.ts';
import { type BatchItem, type ChunkRecord, progressOf } from '../../domain/batch/batch-item.ts';
import { NO_OUTCOMES, type Outcome } from '../../domain/batch/outcome.ts';
import type { BatchProgress } from '../../domain/ports/batch-register.ts';
import { ACTIVE_BATCHES, batchKey, chunkKey } from './table.ts';
import type { Item } from './timesheet-item.ts';

/** Returns the `BATCH` item; in `planning` and `running` it is listed in `pending` under `BATCHES#ACTIVE`. */
export function batchItem(batch: Batch): Item {
  const active = batch.state === 'planning' || batch.state === 'running';
  return marshall({
    ...batchKey(batch.batchId),
    ...(active ? { pendingPk: ACTIVE_BATCHES, pendingSk: `${batch.createdAt}#${batch.batchId}` } : {}),
    ...batch,
  });
}

/** Returns the batch of a `BATCH` item. */
export function batchFromItem(item: Item): Batch {
  const { pk: _pk, sk: _sk, pendingPk: _pendingPk, pendingSk: _pendingSk, ...batch } = unmarshall(item);
  return batch as Batch;
}

/**
 * Returns the `CHUNK#` item. Its items are one JSON text: they are always written and read together, and are a third
 * smaller than as DynamoDB attributes.
 */
export const chunkItem = ({ batchId, chunk, revision, items }: ChunkRecord): Item =>
  marshall({ ...chunkKey(batchId, chunk), revision, items: JSON.stringify(items) });

/** Returns the record of a `CHUNK#` item. */
export function chunkFromItem(batchId: string, item: Item): ChunkRecord {
  const { sk, revision, items } = unmarshall(item) as { sk: string; revision: number; items: string };
  return {
    batchId,
    chunk: Number(sk.slice('CHUNK#'.length)),
    revision,
    items: JSON.parse(items) as BatchItem[],
  };
}

/** Prefix of the counters of refused and failed items by reason. */
const REASON = 'reason:';

/** Returns the names of the counters that change, each with the number to add. */
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

/** Returns a batch's progress: the sums over its `COUNTER#` items, and what planning settled. */
export function progressFromItems(batch: Batch, counters: readonly Item[]): BatchProgress {
  const outcomes = { ...NO_OUTCOMES } as Record<Outcome, number>;
  const reasons: Record<string, number> = {};
  let changed = 0;
  for (const counter of counters) {
    for (const [name, value] of Object.entries(unmarshall(counter))) {
      if (typeof value !== 'number') continue;
      if (name === 'changed') changed += value;
      else if (name.startsWith(REASON))
        reasons[name.slice(REASON.length)] = (reasons[name.slice(REASON.length)] ?? 0) + value;
      else if (name in NO_OUTCOMES) outcomes[name as Outcome] += value;
    }
  }
  return progressOf(batch, { outcomes, changed, reasons });
}
