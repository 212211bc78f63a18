import type { Instant } from '../calendar-date.ts';
import type { ImportProblem } from './import-problem.ts';
import type { FileKind } from './import-record.ts';

/**
 * `awaiting_upload → queued → validating → writing → imported`, or `checked` after a dry run, or `refused` with its
 * problems; `failed` when the file never came or a fault kept coming back.
 */
export const IMPORT_STATES = [
  'awaiting_upload',
  'queued',
  'validating',
  'writing',
  'imported',
  'checked',
  'refused',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Rows by what recording them does. */
export interface ImportCounts {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** One file somebody brings, and what became of it. */
export interface Import {
  readonly importId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly dryRun: boolean;
  /** A subject of the identity provider. */
  readonly requestedBy: string;
  /** The issuers it may write for. */
  readonly issuerIds: readonly string[];
  readonly createdAt: Instant;
  /** Until when the file may be uploaded. */
  readonly linkUntil: Instant;
  readonly state: ImportState;
  /** Of the object that was checked; what is written is read from the same one. */
  readonly etag?: string;
  readonly kinds: readonly FileKind[];
  readonly counts: ImportCounts;
  /** Rows whose writing is done. */
  readonly rowsWritten: number;
  readonly problemCount: number;
  readonly noteCount: number;
  /** The first of them; the rest is kept apart. */
  readonly problems: readonly ImportProblem[];
  /** When its run was last heard of. */
  readonly heartbeatAt?: Instant;
  readonly finishedAt?: Instant;
}

export const NO_ROWS: ImportCounts = { rows: 0, new: 0, changed: 0, unchanged: 0 };

/** Problems that are kept in the record of an import, and shown with it. */
export const PROBLEMS_SHOWN = 200;
