/** Where documents are kept; what is there is never overwritten. */
export interface DocumentStore {
  /**
   * Keeps a document. `already-there`: the same bytes are kept already. Other bytes under the same ID are a
   * fault (`DocumentConflict`), never an overwrite.
   */
  store(certificateId: string, bytes: Uint8Array, sha256Hex: string): Promise<'stored' | 'already-there'>;
  /** The bytes of a document; a fault where there is none. */
  read(certificateId: string): Promise<Uint8Array>;
  /** Takes a document away for good, where a person is erased; nothing where there is none. */
  remove(certificateId: string): Promise<void>;
  /** A link to download it, alive for 60 s, saved under the file name given. */
  link(certificateId: string, fileName: string): Promise<string>;
}

/** Two different documents for one certificate: an alarm for an operator, never an answer. */
export class DocumentConflict extends Error {
  override readonly name = 'DocumentConflict';
}
