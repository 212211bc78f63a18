import type { Batch } from '../domain/batch.ts';
import {
  type BatchItem,
  countItems,
  countsBetween,
  factsOf,
  type ManifestLine,
  plannedItem,
} from '../domain/batch-item.ts';
import type { ChunkMessage } from '../domain/batch-message.ts';
import { type IssuedCount, issuedDeltas } from '../domain/issued-count.ts';
import type { Opportunity } from '../domain/opportunity.ts';
import type { BatchRegister } from '../domain/ports/batch-register.ts';
import { DocumentConflict } from '../domain/ports/document-store.ts';
import type { ManifestStore } from '../domain/ports/manifest-store.ts';
import { Refusal } from '../domain/refusal.ts';
import { type IssuingParts, issueCertificate } from './issue-certificate.ts';

export interface ChunkParts extends IssuingParts {
  readonly batches: Pick<BatchRegister, 'chunkContext' | 'record'>;
  readonly manifests: Pick<ManifestStore, 'lines'>;
  /** An opportunity as a run of a batch sees it; read once by each worker. */
  readonly opportunityOf: (batch: Batch, opportunityId: string) => Promise<Opportunity | undefined>;
  /** Where an item's fault is told, for an operator. */
  readonly reportFault: (fault: unknown, batchId: string, chunk: number) => void;
}

/**
 * Issues one chunk of a batch and records what became of each of its items, in one write with the counters.
 *
 * `dropped`: the batch isn't running (or not in this run), or issuing is halted; whoever lets it go on sends the
 * open chunks again, so a message never wears out its receives by waiting. A fault of any item is thrown and the
 * queue delivers the chunk again, unless this is the last try: then the item is recorded as failed.
 */
export async function runBatchChunk(
  message: ChunkMessage,
  lastTry: boolean,
  parts: ChunkParts,
): Promise<'recorded' | 'dropped'> {
  const { batchId, run, chunk, start, end } = message;
  const context = await parts.batches.chunkContext(batchId, chunk);
  if (context === undefined || context.issuingHalted) return 'dropped';
  const { batch, record } = context;
  if (batch.state !== 'running' || batch.run !== run || batch.plan === null) return 'dropped';

  const before = record?.items;
  if (before?.every(({ outcome }) => outcome !== 'waiting')) return 'recorded';
  const lines = await parts.manifests.lines({ batchId, manifestId: batch.plan.manifestId }, start, end);
  const counted = new Map<string, IssuedCount>();
  const settle = (line: ManifestLine) => settledItem(line, batch, { chunk, lastTry, counted }, parts);
  const tried = await Promise.allSettled(
    lines.map((line, place) => {
      const earlier = before?.[place];
      return earlier && earlier.outcome !== 'waiting' ? earlier : settle(line);
    }),
  );
  const items = tried.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  const fresh = items.filter((item, place) => item !== before?.[place]);
  const after = { batchId, chunk, revision: (record?.revision ?? -1) + 1, items };
  const written = await parts.batches.record(after, countItems(fresh), issuedDeltas([...counted.values()]));
  if (written === 'changed') await addToRecord(message, items, counted, parts);
  return 'recorded';
}

/**
 * Puts what was issued here into a record that somebody else has written meanwhile. Mostly it tells of the same
 * certificates; but a delivery at the same time may have found the hours otherwise and refused.
 */
async function addToRecord(
  { batchId, chunk }: ChunkMessage,
  items: readonly BatchItem[],
  counted: ReadonlyMap<string, IssuedCount>,
  { batches }: ChunkParts,
): Promise<void> {
  let written: 'recorded' | 'changed';
  do {
    const record = (await batches.chunkContext(batchId, chunk))?.record;
    if (!record) return;
    const isMissed = ({ outcome }: BatchItem, place: number) =>
      outcome === 'issued' && record.items[place]?.certificateId === undefined;
    const missed = items.filter(isMissed);
    if (missed.length === 0) return;
    const replaced = record.items.filter((_, place) => missed.includes(items[place] as BatchItem));
    const corrected = record.items.map((item, place) => {
      const ours = items[place];
      return ours && missed.includes(ours) ? ours : item;
    });
    const counts = missed.flatMap(({ certificateId = '' }) => counted.get(certificateId) ?? []);
    written = await batches.record(
      { batchId, chunk, revision: record.revision + 1, items: corrected },
      countsBetween(countItems(replaced), countItems(missed)),
      issuedDeltas(counts),
    );
  } while (written === 'changed');
}

/** One try at a chunk, and what the certificates it counts add to the reports. */
interface ChunkTry {
  readonly chunk: number;
  readonly lastTry: boolean;
  /** By certificate. */
  readonly counted: Map<string, IssuedCount>;
}

async function settledItem(
  line: ManifestLine,
  batch: Batch,
  { chunk, lastTry, counted }: ChunkTry,
  parts: ChunkParts,
): Promise<BatchItem> {
  // Who was shown as refused stays refused: nothing is issued that the manifest didn't say.
  const shown = plannedItem(line);
  if (shown.outcome === 'refused') return { ...shown, outcome: 'refused' };
  try {
    return await issuedItem(line, shown.outcome, batch, counted, parts);
  } catch (fault) {
    parts.reportFault(fault, batch.batchId, chunk);
    // Two different documents under one ID stay different, however often it is tried.
    if (!lastTry && !(fault instanceof DocumentConflict)) throw fault;
    const { volunteerId, opportunityId } = line;
    return { volunteerId, opportunityId, outcome: 'failed', reason: faultCode(fault) };
  }
}

async function issuedItem(
  { volunteerId, opportunityId }: ManifestLine,
  shown: 'eligible' | 'alreadyIssued',
  batch: Batch,
  counted: Map<string, IssuedCount>,
  parts: ChunkParts,
): Promise<BatchItem> {
  const about = { volunteerId, opportunityId };
  const opportunity = await parts.opportunityOf(batch, opportunityId);
  if (opportunity === undefined)
    return { ...about, outcome: 'refused', reason: 'OPPORTUNITY_UNKNOWN', changed: true };
  const issued = await issueCertificate(
    {
      volunteerId,
      opportunity,
      actor: batch.confirmedBy ?? batch.createdBy,
      notify: batch.notify,
      batchId: batch.batchId,
    },
    parts,
  );
  if (issued.outcome === 'refused') {
    const { verdict } = issued;
    return { ...about, outcome: 'refused', reason: verdict.reason, facts: factsOf(verdict), changed: true };
  }
  if (issued.counted) counted.set(issued.certificateId, issued.counted);
  const asShown = (issued.outcome === 'issued') === (shown === 'eligible');
  return {
    ...about,
    outcome: issued.outcome,
    certificateId: issued.certificateId,
    ...(asShown ? {} : { changed: true as const }),
  };
}

/** A code that a coordinator can be told; never the message of a fault. */
function faultCode(fault: unknown): string {
  if (fault instanceof Refusal) return fault.code;
  return fault instanceof DocumentConflict ? 'DOCUMENT_CONFLICT' : 'FAULT';
}
