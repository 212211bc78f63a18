import type { CertificateSnapshot } from '../certificate.ts';

/** A document with an empty signature in it, and the ranges that the signature will cover already written. */
export interface UnsealedDocument {
  readonly bytes: Uint8Array;
  /** As in the file: offset and length before `<000…>`, offset and length after it. */
  readonly byteRange: readonly [number, number, number, number];
}

/** Draws documents; the same snapshot and credential give the same bytes. */
export interface DocumentRenderer {
  /** @param credential Signed credential (JWT) to attach as `credential.jwt`, or null. */
  render(snapshot: CertificateSnapshot, credential: string | null): Uint8Array | Promise<Uint8Array>;
  /** The same with an empty certification signature (DocMDP, nothing may change) of `ETSI.CAdES.detached`. */
  renderForSeal(
    snapshot: CertificateSnapshot,
    credential: string | null,
  ): UnsealedDocument | Promise<UnsealedDocument>;
}
