import type { Import } from '../import/import.ts';
import type { ImportProblem } from '../import/import-problem.ts';
import type { ImportSource } from '../import/import-record.ts';

/** What tells the file of an import: its size, and the upload in parts where there is one. */
export type AnnouncedFile = Pick<Import, 'importId' | 'bytes' | 'uploadId'>;

/** Stores uploaded files and the problems found in them. */
export interface ImportFiles {
  /** Returns a link to upload a file of exactly this many bytes. */
  uploadLink(importId: string, bytes: number, lifetimeSeconds: number): Promise<string>;
  /** Begins an upload in parts of these sizes. Returns its ID, and a link for each part. */
  beginParts(
    importId: string,
    sizes: readonly number[],
    lifetimeSeconds: number,
  ): Promise<{ readonly uploadId: string; readonly links: readonly string[] }>;
  /** Returns size and ETag of the uploaded file, whose parts it joins once all are there; undefined until then. */
  find(file: AnnouncedFile): Promise<{ readonly bytes: number; readonly etag: string } | undefined>;
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
