import { setTimeout as pause } from 'node:timers/promises';

/** Repeats in a row without progress; their pauses add up to a second and a half. */
const MOST_REPEATS = 5;

/** DynamoDB left requests unprocessed again and again. Its name is that of DynamoDB's own fault for it. */
class StillThrottled extends Error {
  override readonly name = 'ThrottlingException';
}

/**
 * Sends requests together until none is left. `send` returns those that DynamoDB left unprocessed; they are sent again,
 * together, after growing random pauses, so that throttling is not met with more requests.
 *
 * @throws StillThrottled (`ThrottlingException`) after five repeats without progress.
 */
export async function repeatUnprocessed<P>(
  requests: readonly P[],
  send: (pending: readonly P[]) => Promise<readonly P[]>,
): Promise<void> {
  let pending = requests;
  for (let repeats = 0; pending.length > 0; ) {
    const left = await send(pending);
    if (left.length === 0) return;
    repeats = left.length < pending.length ? 0 : repeats + 1;
    if (repeats > MOST_REPEATS) throw new StillThrottled('DynamoDB left requests unprocessed');
    pending = left;
    await pause(25 * 2 ** repeats * (0.5 + Math.random()));
  }
}
