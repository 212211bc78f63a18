import type { Batch, OutcomeCounts } from '../batch/batch.ts';
import type { ChunkCounts, ChunkRecord } from '../batch/batch-item.ts';
import type { ReportDelta } from '../report/report-delta.ts';
import type { Page, PageRequest } from './page.ts';

/** A batch and how far it is. */
export interface BatchProgress {
  readonly batch: Batch;
  readonly counts: OutcomeCounts;
  readonly changed: number;
  /** Refused and failed items by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** What a worker must know before it works on a chunk, read at once. */
export interface ChunkContext {
  readonly batch: Batch;
  readonly issuingHalted: boolean;
  readonly record: ChunkRecord | undefined;
}

/** The record of every batch, its chunks and its counters. */
export interface BatchRegister {
  create(batch: Batch): Promise<void>;
  /** Read consistently. */
  find(batchId: string): Promise<Batch | undefined>;
  /** The batch with its counters, read consistently. */
  progress(batchId: string): Promise<BatchProgress | undefined>;
  /** `changed`: its revision is no longer the one this was decided on; read it again. */
  change(batch: Batch): Promise<'written' | 'changed'>;
  /** Batches of any of the issuers, newest first. */
  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<BatchProgress>>;
  /** IDs of the batches that are being planned or run. */
  active(): Promise<string[]>;

  chunkContext(batchId: string, chunk: number): Promise<ChunkContext | undefined>;
  /**
   * Writes the outcomes of a chunk and adds the difference to the counters, the batch's and the reports', or
   * nothing. `changed`: somebody else has recorded this chunk.
   */
  record(
    after: ChunkRecord,
    difference: ChunkCounts,
    reportDeltas?: readonly ReportDelta[],
  ): Promise<'recorded' | 'changed'>;
  /** Recorded chunks with numbers from `from` up to `until` (exclusive), in their order, page by page. */
  chunks(batchId: string, from: number, until: number): AsyncIterable<readonly ChunkRecord[]>;
}
