import { setTimeout as pause } from 'node:timers/promises';
import { ApiRefusal, ApiUnreachable } from '../../../../functions/client/api-errors.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const TOLERATED_FAULTS = 10;

/**
 * Asks until an answer is the last one, ever more slowly, and returns it. `onAnswer` sees every answer. Up to ten
 * faults in a row are tolerated, so that they don't end a long wait.
 */
export async function poll<T>(
  ask: () => Promise<T>,
  isLast: (answer: T) => boolean,
  onAnswer: (answer: T) => void = () => undefined,
): Promise<T> {
  let faults = 0;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
    try {
      const answer = await ask();
      faults = 0;
      onAnswer(answer);
      if (isLast(answer)) return answer;
    } catch (error) {
      const isPassing =
        error instanceof ApiUnreachable || (error instanceof ApiRefusal && error.status === 429);
      faults += 1;
      if (!isPassing || faults > TOLERATED_FAULTS) throw error;
    }
    await pause(wait);
  }
}
