import type { ArchivePart } from '../ports/archive-register.ts';
import type { Batch } from './batch.ts';

/** A message of the batch queues. Holds no volunteer IDs: workers read those from the manifest. */
export type BatchMessage =
  /** Write the manifest. */
  | { readonly kind: 'plan'; readonly batchId: string }
  /** Send the open chunks, from `fromChunk` on, to the workers. */
  | { readonly kind: 'send'; readonly batchId: string; readonly run: number; readonly fromChunk: number }
  /** Issue one chunk: bytes `start` to `end` (exclusive) of the manifest. */
  | {
      readonly kind: 'chunk';
      readonly batchId: string;
      readonly manifestId: string;
      readonly run: number;
      readonly chunk: number;
      readonly start: number;
      readonly end: number;
    }
  /** Build one part of a file of documents. */
  | ({ readonly kind: 'archive' } & ArchivePart)
  /** Write the report. */
  | { readonly kind: 'report'; readonly batchId: string; readonly run: number };

export type ChunkMessage = Extract<BatchMessage, { kind: 'chunk' }>;
/** What the planner is told; it alone sends chunks. */
export type PlannerMessage = Exclude<BatchMessage, ChunkMessage>;

/** Returns the message to send all open chunks of a batch. */
export const sendMessage = ({ batchId, run }: Pick<Batch, 'batchId' | 'run'>): PlannerMessage => ({
  kind: 'send',
  batchId,
  run,
  fromChunk: 0,
});
