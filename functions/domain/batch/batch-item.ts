import type { IneligibilityCode, Verdict } from '../eligibility/eligibility.ts';
import type { Batch } from './batch.ts';
import type { ChunkCounts, Outcome } from './outcome.ts';
import { NO_OUTCOMES } from './outcome.ts';

/** The numbers and facts behind a reason, as the API returns them. Never personal data. */
export type ReasonFacts = Readonly<Record<string, string | number | readonly string[]>>;

/** Who is to get a certificate of what. */
export interface BatchPair {
  /** The issuer of both; null where no issuer in scope has the opportunity. */
  readonly issuerId: string | null;
  readonly volunteerId: string;
  readonly opportunityId: string;
}

/** A line of a manifest: a volunteer, an opportunity, and the verdict when the batch was planned. */
export interface ManifestLine extends BatchPair {
  readonly reason: 'ELIGIBLE' | IneligibilityCode;
  readonly facts?: ReasonFacts;
}

/** The outcome of one line. */
export interface BatchItem extends BatchPair {
  /** `waiting`: not tried yet, or to be retried after it failed. */
  readonly outcome: Outcome | 'waiting';
  readonly certificateId?: string;
  /** Why it was refused or failed, as a code. */
  readonly reason?: string;
  readonly facts?: ReasonFacts;
  /** Set if the outcome differs from the verdict in the manifest. */
  readonly changed?: true;
}

/** The outcomes of one chunk, written in one transaction with the counters. */
export interface ChunkRecord {
  readonly batchId: string;
  readonly chunk: number;
  /** Raised by one with every change; a write is conditional on the revision it read. */
  readonly revision: number;
  readonly items: readonly BatchItem[];
}

/** Items of one chunk, which is one message and one record of outcomes. */
export const LINES_PER_CHUNK = 10;

/** Returns how many items of a chunk are `waiting`. */
export const waitingIn = (record: ChunkRecord): number =>
  record.items.filter(({ outcome }) => outcome === 'waiting').length;

/** Returns whom a line or an item is about, and what. */
export const pairOf = ({ issuerId, volunteerId, opportunityId }: BatchPair): BatchPair => ({
  issuerId,
  volunteerId,
  opportunityId,
});

/** Returns a `waiting` item. */
export const waitingItem = (pair: BatchPair): BatchItem => ({ ...pairOf(pair), outcome: 'waiting' });

/** Returns the item of a line that has a certificate; sets `changed` if the manifest showed another verdict. */
export function certifiedItem(
  line: ManifestLine,
  outcome: 'issued' | 'alreadyIssued',
  certificateId: string,
): BatchItem {
  const asPlanned = (outcome === 'issued') === (line.reason === 'ELIGIBLE');
  return {
    ...pairOf(line),
    outcome,
    certificateId,
    ...(asPlanned ? {} : { changed: true as const }),
  };
}

/** Returns whether planning settled a line: only an eligible one is still to be decided. */
export const isSettled = ({ reason }: ManifestLine): boolean => reason !== 'ELIGIBLE';

/**
 * Returns the item of a line that planning settled; undefined for an eligible one. It stays what the manifest shows:
 * refused, or issued before.
 */
export function settledItem(line: ManifestLine): BatchItem | undefined {
  const { outcome, ...shown } = plannedItem(line);
  if (outcome === 'eligible') return undefined;
  const { certificateId } = shown;
  if (outcome === 'alreadyIssued' && certificateId !== undefined)
    return certifiedItem(line, 'alreadyIssued', certificateId);
  return { ...shown, outcome };
}

