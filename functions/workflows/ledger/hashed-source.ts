import { createHash } from 'node:crypto';
import type { ImportSource } from '../../domain/import/import-record.ts';

/** A source that hashes its file while it is read. */
export class HashedSource implements ImportSource {
  readonly #source: ImportSource;
  /** SHA-256 of the file, lower-case hex; undefined until it has been read to its end once. */
  sha256: string | undefined;

  constructor(source: ImportSource) {
    this.#source = source;
  }

  get fileName(): string {
    return this.#source.fileName;
  }

  get bytes(): number {
    return this.#source.bytes;
  }

  async open(): Promise<AsyncIterable<Uint8Array>> {
    return this.#hashing(await this.#source.open());
  }

  async *#hashing(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
    this.sha256 ??= hash.digest('hex');
  }
}
