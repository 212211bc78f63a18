import type { IneligibilityCode, Verdict } from '../eligibility/eligibility.ts';
import type { Outcome, OutcomeCounts } from './batch.ts';
import { NO_OUTCOMES } from './batch.ts';

/** The numbers and facts behind a reason, as the doors show them; free of personal data. */
export type ReasonFacts = Readonly<Record<string, string | number | readonly string[]>>;

/** A line of a manifest: one volunteer for one opportunity, and the verdict when the batch was planned. */
export interface ManifestLine {
  readonly volunteerId: string;
  readonly opportunityId: string;
  readonly reason: 'ELIGIBLE' | IneligibilityCode;
  readonly facts?: ReasonFacts;
}

/** What became of one line. */
export interface BatchItem {
  readonly volunteerId: string;
  readonly opportunityId: string;
  /** `waiting`: it is still to be tried, or to be tried again after it had failed. */
  readonly outcome: Outcome | 'waiting';
  readonly certificateId?: string;
  /** Why it was refused, or the code of what went wrong. */
  readonly reason?: string;
  readonly facts?: ReasonFacts;
  /** The outcome differs from what the manifest had shown. */
  readonly changed?: true;
}

/** Outcomes of one chunk, recorded in one write together with the counters. */
export interface ChunkRecord {
  readonly batchId: string;
  readonly chunk: number;
  /** Grows by one with every change; a writer names the revision it has read. */
  readonly revision: number;
  readonly items: readonly BatchItem[];
}

/** Items of a chunk that are still to be tried. */
export const waitingIn = (record: ChunkRecord): number =>
  record.items.filter(({ outcome }) => outcome === 'waiting').length;

/** The item that is still to be tried, or once more. */
export const waitingItem = ({
  volunteerId,
  opportunityId,
}: Pick<BatchItem, 'volunteerId' | 'opportunityId'>): BatchItem => ({
  volunteerId,
  opportunityId,
  outcome: 'waiting',
});

/** The item of a line that has its certificate. */
export function certifiedItem(
  { volunteerId, opportunityId, reason }: ManifestLine,
  outcome: 'issued' | 'alreadyIssued',
  certificateId: string,
): BatchItem {
  const asShown = (outcome === 'issued') === (reason === 'ELIGIBLE');
  return {
    volunteerId,
    opportunityId,
    outcome,
    certificateId,
    ...(asShown ? {} : { changed: true as const }),
  };
}

/** What a chunk adds to the batch's counters, beyond the outcomes. */
export interface ChunkCounts {
  readonly outcomes: OutcomeCounts;
  readonly changed: number;
  /** Refused and failed items by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** Counts the items of a chunk. */
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

/** What makes one count of items another. */
export function countsBetween(before: ChunkCounts, after: ChunkCounts): ChunkCounts {
  const outcomes: Record<Outcome, number> = { ...after.outcomes };
  for (const [outcome, count] of Object.entries(before.outcomes)) outcomes[outcome as Outcome] -= count;
  const reasons: Record<string, number> = { ...after.reasons };
  for (const [reason, count] of Object.entries(before.reasons))
    reasons[reason] = (reasons[reason] ?? 0) - count;
  return { outcomes, changed: after.changed - before.changed, reasons };
}

/** The line of a manifest for a verdict. */
export function manifestLine(volunteerId: string, opportunityId: string, verdict: Verdict): ManifestLine {
  if (verdict.reason === 'ELIGIBLE') return { volunteerId, opportunityId, reason: 'ELIGIBLE' };
  return { volunteerId, opportunityId, reason: verdict.reason, facts: factsOf(verdict) };
}

/** What a verdict says beside its reason. A code point of a name is kept, the name never. */
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
    case 'ALREADY_ISSUED':
      return { certificateId: verdict.certificateId };
    case 'HOURS_CONFLICT':
      return { date: verdict.date, entryIds: verdict.entryIds };
    default:
      return {};
  }
}

/** How a line stands before anything is issued: an item of a draft. */
export function plannedItem({ volunteerId, opportunityId, reason, facts }: ManifestLine): Omit<
  BatchItem,
  'outcome'
> & {
  readonly outcome: 'eligible' | 'alreadyIssued' | 'refused';
} {
  const about = { volunteerId, opportunityId };
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
