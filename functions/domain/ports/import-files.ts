import type { ImportProblem } from '../import/import-problem.ts';
import type { ImportSource } from '../import/import-record.ts';

/** Stores uploaded files and the problems found in them. */
export interface ImportFiles {
  /** Returns a link to upload a file of exactly this many bytes. */
  uploadLink(importId: string, bytes: number, lifetimeSeconds: number): Promise<string>;
  /** Returns size and ETag of the uploaded file; undefined where nothing has been uploaded. */
  find(importId: string): Promise<{ readonly bytes: number; readonly etag: string } | undefined>;
  /**
   * Returns a source that reads the file that `find` returned, and no other.
   *
   * @throws UnreadableFile FILE_CHANGED, on opening, when the file has been replaced since.
   */
  source(
    importId: string,
    fileName: string,
    found: { readonly bytes: number; readonly etag: string },
  ): ImportSource;
  /** Stores the problems of an import, replacing earlier ones. */
  storeProblems(importId: string, problems: readonly ImportProblem[]): Promise<void>;
  /** Returns the stored problems. Throws where none were stored. */
  problems(importId: string): Promise<ImportProblem[]>;
}
