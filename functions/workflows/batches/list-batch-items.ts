import type { Batch } from '../../domain/batch/batch.ts';
import {
  type BatchItem,
  LINES_PER_CHUNK,
  type ManifestLine,
  plannedItem,
  settledItem,
  waitingItem,
} from '../../domain/batch/batch-item.ts';
import type { Outcome } from '../../domain/batch/outcome.ts';
import { afterCursor, cursorAt, foreignCursor } from '../../domain/cursor.ts';
import { inOrder } from '../../domain/in-order.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import type { ManifestStore } from '../../domain/ports/manifest-store.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';

/** A batch item: its recorded outcome, or the manifest's verdict where nothing is recorded yet. */
export type ShownItem = BatchItem | ReturnType<typeof plannedItem>;
export type ShownOutcome = Outcome | 'waiting' | 'eligible';

export interface ItemDeps {
  readonly batches: Pick<BatchRegister, 'chunks'>;
  readonly manifests: Pick<ManifestStore, 'chunkOffsets' | 'lines'>;
}

/** Chunks read for one page at most, where few items have the outcome that is asked for. */
const MOST_CHUNKS = 2_000;
/** Chunks read at once at most. */
const CHUNKS_PER_READ = 100;
/** Such reads at the same time, where few items of many chunks are wanted. */
const READS_AT_ONCE = 8;

/** Which items of a batch are wanted: with one outcome, for one reason, or of one volunteer. */
export interface ItemFilter {
  readonly outcome?: ShownOutcome | undefined;
  readonly reason?: string | undefined;
  readonly volunteer?: string | undefined;
  /** Only those with a certificate, of this batch or from before it. */
  readonly certified?: boolean | undefined;
}

/**
 * Returns a page of a batch's items in the order of its manifest, optionally those that a filter names. A page may hold
 * fewer items than its limit although more follow.
 *
 * @throws Refusal QUERY_INVALID for a cursor of another list.
 */
export async function listBatchItems(
  batch: Batch,
  { outcome, reason, volunteer, certified = false }: ItemFilter,
  page: PageRequest,
  deps: ItemDeps,
): Promise<Page<ShownItem>> {
  const start = readCursor(page.cursor);
  const until = Math.min(batch.plan?.chunkCount ?? 0, start.chunk + MOST_CHUNKS);
  const found: ShownItem[] = [];
  // What the page shows, and one chunk more: it may begin within one. More at once where an outcome is looked for.
  const atOnce = Math.ceil((page.limit + 1) / LINES_PER_CHUNK) + 1;
  const isFiltered = [outcome, reason, volunteer].some((wanted) => wanted !== undefined);
  const reads = isFiltered ? READS_AT_ONCE : 1;
  for await (const { chunk, items } of itemsByChunk(batch, start.chunk, until, deps, atOnce, reads)) {
    for (const [index, item] of items.entries()) {
      if (chunk === start.chunk && index < start.index) continue;
      if (outcome !== undefined && item.outcome !== outcome) continue;
      if (reason !== undefined && item.reason !== reason) continue;
      if (volunteer !== undefined && item.volunteerId !== volunteer) continue;
      if (certified && item.certificateId === undefined) continue;
      if (found.length === page.limit) return { items: found, cursor: positionOf(chunk, index) };
      found.push(item);
    }
  }
  const more = until < (batch.plan?.chunkCount ?? 0);
  return { items: found, cursor: more ? positionOf(until, 0) : null };
}

interface ChunkItems {
  readonly chunk: number;
  readonly items: readonly ShownItem[];
}

/**
 * Yields the items of some chunks of a batch, chunk by chunk, in the order of its manifest. Reads `atOnce` chunks first,
 * then twice as many each time, and with `reads` several such parts at the same time.
 */
export async function* itemsByChunk(
  batch: Batch,
  from: number,
  until: number,
  deps: ItemDeps,
  atOnce = CHUNKS_PER_READ,
  reads = 1,
): AsyncGenerator<ChunkItems> {
  if (batch.plan === null) return;
  const manifest = { batchId: batch.batchId, manifestId: batch.plan.manifestId };
  const offsets = await deps.manifests.chunkOffsets(manifest);
  const lines = (first: number, last: number) =>
    deps.manifests.lines(manifest, offsets[first] ?? 0, offsets[last] ?? 0);
  yield* flattened(
    inOrder(partsOf(from, until, atOnce), reads, async ({ first, end }) =>
      batch.run === 0
        ? [{ chunk: first, items: (await lines(first, end)).map(plannedItem) }]
        : recordedItems(batch, first, end, lines, deps),
    ),
  );
}

async function* flattened(parts: AsyncIterable<readonly ChunkItems[]>): AsyncGenerator<ChunkItems> {
  for await (const part of parts) yield* part;
}

function* partsOf(from: number, until: number, atOnce: number) {
  let count = atOnce;
  for (let first = from, end: number; first < until; first = end) {
    end = Math.min(until, first + count);
    count = Math.min(CHUNKS_PER_READ, 2 * count);
    yield { first, end };
  }
}

/**
 * Returns the items of some chunks of a batch that has run. A chunk that planning settled has no record, and one that no
 * worker has reached: their items are those of the manifest.
 */
async function recordedItems(
  { batchId }: Batch,
  from: number,
  end: number,
  lines: (first: number, last: number) => Promise<readonly ManifestLine[]>,
  { batches }: ItemDeps,
): Promise<readonly ChunkItems[]> {
  const found = new Map<number, readonly BatchItem[]>();
  for await (const records of batches.chunks(batchId, from, end))
    for (const { chunk, items } of records) found.set(chunk, items);
  const unrecorded = numbersFrom(from, end).filter((number) => !found.has(number));
  const [first] = unrecorded;
  if (first !== undefined) {
    const planned = await lines(first, (unrecorded.at(-1) ?? first) + 1);
    for (const number of unrecorded) {
      const at = (number - first) * LINES_PER_CHUNK;
      found.set(number, planned.slice(at, at + LINES_PER_CHUNK).map(unrecordedItem));
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([chunk, items]) => ({ chunk, items }));
}

/** Returns the item of a line of which no worker has recorded anything: as planning settled it, or `waiting`. */
const unrecordedItem = (line: ManifestLine): BatchItem => settledItem(line) ?? waitingItem(line);

const numbersFrom = (first: number, end: number): readonly number[] =>
  Array.from({ length: end - first }, (_, index) => first + index);

/** Returns the cursor of a page that ends before an item of a chunk. */
const positionOf = (chunk: number, index: number): string => cursorAt(`${chunk}.${index}`);

function readCursor(cursor: string | undefined): { readonly chunk: number; readonly index: number } {
  if (cursor === undefined) return { chunk: 0, index: 0 };
  const read = /^(\d{1,7})\.(\d{1,7})$/.exec(afterCursor(cursor));
  if (read === null) throw foreignCursor();
  return { chunk: Number(read[1]), index: Number(read[2]) };
}
