import type { Instant } from '../calendar-date.ts';

export const CORRECTION_DECISIONS = ['approve', 'reject'] as const;
export type CorrectionDecision = (typeof CORRECTION_DECISIONS)[number];

/** A holder's request to have the name on a certificate corrected, and what came of it. */
export interface Correction {
  /** `<certificateId>-<number>`, numbered from 1 for each certificate. */
  readonly correctionId: string;
  readonly certificateId: string;
  readonly issuerId: string;
  readonly volunteerId: string;
  /** The name asked for; null where that script is right as it is. */
  readonly nameAr: string | null;
  readonly nameEn: string | null;
  readonly note: string;
  readonly requestedAt: Instant;
  readonly state: 'open' | 'approved' | 'rejected';
  readonly decidedAt: Instant | null;
  /** Who decided: a subject of the identity provider, or `policy`. */
  readonly decidedBy: string | null;
  readonly decisionNote: string | null;
  /** The corrected certificate, where it was approved. */
  readonly replacementId: string | null;
}

export const correctionId = (certificateId: string, number: number) => `${certificateId}-${number}`;

/** The certificate that a correction is about; undefined for what can't be a correction's ID. */
export const certificateOfCorrection = (id: string): string | undefined =>
  /^([0-9A-Z]{18})-[1-9][0-9]{0,2}$/.exec(id)?.[1];

/** At most this many words of one name may differ in a correction that needs no decision, each by one letter. */
const SMALL_WORDS = 2;

/**
 * Whether a change is only a slip of spelling: as many words as before, one or two of them with one letter added,
 * dropped or changed. Whoever asks for more may be asking for another person's name.
 */
export function isSmallCorrection(before: string, after: string): boolean {
  const was = before.split(' ');
  const becomes = after.split(' ');
  if (was.length !== becomes.length) return false;
  const changes = was
    .map((word, place) => slips([...word], [...(becomes[place] ?? '')]))
    .filter((n) => n > 0);
  return changes.length <= SMALL_WORDS && changes.every((n) => n === 1);
}

/** How many letters have to be added, dropped or changed to make one word of the other. */
function slips(a: readonly string[], b: readonly string[]): number {
  let row = [0, ...b.map((_, place) => place + 1)];
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
