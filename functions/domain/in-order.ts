/**
 * Maps what a source yields with several calls under way at once, and yields the results in the source's order.
 * Holds no more than `concurrency` results, however long the source is.
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  map: (value: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  try {
    for await (const value of source) {
      const call = map(value);
      // A later call may fail while an earlier one is awaited; it is reported when its turn comes.
      call.catch(() => {});
      underWay.push(call);
      if (underWay.length < concurrency) continue;
      const first = underWay.shift();
      if (first) yield await first;
    }
    for (const call of underWay) yield await call;
  } finally {
    await Promise.allSettled(underWay);
  }
}
