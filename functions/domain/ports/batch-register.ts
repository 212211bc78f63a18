import type { Batch } from '../batch/batch.ts';
import type { ChunkRecord } from '../batch/batch-item.ts';
import type { ChunkCounts, OutcomeCounts } from '../batch/outcome.ts';
import type { StartAlone } from '../batch/start-alone.ts';
import type { ReportDelta } from '../report/report-delta.ts';
import type { Page, PageRequest } from './page.ts';

/** A batch with its counters. */
export interface BatchProgress {
  readonly batch: Batch;
  readonly counts: OutcomeCounts;
  /** Items whose outcome differs from the verdict in the manifest. */
  readonly changed: number;
  /** Refused and failed items by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** What a worker reads before it works on a chunk. */
export interface ChunkContext {
  readonly batch: Batch;
  /** Undefined where the chunk has not been recorded yet. */
  readonly record: ChunkRecord | undefined;
}

/** Stores batches, the records of their chunks, and their counters. */
export interface BatchRegister {
  /** Writes a new batch, and lists it under each of its issuers from then on. Throws if the ID exists. */
  create(batch: Batch): Promise<void>;
  /** Returns the batch, read consistently; undefined where the ID is unknown. */
  find(batchId: string): Promise<Batch | undefined>;
  /** Returns the batch with its counters, read consistently; undefined where the ID is unknown. */
  progress(batchId: string): Promise<BatchProgress | undefined>;
  /** Replaces a batch. Returns `changed`, and writes nothing, if the stored revision is not `batch.revision - 1`. */
  change(batch: Batch): Promise<'written' | 'changed'>;
  /**
   * Replaces a batch as `change` does, and in the same transaction adds what it issues to what its issuers' batches issue
   * on the day without a second person. Returns `above`, and writes nothing, if that would be more than `most` of an
   * issuer.
   */
  startAlone(
    batch: Batch,
    starts: readonly StartAlone[],
    most: number,
  ): Promise<'written' | 'changed' | 'above'>;
  /**
   * Returns a page of the issuers' batches, newest first. The list is eventually consistent, the counters are not.
   */
  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<BatchProgress>>;
  /** Returns the IDs of the batches in `planning` or `running`; eventually consistent. */
  active(): Promise<string[]>;

  /** Returns the batch and the chunk's record, read consistently; undefined for an unknown batch. */
  chunkContext(batchId: string, chunk: number): Promise<ChunkContext | undefined>;
  /**
   * Writes a chunk's record and adds `difference` to the batch's counters and `reportDeltas` to the reports', in one
   * transaction. Returns `changed`, and writes nothing, if the stored revision is not `after.revision - 1` (for
   * revision 0: if the chunk has a record already).
   */
  record(
    after: ChunkRecord,
    difference: ChunkCounts,
    reportDeltas?: readonly ReportDelta[],
  ): Promise<'recorded' | 'changed'>;
  /** Yields the recorded chunks numbered `from` (inclusive) to `until` (exclusive), in order, page by page. */
  chunks(batchId: string, from: number, until: number): AsyncIterable<readonly ChunkRecord[]>;
}
