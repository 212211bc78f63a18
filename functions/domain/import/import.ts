import type { Instant } from '../calendar-date.ts';
import type { ImportProblem } from './import-problem.ts';
import type { FileKind } from './import-record.ts';
import type { ReadingOptions } from './reading-options.ts';
import type { Awaited, ImportRelease, TakingBack } from './release.ts';
import type { Understanding } from './understanding.ts';
import type { Withdrawal } from './withdrawal.ts';

/**
 * The states of an import: `awaiting_upload → queued → validating → writing → imported`. A dry run ends as `checked`, a
 * file with errors as `refused`, and an import as `failed` when no file was uploaded or its run kept failing. A withdrawal
 * goes `imported → withdrawing → withdrawn`, or back if something prevents it; it may begin at `released`, too. A release
 * goes `imported → releasing → released`, and taking it back `released → taking_back → imported`, or back.
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
  'releasing',
  'released',
  'taking_back',
  'withdrawing',
  'withdrawn',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** The states in which a run is at work, or waits for a worker. */
export const RUNNING_STATES: readonly ImportState[] = [
  'queued',
  'validating',
  'writing',
  'releasing',
  'taking_back',
  'withdrawing',
];

/** Numbers of rows by the effect of recording them. */
export interface ImportCounts {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** One uploaded file and the result of its import. */
export interface Import extends Awaited {
  readonly importId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly dryRun: boolean;
  /** What the request says about the file. */
  readonly reading?: ReadingOptions;
  /** Subject (`sub`) of the identity provider. */
  readonly requestedBy: string;
  /** The issuers whose ledgers the import may write. */
  readonly issuerIds: readonly string[];
  /**
   * Who keeps the profiles of a volunteers' file that names no issuer: an issuer or the registry; null where the file
   * must name one, because the request leaves several open.
   */
  readonly profilesOf: string | null;
  /** Whether hours may be recorded for people of the registry: the account that asked is one for all issuers. */
  readonly mayUseRegistry: boolean;
  readonly createdAt: Instant;
  /** The store's ID of the upload in parts; missing where none was asked for. */
  readonly uploadId?: string;
  /** When the upload links expire. */
  readonly linkUntil: Instant;
  readonly state: ImportState;
  /** ETag of the uploaded object that was checked. Writing reads the same object. */
  readonly etag?: string;
  /** SHA-256 of the file, lower-case hex; missing until it has been checked. */
  readonly sha256?: string;
  readonly kinds: readonly FileKind[];
  /** How the file was read; missing until it has been. Its first rows are personal data. */
  readonly understanding?: Understanding;
  readonly counts: ImportCounts;
  /** Rows that have been written. */
  readonly rowsWritten: number;
  readonly problemCount: number;
  readonly noteCount: number;
  /** The first problems. All of them are stored in a file of their own. */
  readonly problems: readonly ImportProblem[];
  /** Parts in which the changes of the import are stored; missing until its file has been checked. */
  readonly changeParts?: number;
  /** The last release; missing unless somebody asked for one. */
  readonly release?: ImportRelease;
  /** The last time that its release was taken back; missing unless somebody asked for it. */
  readonly takingBack?: TakingBack;
  /** Raised by one with each step of a release and of taking it back. */
  readonly jobSteps?: number;
  /** Missing unless somebody asked for it. */
  readonly withdrawal?: Withdrawal;
  /** When the run last reported that it is alive. */
  readonly heartbeatAt?: Instant;
  readonly finishedAt?: Instant;
}

/** The fields of an import that say what was found in its file. */
export const IMPORT_FINDINGS = ['understanding', 'problems'] as const satisfies readonly (keyof Import)[];

/** An import without what was found in its file: what lists show. */
export type ImportHead = Omit<Import, (typeof IMPORT_FINDINGS)[number]>;

export const NO_ROWS: ImportCounts = { rows: 0, new: 0, changed: 0, unchanged: 0 };

/** Maximum number of problems in the record of an import. */
export const PROBLEMS_SHOWN = 200;
