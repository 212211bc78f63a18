/**
 * Returns some items of a list in its order, drawn by chance; the same ones for the same seed, so that a list doesn't
 * change while it is looked at. All of them where there are no more.
 */
export function randomSample<Item>(items: readonly Item[], size: number, seed: number): readonly Item[] {
  if (items.length <= size) return items;
  const random = mulberry32(seed + items.length);
  const drawn = new Set<number>();
  while (drawn.size < size) drawn.add(Math.floor(random() * items.length));
  return [...drawn].sort((one, other) => one - other).flatMap((index) => items[index] ?? []);
}

/** Mulberry32, a small generator of numbers from 0 to 1; `Math.random` takes no seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
