import type { Batch } from './batch.ts';

/**
 * What a batch's queue carries. Only pseudonymous numbers: whom a chunk is about is read from the manifest.
 */
export type BatchMessage =
  /** Make the manifest. */
  | { readonly kind: 'plan'; readonly batchId: string }
  /** Send out the open chunks from a number on, as one run. */
  | { readonly kind: 'send'; readonly batchId: string; readonly run: number; readonly fromChunk: number }
  /** Issue one chunk: bytes `start` to `end` (exclusive) of the manifest, which is read beside the batch. */
  | {
      readonly kind: 'chunk';
      readonly batchId: string;
      readonly manifestId: string;
      readonly run: number;
      readonly chunk: number;
      readonly start: number;
      readonly end: number;
    }
  /** Build one part of the ZIP of documents. */
  | { readonly kind: 'archive'; readonly batchId: string; readonly run: number; readonly part: number }
  /** Write the report. */
  | { readonly kind: 'report'; readonly batchId: string; readonly run: number };

export type ChunkMessage = Extract<BatchMessage, { kind: 'chunk' }>;

/** The message that sends out a batch's open chunks from the first one on. */
export const sendMessage = ({ batchId, run }: Pick<Batch, 'batchId' | 'run'>): BatchMessage => ({
  kind: 'send',
  batchId,
  run,
  fromChunk: 0,
});
