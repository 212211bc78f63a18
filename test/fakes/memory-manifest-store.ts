import { isSettled, type ManifestLine } from '../../functions/domain/batch/batch-item.ts';
import type { Selection } from '../../functions/domain/batch/selection.ts';
import type { ManifestKey, ManifestStore } from '../../functions/domain/ports/manifest-store.ts';
import type { MemoryRecords } from './memory-records.ts';

/** A manifest store in memory. Its chunk offsets count lines instead of bytes; callers must not depend on either. */
export class MemoryManifestStore implements ManifestStore {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async storeSelection(batchId: string, selection: Selection): Promise<void> {
    this.#records.files.set(`${batchId}/selection`, JSON.stringify(selection));
  }

  async selection(batchId: string): Promise<Selection> {
    return this.#read(`${batchId}/selection`);
  }

  async write(key: ManifestKey, lines: AsyncIterable<ManifestLine>, linesPerChunk: number): Promise<void> {
    const written: ManifestLine[] = [];
    for await (const line of lines) written.push(line);
    const offsets = written.flatMap((_, count) => (count % linesPerChunk === 0 ? [count] : []));
    this.#records.files.set(`${key.batchId}/${key.manifestId}`, JSON.stringify(written));
    const settled = offsets.flatMap((from, chunk) =>
      written.slice(from, from + linesPerChunk).every(isSettled) ? [chunk] : [],
    );
    this.#records.files.set(
      `${key.batchId}/${key.manifestId}/chunks`,
      JSON.stringify({ offsets: [...offsets, written.length], settled }),
    );
  }

  async chunkOffsets(key: ManifestKey): Promise<readonly number[]> {
    return this.#read<{ offsets: number[] }>(`${key.batchId}/${key.manifestId}/chunks`).offsets;
  }

  async settledChunks(key: ManifestKey): Promise<readonly number[]> {
    return this.#read<{ settled: number[] }>(`${key.batchId}/${key.manifestId}/chunks`).settled;
  }

  async lines(key: ManifestKey, start: number, end: number): Promise<ManifestLine[]> {
    return this.#read<ManifestLine[]>(`${key.batchId}/${key.manifestId}`).slice(start, end);
  }

  #read<T>(name: string): T {
    const text = this.#records.files.get(name);
    if (text === undefined) throw new Error(`There is no file ${name}`);
    return JSON.parse(text) as T;
  }
}
