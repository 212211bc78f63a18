import { createHash } from 'node:crypto';
import { DocumentConflict, type DocumentStore } from '../../functions/domain/ports/document-store.ts';
import type { MemoryRecords } from './memory-records.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Documents in memory, written once, with a checksum that is verified on arrival. */
export class MemoryDocumentStore implements Pick<DocumentStore, 'store' | 'remove'> {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async store(
    certificateId: string,
    bytes: Uint8Array,
    sha256Hex: string,
  ): Promise<'stored' | 'already-there'> {
    if (sha256(bytes) !== sha256Hex) throw new Error('The checksum is not that of the bytes');
    const kept = this.#records.documents.get(certificateId);
    if (kept === undefined) {
      this.#records.documents.set(certificateId, bytes.slice());
      return 'stored';
    }
    if (sha256(kept) !== sha256Hex)
      throw new DocumentConflict(`Another document is stored for certificate ${certificateId}`);
    return 'already-there';
  }

  async remove(certificateId: string): Promise<void> {
    this.#records.documents.delete(certificateId);
  }
}
