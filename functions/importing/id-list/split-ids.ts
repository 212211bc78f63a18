import { parseCertificateId } from '../../domain/certificate/certificate-id.ts';
import type { TableRow } from '../table-row.ts';

type Row = Pick<TableRow, 'row' | 'cells'>;

/** Symbols of the cells over which somebody split an ID: in the order of the paper, or from right to left. */
const ORDERS = [
  [4, 4, 4, 4, 2],
  [2, 4, 4, 4, 4],
] as const;
/** Cells of an ID that was split at any of its dashes. */
const CELLS = [5, 4, 3, 2] as const;
const ALL_GROUPS = 5;
const GROUP = 4;
const SYMBOLS = 18;
/** A spreadsheet takes groups of digits for numbers, and drops the zeros before them. */
const FEWEST_GROUPS_WITH_LETTERS = 2;

/** Where an ID stands in a row that was split over several cells. */
interface Split {
  readonly start: number;
  readonly cells: number;
}

/**
 * Returns rows in which an ID that was split over several cells stands in the first of them. Where half of the rows have
 * a sound ID so, the cells of the others are one ID too, so that a mistyped one is answered once.
 */
export function withSplitIdsJoined<R extends Row>(rows: readonly R[]): readonly R[] {
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const splits = CELLS.flatMap((cells) => Array.from({ length: widest }, (_, start) => ({ start, cells })))
    .map((split) => ({ split, groups: rows.map((row) => groupsAt(row.cells, split)) }))
    .filter(({ groups }) => isColumnOfIds(groups.filter((one) => one !== undefined)));
  if (splits.length === 0) return rows;
  return rows.map((row, index) => {
    const joined =
      splits.find(({ groups }) => isSound(groups[index])) ??
      splits.find(({ groups }) => groups[index] !== undefined);
    if (joined === undefined) return row;
    const { split, groups } = joined;
    const rest = Array.from({ length: split.cells - 1 }, () => '');
    return { ...row, cells: row.cells.toSpliced(split.start, split.cells, groups[index] ?? '', ...rest) };
  });
}

const isSound = (groups: string | undefined): boolean =>
  groups !== undefined && BOTH_WAYS.some((order) => parseCertificateId(order(groups)).ok);

const BOTH_WAYS: readonly ((groups: string) => string)[] = [
  (groups) => groups,
  (groups) => groups.split('-').reverse().join('-'),
];

function isColumnOfIds(groups: readonly string[]): boolean {
  const sound = groups.filter(isSound).length;
  return sound > 0 && sound * 2 >= groups.length;
}

/** Returns the groups of an ID in cells as the paper prints them; undefined where the cells aren't of their form. */
function groupsAt(row: readonly string[], { start, cells }: Split): string | undefined {
  const parts = row.slice(start, start + cells).map((cell) => cell.trim());
  if (parts.length < cells || parts.includes('')) return undefined;
  return cells === ALL_GROUPS ? singleGroups(parts) : severalGroups(parts);
}

function singleGroups(parts: readonly string[]): string | undefined {
  if (parts.filter((part) => /[A-Za-z]/.test(part)).length < FEWEST_GROUPS_WITH_LETTERS) return undefined;
  for (const order of ORDERS) {
    const groups = parts.map((part, index) => {
      const symbols = order[index] ?? 0;
      return /^\d+$/.test(part) ? part.padStart(symbols, '0') : part;
    });
    if (groups.every((group, index) => /^[0-9A-Za-z]+$/.test(group) && group.length === order[index]))
      return groups.join('-');
  }
  return undefined;
}

/** Returns the groups of an ID that was split at some of its dashes. */
function severalGroups(parts: readonly string[]): string | undefined {
  const symbols = parts.map((part) => part.replace(/[\s\p{Pd}._]/gu, ''));
  const isSplitAtDashes = symbols.slice(0, -1).every(({ length }) => length > 0 && length % GROUP === 0);
  const whole = symbols.join('');
  if (!isSplitAtDashes || whole.length !== SYMBOLS || !/^[0-9A-Za-z]+\d\d$/.test(whole)) return undefined;
  const groups = whole.match(/.{1,4}/g) ?? [];
  return groups.filter((group) => /[A-Za-z]/.test(group)).length < FEWEST_GROUPS_WITH_LETTERS
    ? undefined
    : groups.join('-');
}
