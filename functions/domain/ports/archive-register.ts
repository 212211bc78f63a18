/** A part of the ZIP of a batch's documents. */
export interface ArchivePart {
  readonly batchId: string;
  readonly run: number;
  /** From 0. */
  readonly part: number;
}

/** The files that builds of a part have left behind, to be removed. */
export interface WithdrawnPart extends ArchivePart {
  readonly builds: readonly string[];
}

/**
 * Records which certificates are in which ZIPs, so that an erasure finds every copy of a document. A part is built under
 * a name of its own each time; only a finished build, withdrawn by no erasure since it began, is handed out.
 */
export interface ArchiveRegister {
  /** Returns the build of a part that is handed out; undefined where there is none, or where it expires soon. */
  ready(part: ArchivePart, issuerIds: readonly string[]): Promise<string | undefined>;
  /** Records that a build begins, and the certificates that it may hold, before it reads the first of them. */
  begin(
    part: ArchivePart,
    issuerIds: readonly string[],
    build: string,
    certificateIds: readonly string[],
  ): Promise<void>;
  /** Makes a build the one that is handed out. Returns false if an erasure has withdrawn it since it began. */
  finish(part: ArchivePart, issuerIds: readonly string[], build: string): Promise<boolean>;
  /**
   * Withdraws an issuer's parts that may hold a certificate: none of their builds is handed out any more. Returns them,
   * with those that an earlier call has withdrawn and `forget` hasn't been told about.
   */
  withdraw(issuerId: string, certificateId: string): Promise<WithdrawnPart[]>;
  /** Records that the files of withdrawn builds are removed. */
  forget(issuerId: string, withdrawn: WithdrawnPart): Promise<void>;
}
