import { Refusal } from '../domain/refusal.ts';

/** Attempts of one request. That other writers change the same records this often meanwhile is no accident. */
const MOST_ATTEMPTS = 8;

/** Another writer has changed a record on which this attempt was decided. */
export const CONFLICT = Symbol('conflict');

/**
 * Runs an attempt that reads, decides and writes conditionally, and runs it again on the records as they are then,
 * until its write meets no conflict.
 *
 * @param subject What is busy, as the subject of a sentence: `These hours are`.
 * @throws Refusal LEDGER_BUSY when every attempt met a conflict.
 */
export async function retryOnConflict<T>(
  subject: string,
  attempt: () => Promise<T | typeof CONFLICT>,
): Promise<T> {
  for (let count = 1; count <= MOST_ATTEMPTS; count += 1) {
    const outcome = await attempt();
    if (outcome !== CONFLICT) return outcome;
  }
  throw new Refusal('LEDGER_BUSY', `${subject} being changed right now; please try again in a moment.`);
}
