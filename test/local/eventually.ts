import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MILLISECONDS = 15_000;

/** Waits until something is there; fails when it never is. */
export async function eventually<T>(find: () => T | undefined): Promise<T> {
  for (let waited = 0; waited < LIMIT_MILLISECONDS; waited += 50) {
    const found = find();
    if (found !== undefined) return found;
    await pause(50);
  }
  throw new Error('it did not happen');
}
