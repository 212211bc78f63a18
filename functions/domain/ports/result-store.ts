/** Identifies a result of a batch: its report, or a part of a file of its documents. Each run has its own. */
export interface ResultKey {
  readonly batchId: string;
  readonly run: number;
  /** `report.csv`, `zip-001-7f3a09c2b1d4.zip`. */
  readonly name: string;
}

/** A document to put into a ZIP. */
export interface ArchivedDocument {
  readonly certificateId: string;
  /** The SHA-256 that its bytes must have; lower-case hex. */
  readonly documentSha256: string;
  /** For the list by which documents are handed out. */
  readonly volunteerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly titleAr: string;
  readonly titleEn: string;
}

/**
 * Stores the results of batches. Writes are streams: memory doesn't grow with their length, and a failed one leaves
 * nothing.
 */
export interface ResultStore {
  exists(key: ResultKey): Promise<boolean>;
  /** Writes bytes, and text in UTF-8. */
  write(key: ResultKey, mediaType: string, content: AsyncIterable<string | Uint8Array>): Promise<void>;
  /**
   * Writes a ZIP of documents named by certificate ID, with their hashes in `SHA256SUMS` and a list to hand them out by in
   * `list.csv`. Throws if the bytes of a
   * document don't have the recorded hash.
   */
  writeArchive(key: ResultKey, documents: AsyncIterable<ArchivedDocument>): Promise<void>;
  /** Deletes a result for good; does nothing where there is none. */
  remove(key: ResultKey): Promise<void>;
  /** Returns a download link that is valid for 60 s and saves the result under the file name. */
  link(key: ResultKey, fileName: string): Promise<string>;
}
