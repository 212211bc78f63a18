import type { CellProblem } from '../domain/import/import-problem.ts';
import type { TableHeadings } from './find-headings.ts';
import { meaningOf } from './heading-meaning.ts';
import { headingWords } from './heading-words.ts';
import type { TableRow } from './table-row.ts';
import { saysNothing } from './values/cell-text.ts';

const words = (...texts: string[]): ReadonlySet<string> => new Set(texts.flatMap(headingWords));
const MINUTES = words('minutes', 'minute', 'mins', 'min', 'دقيقة', 'دقائق', 'الدقيقة', 'الدقائق');
const NUMBER = words('number', 'of', 'no', 'عدد');
const BREAK = words('break', 'breaks', 'lunch', 'استراحة', 'الاستراحة', 'استراحات', 'الراحة', 'راحة');

/** A cell that changes what the hours of its row are. */
interface FoundBeside {
  readonly problem: CellProblem;
  readonly heading: string;
  readonly value: string;
}

/**
 * Returns how to find a cell of a column that isn't read, but without which the hours of its row are wrong: minutes
 * beside hours, a break beside start and end, or «انصراف» beside the cells of a table of days, which are times then.
 */
export function besideHours({
  kind,
  columns,
  days,
  leftOut,
}: TableHeadings): (row: TableRow) => FoundBeside | undefined {
  if (kind !== 'hours') return () => undefined;
  const has = (name: 'hours' | 'start') => columns.has(name);
  const changes = [...leftOut].flatMap(([index, heading]) => {
    const named = headingWords(heading ?? '').filter((word) => !NUMBER.has(word));
    const isMinutes = named.length > 0 && named.every((word) => MINUTES.has(word));
    const isBreak = named.some((word) => BREAK.has(word));
    if (heading === null || days) return [];
    return (isMinutes && has('hours')) || (isBreak && has('start') && !has('hours'))
      ? [{ index, heading }]
      : [];
  });
  const column = has('hours') ? 'hours' : 'start';
  return ({ cells }) => {
    for (const { index, heading } of changes) {
      const value = cells[index] ?? '';
      if (!saysNothing(value))
        return { problem: { code: 'HOURS_ELSEWHERE', facts: { column } }, heading, value };
    }
    for (const [index, heading] of days ? leftOut : []) {
      const value = cells[index] ?? '';
      const name = value.trim() === '' ? undefined : meaningOf(value, 'hours', true)?.name;
      if (name === 'start' || name === 'end')
        return { problem: { code: 'TIMES_NOT_HOURS' }, heading: heading ?? '', value };
    }
    return undefined;
  };
}