/** Counts the items of a chunk; `waiting` ones count nothing. */
export function countItems(items: readonly BatchItem[]): ChunkCounts {
  const outcomes: Record<Outcome, number> = { ...NO_OUTCOMES };
  const reasons: Record<string, number> = {};
  let changed = 0;
  for (const { outcome, reason, changed: differs } of items) {
    if (outcome === 'waiting') continue;
    outcomes[outcome] += 1;
    if (differs) changed += 1;
    if (reason !== undefined && (outcome === 'refused' || outcome === 'failed'))
      reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { outcomes, changed, reasons };
}

const NO_COUNTS: ChunkCounts = { outcomes: NO_OUTCOMES, changed: 0, reasons: {} };

/** Returns the sum of two counts. */
export const sumOfCounts = (one: ChunkCounts, other: ChunkCounts): ChunkCounts =>
  countsBetween(countsBetween(one, NO_COUNTS), other);

/** Returns a batch's counters: what planning settled, and what was recorded. */
export function progressOf(batch: Batch, recorded: ChunkCounts) {
  const { outcomes, changed, reasons } = sumOfCounts(batch.plan?.settled ?? NO_COUNTS, recorded);
  const present = Object.entries(reasons).filter(([, count]) => count > 0);
  return { batch, counts: outcomes, changed, reasons: Object.fromEntries(present) };
}

/** Returns the difference between two counts of a chunk, to add to the counters. */
export function countsBetween(before: ChunkCounts, after: ChunkCounts): ChunkCounts {
  const outcomes: Record<Outcome, number> = { ...after.outcomes };
  for (const [outcome, count] of Object.entries(before.outcomes)) outcomes[outcome as Outcome] -= count;
  const reasons: Record<string, number> = { ...after.reasons };
  for (const [reason, count] of Object.entries(before.reasons))
    reasons[reason] = (reasons[reason] ?? 0) - count;
  return { outcomes, changed: after.changed - before.changed, reasons };
}

/** Returns the manifest line of a verdict. */
export function manifestLine(pair: BatchPair, verdict: Verdict): ManifestLine {
  if (verdict.reason === 'ELIGIBLE') return { ...pairOf(pair), reason: 'ELIGIBLE' };
  return { ...pairOf(pair), reason: verdict.reason, facts: factsOf(verdict) };
}

/** Returns the facts behind a verdict's reason. A code point of a name may be among them, the name never is. */
export function factsOf(verdict: Verdict): ReasonFacts {
  const { approvedMinutes, pendingMinutes, requiredMinutes } = verdict;
  const numbers = { approvedMinutes, pendingMinutes, requiredMinutes };
  switch (verdict.reason) {
    case 'HOURS_INSUFFICIENT':
    case 'HOURS_PENDING':
      return { ...numbers, missingMinutes: verdict.missingMinutes };
    case 'OPPORTUNITY_NOT_ENDED':
      return { endsOn: verdict.endsOn };
    case 'NAME_NOT_PRINTABLE':
      return { field: verdict.field, codePoint: verdict.codePoint };
    case 'DESIGN_NO_ROOM':
      return { printed: verdict.printed, count: verdict.count, most: verdict.most };
    case 'PARTNER_NOT_AGREED':
      return { partnerIds: verdict.partnerIds };
    case 'ALREADY_ISSUED':
      return { certificateId: verdict.certificateId };
    case 'HOURS_CONFLICT':
      return { date: verdict.date, entryIds: verdict.entryIds };
    default:
      return {};
  }
}

/** Returns the item of a line in a draft, before anything is issued. */
export function plannedItem({ reason, facts, ...pair }: ManifestLine): Omit<BatchItem, 'outcome'> & {
  readonly outcome: 'eligible' | 'alreadyIssued' | 'refused';
} {
  const about = pairOf(pair);
  if (reason === 'ELIGIBLE') return { ...about, outcome: 'eligible' };
  const certificateId = facts?.certificateId;
  if (reason === 'ALREADY_ISSUED')
    return {
      ...about,
      outcome: 'alreadyIssued',
      reason,
      ...(typeof certificateId === 'string' ? { certificateId } : {}),
    };
  return { ...about, outcome: 'refused', reason, ...(facts ? { facts } : {}) };
}
