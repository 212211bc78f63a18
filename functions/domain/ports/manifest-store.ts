import type { ManifestLine } from '../batch/batch-item.ts';
import type { Selection } from '../batch/selection.ts';

/** Where a batch's selection and manifest are kept, written once. */
export interface ManifestStore {
  storeSelection(batchId: string, selection: Selection): Promise<void>;
  selection(batchId: string): Promise<Selection>;
  /** Writes a manifest as it comes, however long, and the places of its chunks. */
  write(place: ManifestKey, lines: AsyncIterable<ManifestLine>, linesPerChunk: number): Promise<void>;
  /** Where each chunk begins, in bytes, and after them the manifest's length. */
  chunkOffsets(place: ManifestKey): Promise<readonly number[]>;
  /** The lines from one byte up to another. */
  lines(place: ManifestKey, start: number, end: number): Promise<ManifestLine[]>;
}

export interface ManifestKey {
  readonly batchId: string;
  readonly manifestId: string;
}
