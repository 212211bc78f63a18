import type { CertificateSnapshot } from '../certificate/certificate.ts';

/** A document with room for a signature, and with the signature's byte range already written. */
export interface UnsealedDocument {
  readonly bytes: Uint8Array;
  /** `/ByteRange` as in the file: offset and length before `<000…>`, offset and length after it. */
  readonly byteRange: readonly [number, number, number, number];
}

/** Files to embed in a document. */
export interface Attachments {
  /** A signed credential, embedded as `credential.jwt`. */
  readonly credentialJwt?: string;
}

/** Renders documents. The same arguments always give the same bytes. */
export interface DocumentRenderer {
  /**
   * Lays out what a document shares with others of its opportunity, day and proof profile, ahead of `render`. It begins
   * in a later turn of the event loop, so that a request that was just made leaves first: layout blocks the thread.
   */
  prepare(snapshot: CertificateSnapshot): Promise<void>;
  /** Returns the PDF of a certificate. */
  render(snapshot: CertificateSnapshot, attachments?: Attachments): Uint8Array | Promise<Uint8Array>;
  /** Returns the PDF with an empty `ETSI.CAdES.detached` certification signature (DocMDP, no changes permitted). */
  renderForSeal(
    snapshot: CertificateSnapshot,
    attachments?: Attachments,
  ): UnsealedDocument | Promise<UnsealedDocument>;
}
