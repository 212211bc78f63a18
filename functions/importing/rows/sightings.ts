import type { Sighting } from './sighting.ts';

/** Cells of which one is shown and the others are counted. */
export interface Sightings {
  readonly first: Sighting;
  readonly became: string;
  count: number;
}

/** Counts a cell among those of a name, of which the first is kept. */
export function count<N extends string>(
  sightings: Map<N, Sightings>,
  name: N,
  cell: Sighting,
  became: string,
): void {
  const known = sightings.get(name);
  if (known) known.count += 1;
  else sightings.set(name, { first: cell, became, count: 1 });
}
