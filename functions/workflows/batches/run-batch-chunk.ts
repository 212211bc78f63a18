import { type Batch, requesterOf } from '../../domain/batch/batch.ts';
import {
  type ChunkRecord,
  certifiedItem,
  countItems,
  factsOf,
  type ManifestLine,
  pairOf,
  settledItem,
  waitingIn,
  waitingItem,
} from '../../domain/batch/batch-item.ts';
import type { ChunkMessage } from '../../domain/batch/batch-message.ts';
import { isHalted } from '../../domain/halted.ts';
import type { Opportunity, OpportunityKey } from '../../domain/hours/opportunity.ts';
import { issuerOf, separatesPeople } from '../../domain/issuer.ts';
import type { BatchRegister } from '../../domain/ports/batch-register.ts';
import { DocumentConflict } from '../../domain/ports/document-store.ts';
import type { ManifestStore } from '../../domain/ports/manifest-store.ts';
import type { KillSwitch, KillSwitchStates } from '../../domain/ports/supervision/kill-switch.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { OpportunityAward } from '../issuing/decide-opportunity-award.ts';
import { issueCertificate, type OpportunityIssuingDeps } from '../issuing/issue-certificate.ts';
import { addToRecord, batchRequester, type ItemResult, reportDeltasOf } from './chunk-record.ts';
import { findIssuedBefore, recoverChunk } from './recover-chunk.ts';

export interface ChunkDeps extends OpportunityIssuingDeps {
  readonly killSwitch: Pick<KillSwitch, 'states'>;
  readonly batches: Pick<BatchRegister, 'chunkContext' | 'record'>;
  readonly manifests: Pick<ManifestStore, 'lines'>;
  /** The opportunity as a run of a batch sees it; each worker reads it once. */
  readonly opportunityOf: (batch: Batch, key: OpportunityKey) => Promise<Opportunity | undefined>;
  /** Logs an item's fault for an operator. */
  readonly reportFault: (fault: unknown, batchId: string, chunk: number) => void;
}

/** How the queue delivered a message. */
export interface Delivery {
  /** It was delivered before, and that receiver didn't confirm it. */
  readonly again: boolean;
  /** The queue won't deliver it once more. */
  readonly lastTry: boolean;
}

/**
 * Issues one chunk of a batch and records the outcome of each of its items in one write with the batch's counters.
 *
 * Drops a message of a batch that isn't running, or not in this run, and any message while issuing is halted for all
 * issuers of the batch: resuming sends the open chunks again, so waiting never uses up a message's receives. Items of
 * one halted issuer among several are left waiting.
 *
 * @throws the first item's fault, once the other items are recorded; the queue then delivers the chunk again. On the
 * last try the item is recorded as failed instead.
 */
export async function runBatchChunk(
  message: ChunkMessage,
  delivery: Delivery,
  deps: ChunkDeps,
): Promise<void> {
  const { batchId, manifestId, run, chunk, start, end } = message;
  const [context, lines, killSwitches] = await Promise.all([
    deps.batches.chunkContext(batchId, chunk),
    deps.manifests.lines({ batchId, manifestId }, start, end),
    deps.killSwitch.states('issuing'),
  ]);
  if (context === undefined) return;
  const { batch, record } = context;
  if (batch.issuerIds.every((issuerId) => isHalted(killSwitches, issuerId))) return;
  const open = record === undefined || waitingIn(record) > 0;
  const due = open && batch.state === 'running' && batch.run === run;
  if (!due && !delivery.again) return;
  if (due) await issueChunk({ chunk, lastTry: delivery.lastTry, killSwitches }, batch, record, lines, deps);
  else await recoverChunk(message, batch, record, lines, deps);
}

/** One attempt at a chunk. */
interface ChunkTry {
  readonly chunk: number;
  readonly lastTry: boolean;
  readonly killSwitches: KillSwitchStates;
}

async function issueChunk(
  attempt: ChunkTry,
  batch: Batch,
  record: ChunkRecord | undefined,
  lines: readonly ManifestLine[],
  deps: ChunkDeps,
): Promise<void> {
  const before = record?.items;
  const attempts = await Promise.allSettled(
    lines.map(async (line, index): Promise<ItemResult> => {
      const earlier = before?.[index];
      if (earlier && earlier.outcome !== 'waiting') return { item: earlier };
      return issueLine(line, batch, attempt, deps);
    }),
  );
  const results = attempts.map((one, index) =>
    one.status === 'fulfilled' ? one.value : { item: waitingItem(lines[index] as ManifestLine) },
  );
  const fault = attempts.find((one) => one.status === 'rejected');
  // The outcomes of the other items are recorded at once: the chunk may come again in vain, or never.
  if (fault === undefined || attempts.some(({ status }) => status === 'fulfilled'))
    await recordChunk({ batchId: batch.batchId, chunk: attempt.chunk }, record, results, deps);
  if (fault) throw fault.reason;
}

