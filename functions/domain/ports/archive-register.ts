import type { Instant } from '../calendar-date.ts';

/** What is made of a batch's documents: a ZIP, or a file to print with a list in a language. */
const ARCHIVE_FORMATS = ['zip', 'print-ar', 'print-en'] as const;
export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];

/** A part of a file of a batch's documents. */
export interface ArchivePart {
  readonly batchId: string;
  readonly run: number;
  readonly format: ArchiveFormat;
  /** From 0. */
  readonly part: number;
}

/** A finished build of a part. */
export interface ArchiveBuild {
  readonly build: string;
  readonly readyAt: Instant;
  /** What the part is made of, and which of it the build leaves out. */
  readonly certificateIds: readonly string[];
  readonly leftOut: readonly string[];
}

/** The files that builds of a part have left behind, to be removed. */
export interface WithdrawnPart extends ArchivePart {
  readonly builds: readonly string[];
}

/**
 * Records which certificates are in which files, so that an erasure finds every copy of a document. A part is built under
 * a name of its own each time; only a finished build, withdrawn by no erasure since it began, is handed out.
 */
export interface ArchiveRegister {
  /** Returns the build of a part that is handed out; undefined where there is none, or where it expires soon. */
  ready(part: ArchivePart, issuerIds: readonly string[]): Promise<ArchiveBuild | undefined>;
  /** Records that a build begins, and the certificates that it may hold, before it reads the first of them. */
  begin(
    part: ArchivePart,
    issuerIds: readonly string[],
    build: string,
    certificateIds: readonly string[],
  ): Promise<void>;
  /**
   * Makes a build the one that is handed out, with the certificates that it leaves out. Returns false if an erasure has
   * withdrawn it since it began.
   */
  finish(
    part: ArchivePart,
    issuerIds: readonly string[],
    build: string,
    leftOut: readonly string[],
  ): Promise<boolean>;
  /**
   * Withdraws an issuer's parts that may hold a certificate: none of their builds is handed out any more. Returns them,
   * with those that an earlier call has withdrawn and `forget` hasn't been told about.
   */
  withdraw(issuerId: string, certificateId: string): Promise<WithdrawnPart[]>;
  /** Records that the files of withdrawn builds are removed. */
  forget(issuerId: string, withdrawn: WithdrawnPart): Promise<void>;
}
