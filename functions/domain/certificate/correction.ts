import type { Instant } from '../calendar-date.ts';

export const CORRECTION_DECISIONS = ['approve', 'reject'] as const;
export type CorrectionDecision = (typeof CORRECTION_DECISIONS)[number];

/** A holder's request to correct the name on a certificate, and the decision. */
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
  readonly requestedAt: Instant;
  readonly state: 'open' | 'approved' | 'rejected';
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

/** Most words that a small correction changes. */
const MAX_CHANGED_WORDS = 2;

/**
 * Returns whether a correction only fixes a spelling mistake: the same number of words, and one or two of them with one
 * character added, removed or replaced. A larger change could make it another person's name, so it needs a decision.
 */
export function isSmallCorrection(before: string, after: string): boolean {
  const oldWords = before.split(' ');
  const newWords = after.split(' ');
  if (oldWords.length !== newWords.length) return false;
  const changes = oldWords
    .map((word, index) => editDistance([...word], [...(newWords[index] ?? '')]))
    .filter((distance) => distance > 0);
  return changes.length <= MAX_CHANGED_WORDS && changes.every((distance) => distance === 1);
}

/** Returns the Levenshtein distance between two words, in characters. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = [0, ...b.map((_, index) => index + 1)];
  for (const [i, character] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
