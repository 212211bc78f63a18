import type { CellProblem } from '../../domain/import/import-problem.ts';

/** A cell, by row and heading. */
export interface Sighting {
  readonly row: number;
  readonly column: string | null;
  readonly value: string;
}

/** A problem with all values of a kind, at the cell that shows it. */
export interface TableFinding {
  readonly problem: CellProblem;
  readonly position: Sighting;
}
