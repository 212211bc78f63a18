/**
 * Pause without a new call after which a batch is sent: longer than the calls of one worker are apart, and short
 * beside the request itself.
 */
const QUIET_MILLISECONDS = 5;

interface PendingCall<Q, A> {
  readonly request: Q;
  readonly resolve: (result: A | Promise<A>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Returns a function that combines calls made at about the same time into one request to a store.
 *
 * A batch is sent when it has `maxBatch` calls, or when 5 ms have passed without a new call. `sendBatch` returns the
 * results in the order of the calls; a call whose result is undefined, and a call that is alone in its batch, is made
 * with `sendOne`. If `sendBatch` throws, every call of the batch throws the same error.
 */
export function batchRequests<Q, A>(
  maxBatch: number,
  sendBatch: (requests: readonly Q[]) => Promise<readonly (A | undefined)[]>,
  sendOne: (request: Q) => Promise<A>,
): (request: Q) => Promise<A> {
  let pending: PendingCall<Q, A>[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = pending;
    pending = [];
    try {
      const results = batch.length > 1 ? await sendBatch(batch.map(({ request }) => request)) : [];
      for (const [index, { request, resolve }] of batch.entries())
        resolve(results[index] ?? sendOne(request));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  return (request) =>
    new Promise((resolve, reject) => {
      pending.push({ request, resolve, reject });
      if (pending.length >= maxBatch) void flush();
      else if (timer === undefined) timer = setTimeout(flush, QUIET_MILLISECONDS);
      else timer.refresh();
    });
}
