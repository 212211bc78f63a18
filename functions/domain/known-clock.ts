/**
 * A zone's clock between two instants, in milliseconds since 1970: from each of `changes` on, in their order, it is so
 * much ahead of UTC. The first of them is where the knowledge begins.
 */
export interface KnownClock {
  readonly changes: readonly (readonly [from: number, ahead: number])[];
  readonly until: number;
}

/** What a known clock shows at an instant, `YYYY-MM-DDTHH:MM:SS`; undefined before its first change and after its end. */
export function timeBy({ changes, until }: KnownClock, milliseconds: number): string | undefined {
  if (milliseconds >= until) return undefined;
  const current = changes.findLast(([from]) => from <= milliseconds);
  return current && new Date(milliseconds + current[1]).toISOString().slice(0, 19);
}
