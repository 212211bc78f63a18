import { type Batch, requesterOf } from '../domain/batch.ts';
import {
  type BatchItem,
  type ChunkRecord,
  certifiedItem,
  countItems,
  countsBetween,
  type ManifestLine,
  waitingItem,
} from '../domain/batch-item.ts';
import { type IssuedCount, issuedDeltas } from '../domain/issued-count.ts';
import type { BatchRegister } from '../domain/ports/batch-register.ts';
import { type IssuingParts, resumeOwn } from './issue-certificate.ts';

/** Which chunk of which batch. */
export interface ChunkPlace {
  readonly batchId: string;
  readonly chunk: number;
}

export interface RecoveryParts extends IssuingParts {
  readonly batches: Pick<BatchRegister, 'chunkContext' | 'record'>;
}

/** Items by their place in the chunk, and what the certificates among them add to the reports. */
export interface ChunkOutcome {
  readonly items: readonly BatchItem[];
  /** By certificate; of those that the batch counts. */
  readonly counted: ReadonlyMap<string, IssuedCount>;
}

/**
 * Records what a worker that died has issued of a chunk, where the chunk isn't to be worked on any more: another
 * delivery has recorded it meanwhile, or the batch was paused or cancelled. Issues nothing that isn't reserved.
 */
export async function recoverChunk(
  place: ChunkPlace,
  batch: Batch,
  record: ChunkRecord | undefined,
  lines: readonly ManifestLine[],
  parts: RecoveryParts,
): Promise<void> {
  const counted = new Map<string, IssuedCount>();
  const items = await Promise.all(
    lines.map(async (line, at) => {
      if (!mayHide(line, record?.items[at])) return waitingItem(line);
      const request = { ...line, opportunity: line, actor: requesterOf(batch), batchId: batch.batchId };
      const own = await resumeOwn(request, parts);
      if (own?.outcome !== 'issued') return waitingItem(line);
      if (own.counted) counted.set(own.certificateId, own.counted);
      return certifiedItem(line, 'issued', own.certificateId);
    }),
  );
  await addToRecord(place, { items, counted }, parts);
}

/** Whether a line may have a certificate of which its item doesn't tell. A failed one is tried again by people. */
function mayHide({ reason }: ManifestLine, item: BatchItem | undefined): boolean {
  if (reason !== 'ELIGIBLE' && reason !== 'ALREADY_ISSUED') return false;
  return item === undefined || item.outcome === 'waiting' || item.outcome === 'refused';
}

/**
 * Adds what was issued to a record that somebody else has written, or would have. Mostly that tells of the same
 * certificates; but a delivery at the same time may have found the hours otherwise and refused.
 */
export async function addToRecord(
  { batchId, chunk }: ChunkPlace,
  { items, counted }: ChunkOutcome,
  { batches }: Pick<RecoveryParts, 'batches'>,
): Promise<void> {
  let written: 'recorded' | 'changed';
  do {
    const record = (await batches.chunkContext(batchId, chunk))?.record;
    const recorded = record?.items ?? items.map(waitingItem);
    const isMissed = ({ outcome }: BatchItem, place: number) =>
      outcome === 'issued' && recorded[place]?.certificateId === undefined;
    const missed = items.filter(isMissed);
    if (missed.length === 0) return;
    const replaced = recorded.filter((_, place) => missed.includes(items[place] as BatchItem));
    const corrected = recorded.map((item, place) => {
      const ours = items[place];
      return ours && missed.includes(ours) ? ours : item;
    });
    const counts = missed.flatMap(({ certificateId = '' }) => counted.get(certificateId) ?? []);
    written = await batches.record(
      { batchId, chunk, revision: (record?.revision ?? -1) + 1, items: corrected },
      countsBetween(countItems(replaced), countItems(missed)),
      issuedDeltas(counts),
    );
  } while (written === 'changed');
}
