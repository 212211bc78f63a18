import type { ManifestLine } from '../../functions/domain/batch/batch-item.ts';
import type { Selection } from '../../functions/domain/batch/selection.ts';
import type { ManifestKey, ManifestStore } from '../../functions/domain/ports/manifest-store.ts';
import type { MemoryRecords } from './memory-records.ts';

/** Manifests in memory; the places of chunks count lines here, which nobody may notice. */
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

  async write(place: ManifestKey, lines: AsyncIterable<ManifestLine>, linesPerChunk: number): Promise<void> {
    const kept: ManifestLine[] = [];
    for await (const line of lines) kept.push(line);
    const offsets = kept.flatMap((_, count) => (count % linesPerChunk === 0 ? [count] : []));
    this.#records.files.set(`${place.batchId}/${place.manifestId}`, JSON.stringify(kept));
    this.#records.files.set(
      `${place.batchId}/${place.manifestId}/chunks`,
      JSON.stringify([...offsets, kept.length]),
    );
  }

  async chunkOffsets(place: ManifestKey): Promise<readonly number[]> {
    return this.#read(`${place.batchId}/${place.manifestId}/chunks`);
  }

  async lines(place: ManifestKey, start: number, end: number): Promise<ManifestLine[]> {
    return this.#read<ManifestLine[]>(`${place.batchId}/${place.manifestId}`).slice(start, end);
  }

  #read<T>(name: string): T {
    const text = this.#records.files.get(name);
    if (text === undefined) throw new Error(`There is no file ${name}`);
    return JSON.parse(text) as T;
  }
}
