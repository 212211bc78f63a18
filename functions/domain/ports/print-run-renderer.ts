import type { Instant } from '../calendar-date.ts';
import type { Issuer } from '../issuer.ts';
import type { Language } from '../wording/language.ts';

/** Why a certificate of a batch isn't printed: what it is instead of in force. */
export const LEFT_OUT_STATES = ['revoked', 'superseded', 'suspended', 'expired', 'erased'] as const;
export type LeftOutState = (typeof LEFT_OUT_STATES)[number];

/** A certificate on the list in front of a print run. */
export interface PrintedCertificate {
  readonly certificateId: string;
  readonly opportunityId: string;
  readonly titleAr: string;
  readonly titleEn: string;
  readonly volunteerId: string;
  readonly nameAr: string;
  readonly nameEn: string;
}

/** A part of the certificates of a batch, to print and hand out. */
export interface PrintRun {
  readonly batchId: string;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
  /** In which the list is written, and by which it is sorted. */
  readonly language: Language;
  /** The first one's country and time zone are those of the list. */
  readonly issuers: readonly [Issuer, ...Issuer[]];
  /** When it was read which certificates are in force. */
  readonly readAt: Instant;
  /** In the order in which they are handed out. */
  readonly certificates: readonly PrintedCertificate[];
  readonly leftOut: Readonly<Record<LeftOutState, number>>;
}

/** Makes what is printed and handed out. */
export interface PrintRunRenderer {
  /**
   * Yields one PDF: a list of the certificates with the page of each, and then their documents, which are given in the
   * list's order. Holds a few documents at a time.
   */
  printRun(run: PrintRun, documents: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}