async function recordChunk(
  { batchId, chunk }: { readonly batchId: string; readonly chunk: number },
  record: ChunkRecord | undefined,
  results: readonly ItemResult[],
  deps: ChunkDeps,
): Promise<void> {
  const isNew = ({ item }: ItemResult, index: number) => item !== record?.items[index];
  const items = results.map(({ item }) => item);
  const written = await deps.batches.record(
    { batchId, chunk, revision: (record?.revision ?? -1) + 1, items },
    countItems(results.filter(isNew).map(({ item }) => item)),
    reportDeltasOf(results),
  );
  if (written === 'recorded') return;
  const found = results.map((result, index) =>
    isNew(result, index) ? result : { item: waitingItem(result.item) },
  );
  await addToRecord({ batchId, chunk }, found, deps);
}

async function issueLine(
  line: ManifestLine,
  batch: Batch,
  { chunk, lastTry, killSwitches }: ChunkTry,
  deps: ChunkDeps,
): Promise<ItemResult> {
  // Who was shown as refused stays refused: the batch issues only what its manifest shows.
  const settled = settledItem(line);
  if (settled) return { item: settled };
  try {
    return await issueEligible(line, batch, killSwitches, deps);
  } catch (fault) {
    deps.reportFault(fault, batch.batchId, chunk);
    if (!lastTry && !isLasting(fault)) throw fault;
    // No later delivery would find what an earlier worker issued before it died.
    const before = await findIssuedBefore(line, batch, deps).catch(() => undefined);
    return before ?? { item: { ...pairOf(line), outcome: 'failed', reason: faultCode(fault) } };
  }
}

async function issueEligible(
  line: ManifestLine,
  batch: Batch,
  killSwitches: KillSwitchStates,
  deps: ChunkDeps,
): Promise<ItemResult> {
  const about = pairOf(line);
  const { issuerId, volunteerId, opportunityId } = about;
  const [opportunity, record] =
    issuerId === null
      ? []
      : await Promise.all([
          deps.opportunityOf(batch, { issuerId, opportunityId }),
          deps.ledger.volunteerRecord(issuerId, volunteerId),
        ]);
  if (opportunity === undefined)
    return { item: { ...about, outcome: 'refused', reason: 'OPPORTUNITY_UNKNOWN', changed: true } };
  if (isHalted(killSwitches, opportunity.issuerId)) return { item: waitingItem(line) };
  const { notify } = batch;
  const alone = await issuedAlone(batch, opportunity, deps);
  const issued = await issueCertificate(
    { volunteerId, opportunity, read: { record }, notify, alone, ...batchRequester(batch) },
    deps,
  );
  if (issued.outcome === 'refused') {
    const { reason } = issued.verdict;
    return {
      item: { ...about, outcome: 'refused', reason, facts: factsOf(issued.verdict), changed: true },
    };
  }
  return { item: certifiedItem(line, issued.outcome, issued.certificateId), counted: issued.counted };
}

/**
 * Returns who issues a batch without a second person, where the issuer separates people. Its plan weighed who approved most
 * of the hours; what the same person approved since it was made, also while it was paused, nobody has weighed.
 */
async function issuedAlone(
  batch: Batch,
  { issuerId }: Opportunity,
  { policies, issuers }: ChunkDeps,
): Promise<OpportunityAward['alone']> {
  if (batch.approvedBy !== null) return undefined;
  const policy = await policies.of(issuerOf(issuers, issuerId));
  return separatesPeople({ policy }) ? { by: requesterOf(batch), since: batch.createdAt } : undefined;
}

/** Returns whether a fault stays, however often it is tried: two documents under one ID, or a record that was altered. */
const isLasting = (fault: unknown): boolean =>
  fault instanceof DocumentConflict || (fault instanceof Refusal && fault.code === 'RECORD_ALTERED');

/** Returns a code that a coordinator may see; never the message of a fault. */
function faultCode(fault: unknown): string {
  if (fault instanceof Refusal) return fault.code;
  return fault instanceof DocumentConflict ? 'DOCUMENT_CONFLICT' : 'FAULT';
}
