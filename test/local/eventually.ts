import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;

/**
 * Calls `find` until its answer is neither undefined nor false, and returns that answer.
 *
 * @throws when the deadline (a minute by default) passes first; the message holds the source text of `find`.
 */
export async function eventually<T>(
  find: () => Promise<T> | T,
  { withinMilliseconds = LIMIT_MILLISECONDS, everyMilliseconds = POLL_MILLISECONDS } = {},
): Promise<Exclude<T, undefined | false>> {
  const deadline = performance.now() + withinMilliseconds;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
    if (performance.now() > deadline) throw new Error(`Not within ${withinMilliseconds} ms: ${find}`);
    await pause(everyMilliseconds);
  }
}
