import type { Instant } from '../calendar-date.ts';
import { displayId } from './certificate-id.ts';

export const CORRECTION_DECISIONS = ['approve', 'reject'] as const;
export type CorrectionDecision = (typeof CORRECTION_DECISIONS)[number];

export const CORRECTION_STATES = ['open', 'approving', 'approved', 'rejected'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** Whose request a correction is: the holder's, or that of somebody who works for the issuer. */
export const CORRECTION_REQUESTERS = ['holder', 'issuer'] as const;
export type CorrectionRequester = (typeof CORRECTION_REQUESTERS)[number];

/** A request to correct the name on a certificate, and the decision. */
export interface Correction {
  /** `<certificateId>-<number>`, numbered from 1 for each certificate. */
  readonly correctionId: string;
  readonly certificateId: string;
  readonly issuerId: string;
  readonly volunteerId: string;
  /** The corrected name; null where the name in that script stays. */
  readonly nameAr: string | null;
  readonly nameEn: string | null;
  readonly note: string;
  readonly requester: CorrectionRequester;
  /** A subject of the identity provider: another one approves. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  /** `approving` from the decision until the corrected certificate is issued: nobody can reject it any more. */
  readonly state: CorrectionState;
  readonly decidedAt: Instant | null;
  /** A subject of the identity provider, or `policy` where a rule of the issuer decided. */
  readonly decidedBy: string | null;
  readonly decisionNote: string | null;
  /** ID of the corrected certificate; null unless approved. */
  readonly replacementId: string | null;
}

/** Returns the ID of a certificate's request with this number. */
export const correctionId = (certificateId: string, number: number) => `${certificateId}-${number}`;

/** Returns the certificate ID in a correction's ID; undefined if the text is no correction ID. */
export const certificateOfCorrection = (id: string): string | undefined =>
  /^([0-9A-Z]{18})-[1-9][0-9]{0,2}$/.exec(id)?.[1];

/** Returns a request as the API shows it. */
export const correctionShown = (correction: Correction) => ({
  ...correction,
  displayId: displayId(correction.certificateId),
});

/** Returns the number in a correction's ID. */
export const numberOfCorrection = (id: string): number => Number(id.slice(id.indexOf('-') + 1));
