import type { Instant } from '../calendar-date.ts';

/** An hours entry that somebody was asked to approve, and the timesheet that holds it. */
export interface AskedEntry {
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly entryId: string;
}

/** Why some entries were rejected, in the supervisor's words. */
export interface Rejection {
  readonly at: Instant;
  readonly entryIds: readonly string[];
  readonly reason: string;
}

/** Hours that somebody without an account was asked to approve, by a link that was sent to a registered address. */
export interface ApprovalRequest {
  readonly requestId: string;
  readonly issuerId: string;
  /** The person of the register of staff who approves by link. */
  readonly supervisorId: string;
  /** Who asked, who never sees the link: subject (`sub`) of the identity provider. */
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** When the link stops working. */
  readonly validUntil: Instant;
  /** SHA-256 of the link's secret, lower-case hex; the secret itself is nowhere but in the email. */
  readonly secretSha256: string;
  /** Where the selection was that of an import. */
  readonly importId?: string;
  readonly opportunityIds: readonly string[];
  readonly entries: readonly AskedEntry[];
  readonly rejections: readonly Rejection[];
  /** When nothing was left to decide. */
  readonly decidedAt?: Instant;
  readonly withdrawn?: { readonly at: Instant; readonly by: string };
  /** 1 for a new request, and one more after every change. A write succeeds only on the revision it was based on. */
  readonly revision: number;
}

export const APPROVAL_REQUEST_STATES = ['open', 'decided', 'expired', 'withdrawn'] as const;
export type ApprovalRequestState = (typeof APPROVAL_REQUEST_STATES)[number];

/** Most entries of one request: as many as a person looks through on a phone. */
export const MAX_ASKED_ENTRIES = 300;
/** Most rejections of one request, so that its item stays small. */
export const MAX_REJECTIONS = 40;

/** Returns what a request is at an instant. */
export function stateOfRequest(
  { withdrawn, decidedAt, validUntil }: Pick<ApprovalRequest, 'withdrawn' | 'decidedAt' | 'validUntil'>,
  now: Instant,
): ApprovalRequestState {
  if (withdrawn !== undefined) return 'withdrawn';
  if (decidedAt !== undefined) return 'decided';
  return now >= validUntil ? 'expired' : 'open';
}
