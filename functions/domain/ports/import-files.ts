import type { ImportProblem } from '../import/import-problem.ts';
import type { ImportSource } from '../import/import-record.ts';

/** Where people's files are kept while they are imported. */
export interface ImportFiles {
  /** A link to upload a file of exactly so many bytes. */
  uploadLink(importId: string, bytes: number, lifetimeSeconds: number): Promise<string>;
  /** The file, once it has come. */
  find(importId: string): Promise<{ readonly bytes: number; readonly etag: string } | undefined>;
  /** To read exactly the object found; throws `UnreadableFile` if it was replaced since. */
  source(
    importId: string,
    fileName: string,
    found: { readonly bytes: number; readonly etag: string },
  ): ImportSource;
  storeProblems(importId: string, problems: readonly ImportProblem[]): Promise<void>;
  problems(importId: string): Promise<ImportProblem[]>;
}
