import type { ChunkCounts } from './outcome.ts';

/**
 * Certificates of an issuer that batches may issue on one day without a second person; together, so that splitting a
 * batch avoids nothing. A second person must also approve a batch whose requester approved most of its hours.
 */
export const MOST_ALONE = 10_000;

/** Issuers for which one person may issue in one batch: as many counts of a day as one transaction takes beside the batch. */
export const MOST_ISSUERS_ALONE = 99;

/** What issuing a batch would make, by the records on which it was planned. */
export interface ExpectedCertificates {
  /** The emails that go out if holders are notified: each gets one from each issuer, whatever the number of certificates. */
  readonly emails: number;
  /** Holders whom no email reaches: they have no address, or no email goes to it any more. */
  readonly unreached: number;
  /** Certificates by the design that prints them. */
  readonly designs: Readonly<Record<string, number>>;
}

/** Why a batch needs a second person: many certificates, many issuers, or the requester approved most of its hours. */
export const SECOND_PERSON_REASONS = ['many_certificates', 'many_issuers', 'own_approvals'] as const;
export type SecondPersonReason = (typeof SECOND_PERSON_REASONS)[number];

/** The result of planning; never changes. */
export interface BatchPlan {
  /** The manifest in use. A plan message that was delivered twice may have written two. */
  readonly manifestId: string;
  /** Items in the manifest. */
  readonly requested: number;
  readonly chunkCount: number;
  /** Items by verdict: `ELIGIBLE` or an ineligibility code. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** What issuing the eligible items means; missing where nobody is eligible. */
  readonly expected?: ExpectedCertificates;
  /** Items to issue by issuer; issuers without any are left out. */
  readonly eligibleOf: Readonly<Record<string, number>>;
  /**
   * Who approved more than half of the hours of one of its issuers, where the issuer's policy separates people: the batch
   * needs another person than them. Missing where nobody did.
   */
  readonly mostApprovedBy?: readonly string[];
  /** The items of the chunks in which nobody is eligible: nothing is left to do about them. */
  readonly settled?: ChunkCounts;
}

/** Returns why a batch that somebody requests needs a second person, by its plan alone; undefined where it doesn't. */
export function secondPersonReason(plan: BatchPlan, requester: string): SecondPersonReason | undefined {
  if (plan.mostApprovedBy?.includes(requester) === true && toIssue(plan) > 0) return 'own_approvals';
  const counts = Object.values(plan.eligibleOf);
  if (counts.some((certificates) => certificates > MOST_ALONE)) return 'many_certificates';
  return counts.length > MOST_ISSUERS_ALONE ? 'many_issuers' : undefined;
}

/** Returns how many items a plan would issue. */
const toIssue = ({ verdicts }: BatchPlan): number => verdicts.ELIGIBLE ?? 0;
