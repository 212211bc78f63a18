/**
 * Returns the pieces of a line in visual order, left to right (UAX #9, rule L2): from the highest level down to the
 * lowest odd level, reverses every sequence of pieces at that level or above.
 */
export function visualOrder<T extends { readonly level: number }>(pieces: readonly T[]): T[] {
  const ordered = pieces.slice();
  let highest = 0;
  let lowest = 255;
  for (const { level } of ordered) {
    if (level > highest) highest = level;
    if (level < lowest) lowest = level;
  }
  if (highest === lowest) return highest & 1 ? ordered.reverse() : ordered;
  const lowestOdd = lowest | 1;
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < ordered.length; ) {
      let j = i;
      while (j < ordered.length && (ordered[j]?.level ?? 0) >= level) j++;
      if (j > i + 1) reverse(ordered, i, j);
      i = j > i ? j : i + 1;
    }
  }
  return ordered;
}

/** Reverses the items [from, to) in place. */
function reverse<T>(items: T[], from: number, to: number): void {
  for (let low = from, high = to - 1; low < high; low++, high--) {
    const item = items[low] as T;
    items[low] = items[high] as T;
    items[high] = item;
  }
}
