import { certificateIdsIn } from '../../domain/certificate/certificate-id-in-text.ts';
import type { TableRow } from '../table-row.ts';

type Row = Pick<TableRow, 'row' | 'cells'>;

/** Symbols of the cells over which somebody split an ID: in the order of the paper, or from right to left. */
const ORDERS = [
  [4, 4, 4, 4, 2],
  [2, 4, 4, 4, 4],
] as const;
const CELLS = 5;
/** A spreadsheet takes groups of digits for numbers, and drops the zeros before them. */
const FEWEST_GROUPS_WITH_LETTERS = 2;

/**
 * Returns rows in which an ID that was split over five cells stands in the first of them. Where one row has a sound ID
 * so, the five cells of the others are one ID too, so that a mistyped one is answered once.
 */
export function withSplitIdsJoined<R extends Row>(rows: readonly R[]): readonly R[] {
  const sound = rows.map(({ cells }) =>
    cells.findIndex((cell, start) => {
      const groups = cell === '' ? undefined : groupsAt(cells, start);
      return groups !== undefined && certificateIdsIn(groups).length > 0;
    }),
  );
  const starts = [...new Set(sound)].filter((start) => start >= 0);
  if (starts.length === 0) return rows;
  return rows.map((row, index) => {
    const own = sound[index] ?? -1;
    const start = own >= 0 ? own : starts.find((one) => groupsAt(row.cells, one) !== undefined);
    if (start === undefined) return row;
    const rest = Array.from({ length: CELLS - 1 }, () => '');
    return { ...row, cells: row.cells.toSpliced(start, CELLS, groupsAt(row.cells, start) ?? '', ...rest) };
  });
}

/** Returns the groups of an ID in five cells as the paper prints them; undefined where the cells aren't of their form. */
function groupsAt(cells: readonly string[], start: number): string | undefined {
  const five = cells.slice(start, start + CELLS).map((cell) => cell.trim());
  if (five.length < CELLS || five.filter((cell) => /[A-Za-z]/.test(cell)).length < FEWEST_GROUPS_WITH_LETTERS)
    return undefined;
  for (const order of ORDERS) {
    const groups = five.map((cell, index) => {
      const symbols = order[index] ?? 0;
      return /^\d+$/.test(cell) ? cell.padStart(symbols, '0') : cell;
    });
    if (groups.every((group, index) => /^[0-9A-Za-z]+$/.test(group) && group.length === order[index]))
      return groups.join('-');
  }
  return undefined;
}
