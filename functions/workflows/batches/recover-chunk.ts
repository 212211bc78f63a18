import { type Batch, requesterOf } from '../../domain/batch/batch.ts';
import {
  type BatchItem,
  type ChunkRecord,
  certifiedItem,
  countItems,
  countsBetween,
  type ManifestLine,
  waitingItem,
} from '../../domain/batch/batch-item.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import { type IssuedCount, issuedDeltas } from '../../domain/report/issued-count.ts';
import { type IssuingDeps, resumeOwn } from '../issuing/issue-certificate.ts';

/** Which chunk of which batch. */
export interface ChunkKey {
  readonly batchId: string;
  readonly chunk: number;
}

export interface RecoveryDeps extends IssuingDeps {
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
  place: ChunkKey,
  batch: Batch,
  record: ChunkRecord | undefined,
  lines: readonly ManifestLine[],
  deps: RecoveryDeps,
): Promise<void> {
  const counted = new Map<string, IssuedCount>();
  const looks = await Promise.allSettled(
    lines.map(async (line, at) => {
      const hidden = mayHide(line, record?.items[at]);
      return (hidden && (await issuedBefore(line, batch, counted, deps))) || waitingItem(line);
    }),
  );
  const items = looks.map((look, at) =>
    look.status === 'fulfilled' ? look.value : waitingItem(lines[at] as ManifestLine),
  );
  await addToRecord(place, { items, counted }, deps);
  // One line's fault keeps no other from being recorded; the chunk comes again for it.
  for (const look of looks) if (look.status === 'rejected') throw look.reason;
}

/** The item of a line to which the batch has issued in an earlier try, whoever has recorded what of it. */
export async function issuedBefore(
  line: ManifestLine,
  batch: Batch,
  counted: Map<string, IssuedCount>,
  deps: IssuingDeps,
): Promise<BatchItem | undefined> {
  const request = { ...line, opportunity: line, actor: requesterOf(batch), batchId: batch.batchId };
  const own = await resumeOwn(request, deps);
  if (own?.outcome !== 'issued') return undefined;
  if (own.counted) counted.set(own.certificateId, own.counted);
  return certifiedItem(line, 'issued', own.certificateId);
}

/** Whether a line may have a certificate of this batch of which its item doesn't tell. */
function mayHide({ reason }: ManifestLine, item: BatchItem | undefined): boolean {
  if (reason !== 'ELIGIBLE' && reason !== 'ALREADY_ISSUED') return false;
  return item?.outcome !== 'issued';
}

/**
 * Adds what became of some items to a record that somebody else has written, or would have. Mostly that tells the
 * same; but a delivery at the same time may have found the hours otherwise, or another's certificate, and one that
 * only looked for what was issued leaves the others waiting. Of an item that waits here nothing is known.
 */
export async function addToRecord(
  { batchId, chunk }: ChunkKey,
  { items, counted }: ChunkOutcome,
  { batches }: Pick<RecoveryDeps, 'batches'>,
): Promise<void> {
  let written: 'recorded' | 'changed';
  do {
    const record = (await batches.chunkContext(batchId, chunk))?.record;
    const recorded = record?.items ?? items.map(waitingItem);
    const missed = items.filter((item, place) => isNews(item, recorded[place]));
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

/** A batch issues once to an award, so that what it has issued goes before whatever else somebody has found. */
const isNews = ({ outcome, certificateId }: BatchItem, recorded: BatchItem | undefined): boolean =>
  outcome === 'issued'
    ? recorded?.certificateId !== certificateId
    : outcome !== 'waiting' && recorded?.outcome === 'waiting';
