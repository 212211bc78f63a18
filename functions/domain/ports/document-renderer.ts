import type { CertificateSnapshot } from '../certificate/certificate.ts';

/** A document with an empty signature in it, and the ranges that the signature will cover already written. */
export interface UnsealedDocument {
  readonly bytes: Uint8Array;
  /** As in the file: offset and length before `<000…>`, offset and length after it. */
  readonly byteRange: readonly [number, number, number, number];
}

/** What a document carries besides its page and data. */
export interface Attachments {
  /** A signed credential, as `credential.jwt`. */
  readonly credentialJwt?: string;
}

/** Draws documents; the same arguments give the same bytes. */
export interface DocumentRenderer {
  render(snapshot: CertificateSnapshot, attachments?: Attachments): Uint8Array | Promise<Uint8Array>;
  /** The same with an empty certification signature (DocMDP, nothing may change) of `ETSI.CAdES.detached`. */
  renderForSeal(
    snapshot: CertificateSnapshot,
    attachments?: Attachments,
  ): UnsealedDocument | Promise<UnsealedDocument>;
}
