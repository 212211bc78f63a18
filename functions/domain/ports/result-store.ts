/** A result of a batch: its report, or a part of the ZIP of its documents. Editions follow retries. */
export interface ResultKey {
  readonly batchId: string;
  readonly run: number;
  /** `report.csv`, `part-001.zip`. */
  readonly name: string;
}

/** A document to be put into a ZIP, and what its bytes must hash to. */
export interface ArchivedDocument {
  readonly certificateId: string;
  /** Lower-case hex. */
  readonly documentSha256: string;
}

/** Where a batch's results are kept. All are written as a stream: memory doesn't grow with them. */
export interface ResultStore {
  exists(place: ResultKey): Promise<boolean>;
  /** Keeps a text as it comes, in UTF-8. */
  writeText(place: ResultKey, mediaType: string, text: AsyncIterable<string>): Promise<void>;
  /**
   * Keeps a ZIP of documents named by certificate ID, with their SHA-256 in `SHA256SUMS`. A document whose bytes
   * don't hash to what its record says is a fault.
   */
  writeArchive(place: ResultKey, documents: AsyncIterable<ArchivedDocument>): Promise<void>;
  /** A link to download it, alive for 60 s, saved under the file name given. */
  link(place: ResultKey, fileName: string): Promise<string>;
}
