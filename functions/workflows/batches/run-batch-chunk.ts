import { type Batch, requesterOf } from '../../domain/batch/batch.ts';
import {
  type BatchItem,
  type ChunkRecord,
  certifiedItem,
  countItems,
  factsOf,
  type ManifestLine,
  plannedItem,
  waitingIn,
  waitingItem,
} from '../../domain/batch/batch-item.ts';
import type { ChunkMessage } from '../../domain/batch/batch-message.ts';
import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import { DocumentConflict } from '../../domain/ports/document-store.ts';
import type { ManifestStore } from '../../domain/ports/manifest-store.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type IssuedCount, issuedDeltas } from '../../domain/report/issued-count.ts';
import { type IssuingDeps, issueCertificate } from '../issuing/issue-certificate.ts';
import { addToRecord, issuedBefore, recoverChunk } from './recover-chunk.ts';

export interface ChunkDeps extends IssuingDeps {
  readonly batches: Pick<BatchRegister, 'chunkContext' | 'record'>;
  readonly manifests: Pick<ManifestStore, 'lines'>;
  /** An opportunity as a run of a batch sees it; read once by each worker. */
  readonly opportunityOf: (batch: Batch, opportunityId: string) => Promise<Opportunity | undefined>;
  /** Where an item's fault is told, for an operator. */
  readonly reportFault: (fault: unknown, batchId: string, chunk: number) => void;
}

/** How a message has come. */
export interface Delivery {
  /** It was delivered before, and whoever had it didn't say that it was done. */
  readonly again: boolean;
  /** The queue won't deliver it once more. */
  readonly lastTry: boolean;
}

/**
 * Issues one chunk of a batch and records what became of each of its items, in one write with the counters.
 *
 * A message of a batch that isn't running, or not in this run, is let go, and so is one while issuing is halted:
 * whoever lets the batch go on sends the open chunks again, so a message never wears out its receives by waiting. A
 * fault of any item is thrown once the others are recorded, and the queue delivers the chunk again, unless this is the
 * last try: then the item is recorded as failed.
 */
export async function runBatchChunk(
  message: ChunkMessage,
  delivery: Delivery,
  deps: ChunkDeps,
): Promise<void> {
  const { batchId, manifestId, run, chunk, start, end } = message;
  const [context, lines] = await Promise.all([
    deps.batches.chunkContext(batchId, chunk),
    deps.manifests.lines({ batchId, manifestId }, start, end),
  ]);
  if (context === undefined || context.issuingHalted) return;
  const { batch, record } = context;
  const open = record === undefined || waitingIn(record) > 0;
  const due = open && batch.state === 'running' && batch.run === run;
  if (!due && !delivery.again) return;
  if (due) await issueChunk({ chunk, lastTry: delivery.lastTry }, batch, record, lines, deps);
  else await recoverChunk(message, batch, record, lines, deps);
}

async function issueChunk(
  { chunk, lastTry }: Pick<ChunkTry, 'chunk' | 'lastTry'>,
  batch: Batch,
  record: ChunkRecord | undefined,
  lines: readonly ManifestLine[],
  deps: ChunkDeps,
): Promise<void> {
  const { batchId } = batch;
  const before = record?.items;
  const counted = new Map<string, IssuedCount>();
  const tried = await Promise.allSettled(
    lines.map((line, place) => {
      const earlier = before?.[place];
      if (earlier && earlier.outcome !== 'waiting') return earlier;
      return settledItem(line, batch, { chunk, lastTry, counted }, deps);
    }),
  );
  const items = tried.map((result, place) =>
    result.status === 'fulfilled' ? result.value : waitingItem(lines[place] as ManifestLine),
  );
  // What came of the others is kept although one faults: the chunk may come again in vain, or not at all.
  const fault = tried.find((result) => result.status === 'rejected');
  if (fault === undefined || tried.some(({ status }) => status === 'fulfilled')) {
    const after = { batchId, chunk, revision: (record?.revision ?? -1) + 1, items };
    const fresh = items.filter((item, place) => item !== before?.[place]);
    const written = await deps.batches.record(after, countItems(fresh), issuedDeltas([...counted.values()]));
    if (written === 'changed') {
      const found = items.map((item, place) => (item === before?.[place] ? waitingItem(item) : item));
      await addToRecord({ batchId, chunk }, { items: found, counted }, deps);
    }
  }
  if (fault) throw fault.reason;
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
  deps: ChunkDeps,
): Promise<BatchItem> {
  // Who was shown as refused stays refused: nothing is issued that the manifest didn't say.
  const shown = plannedItem(line);
  if (shown.outcome === 'refused') return { ...shown, outcome: 'refused' };
  try {
    return await issuedItem(line, batch, counted, deps);
  } catch (fault) {
    deps.reportFault(fault, batch.batchId, chunk);
    // Two different documents under one ID stay different, however often it is tried.
    if (!lastTry && !(fault instanceof DocumentConflict)) throw fault;
    // Whom an earlier worker issued to before it died, nobody would find any more: this message doesn't come again.
    const before = await issuedBefore(line, batch, counted, deps).catch(() => undefined);
    const { volunteerId, opportunityId } = line;
    return before ?? { volunteerId, opportunityId, outcome: 'failed', reason: faultCode(fault) };
  }
}

async function issuedItem(
  line: ManifestLine,
  batch: Batch,
  counted: Map<string, IssuedCount>,
  deps: ChunkDeps,
): Promise<BatchItem> {
  const { volunteerId, opportunityId } = line;
  const about = { volunteerId, opportunityId };
  const [opportunity, record] = await Promise.all([
    deps.opportunityOf(batch, opportunityId),
    deps.ledger.volunteerRecord(volunteerId),
  ]);
  if (opportunity === undefined)
    return { ...about, outcome: 'refused', reason: 'OPPORTUNITY_UNKNOWN', changed: true };
  const { batchId, notify } = batch;
  const request = {
    volunteerId,
    opportunity,
    read: { record },
    actor: requesterOf(batch),
    notify,
    batchId,
  };
  const issued = await issueCertificate(request, deps);
  if (issued.outcome === 'refused') {
    const { verdict } = issued;
    return { ...about, outcome: 'refused', reason: verdict.reason, facts: factsOf(verdict), changed: true };
  }
  if (issued.counted) counted.set(issued.certificateId, issued.counted);
  return certifiedItem(line, issued.outcome, issued.certificateId);
}

/** A code that a coordinator can be told; never the message of a fault. */
function faultCode(fault: unknown): string {
  if (fault instanceof Refusal) return fault.code;
  return fault instanceof DocumentConflict ? 'DOCUMENT_CONFLICT' : 'FAULT';
}
