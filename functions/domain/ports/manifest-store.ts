import type { ManifestLine } from '../batch/batch-item.ts';
import type { Selection } from '../batch/selection.ts';

/** Identifies a manifest. A plan that was delivered twice may write two for one batch; the batch adopts one. */
export interface ManifestKey {
  readonly batchId: string;
  readonly manifestId: string;
}

/** Stores the selections and manifests of batches. */
export interface ManifestStore {
  storeSelection(batchId: string, selection: Selection): Promise<void>;
  /** Returns the selection of a batch. Throws where there is none. */
  selection(batchId: string): Promise<Selection>;
  /**
   * Writes a manifest as a stream, the byte offsets of its chunks, and which of them planning settled. Memory doesn't
   * grow with its length.
   */
  write(key: ManifestKey, lines: AsyncIterable<ManifestLine>, linesPerChunk: number): Promise<void>;
  /** Returns the byte offset at which each chunk begins, followed by the manifest's length. */
  chunkOffsets(key: ManifestKey): Promise<readonly number[]>;
  /** Returns the numbers of the chunks in which planning settled every line, in order. */
  settledChunks(key: ManifestKey): Promise<readonly number[]>;
  /** Returns the lines in the bytes from `start` (inclusive) to `end` (exclusive). */
  lines(key: ManifestKey, start: number, end: number): Promise<ManifestLine[]>;
}
