/** The outcomes of an item. */
export const OUTCOMES = ['issued', 'alreadyIssued', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Items by outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** What some items add to a batch's counters. */
export interface ChunkCounts {
  readonly outcomes: OutcomeCounts;
  /** Items whose outcome differs from the verdict in the manifest. */
  readonly changed: number;
  /** Refused and failed items by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

export const NO_OUTCOMES: OutcomeCounts = { issued: 0, alreadyIssued: 0, refused: 0, failed: 0 };

/** Returns the number of items that have an outcome. */
export const settledOf = (counts: OutcomeCounts): number =>
  OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
