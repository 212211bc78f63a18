/**
 * Maps the values of a source with up to `concurrency` calls at the same time, and yields the results in the source's
 * order. Holds at most `concurrency` results. Waits for all calls before it ends, also when one fails.
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  map: (value: T) => Promise<R>,
): AsyncGenerator<R> {
  const pending: Promise<R>[] = [];
  try {
    for await (const value of source) {
      const call = map(value);
      // A later call may fail while an earlier one is awaited: its error is thrown when its turn comes.
      call.catch(() => {});
      pending.push(call);
      if (pending.length < concurrency) continue;
      const first = pending.shift();
      if (first) yield await first;
    }
    for (const call of pending) yield await call;
  } finally {
    await Promise.allSettled(pending);
  }
}
