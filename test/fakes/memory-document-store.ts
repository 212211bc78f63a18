import { createHash } from 'node:crypto';
import { DocumentConflict, type DocumentStore } from '../../functions/domain/ports/document-store.ts';
import type { MemoryRecords } from './memory-records.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A document store in memory. Writes each document once and checks its hash, as S3 does. */
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
    if (sha256(bytes) !== sha256Hex) throw new Error('The bytes have another SHA-256');
    const stored = this.#records.documents.get(certificateId);
    if (stored === undefined) {
      this.#records.documents.set(certificateId, bytes.slice());
      return 'stored';
    }
    if (sha256(stored) !== sha256Hex)
      throw new DocumentConflict(`Another document is stored for certificate ${certificateId}`);
    return 'already-there';
  }

  async remove(certificateId: string): Promise<void> {
    this.#records.documents.delete(certificateId);
  }
}
