import { type Batch, requesterOf } from '../../domain/batch/batch.ts';
import { type BatchItem, countItems, countsBetween, waitingItem } from '../../domain/batch/batch-item.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import { type IssuedCount, issuedDeltas } from '../../domain/report/issued-count.ts';
import type { Requester } from '../issuing/requester.ts';

/** Identifies a chunk of a batch. */
export interface ChunkKey {
  readonly batchId: string;
  readonly chunk: number;
}

/** A batch item, and what its certificate adds to the reports where the batch counts it. */
export interface ItemResult {
  readonly item: BatchItem;
  readonly counted?: IssuedCount | undefined;
}

/** A batch as the requester of its certificates: it counts them with its chunks. */
export const batchRequester = (batch: Batch): Requester => ({
  actor: requesterOf(batch),
  counter: { kind: 'batch', batchId: batch.batchId },
});

/** What the certificates among some results change in the reports. */
export const reportDeltasOf = (results: readonly ItemResult[]) =>
  issuedDeltas(results.flatMap(({ counted }) => counted ?? []));

/**
 * Adds results to the record of a chunk that another delivery has written, or would have. Mostly both say the same; but
 * a delivery at the same time may have decided on other hours, or found another's certificate, and a recovery leaves
 * the items waiting that it found nothing of. A waiting item says nothing and changes nothing. Results are in the
 * order of the chunk's items.
 */
export async function addToRecord(
  { batchId, chunk }: ChunkKey,
  results: readonly ItemResult[],
  { batches }: { readonly batches: Pick<BatchRegister, 'chunkContext' | 'record'> },
): Promise<void> {
  let written: 'recorded' | 'changed';
  do {
    const record = (await batches.chunkContext(batchId, chunk))?.record;
    const recorded = record?.items ?? results.map(({ item }) => waitingItem(item));
    const isMissing = (index: number) => saysMore(results[index]?.item, recorded[index]);
    const missing = results.filter((_, index) => isMissing(index));
    if (missing.length === 0) return;
    const replaced = recorded.filter((_, index) => isMissing(index));
    const items = recorded.map((item, index) => (isMissing(index) ? (results[index]?.item ?? item) : item));
    written = await batches.record(
      { batchId, chunk, revision: (record?.revision ?? -1) + 1, items },
      countsBetween(countItems(replaced), countItems(missing.map(({ item }) => item))),
      reportDeltasOf(missing),
    );
  } while (written === 'changed');
}

/** Whether an item is to take the place of the recorded one: what the batch has issued goes before all else. */
function saysMore(item: BatchItem | undefined, recorded: BatchItem | undefined): boolean {
  if (item === undefined) return false;
  const { outcome, certificateId } = item;
  return outcome === 'issued'
    ? recorded?.certificateId !== certificateId
    : outcome !== 'waiting' && recorded?.outcome === 'waiting';
}
