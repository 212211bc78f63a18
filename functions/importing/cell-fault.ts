import type { CellProblem } from '../domain/import/import-problem.ts';
import type { TableRow } from './table-row.ts';

/** Returns why a cell can't be taken at its word, whatever its text says; undefined if it can. */
export function cellFault(row: TableRow, index: number): CellProblem | undefined {
  if (row.errors?.includes(index)) return { code: 'CELL_ERROR' };
  if (row.unsolved?.includes(index)) return { code: 'FORMULA_UNSOLVED' };
  // A text that is a formula, as in a CSV. A worksheet's formulas are no text.
  if (row.cells[index]?.startsWith('=')) return { code: 'CELL_FORMULA' };
  const shown = row.shown?.get(index);
  return shown === undefined ? undefined : { code: 'CELL_FORMAT', facts: { shown } };
}
