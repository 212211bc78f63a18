/** Stores the documents of certificates; a stored document is never overwritten. */
export interface DocumentStore {
  /**
   * Stores a document whose bytes have the given SHA-256 (lower-case hex). Returns `already-there` if the same bytes
   * are stored already. Safe to repeat.
   *
   * @throws DocumentConflict when other bytes are stored under the ID.
   */
  store(certificateId: string, bytes: Uint8Array, sha256Hex: string): Promise<'stored' | 'already-there'>;
  /** Returns the bytes of a document. Throws where there is none. */
  read(certificateId: string): Promise<Uint8Array>;
  /** Deletes a document for good, when a person is erased; does nothing where there is none. */
  remove(certificateId: string): Promise<void>;
  /** Returns a download link that is valid for 60 s and saves the document under the file name. */
  link(certificateId: string, fileName: string): Promise<string>;
}

/** Two different documents for one certificate: a fault that an operator must look into. */
export class DocumentConflict extends Error {
  override readonly name = 'DocumentConflict';
}
