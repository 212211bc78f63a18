import type { CellProblem } from '../domain/import/import-problem.ts';
import type { TableHeadings } from './find-headings.ts';
import type { HeadingMapping } from './heading-mapping.ts';
import { meaningOf } from './heading-meaning.ts';
import { headingWords } from './heading-words.ts';
import type { TableRow } from './table-row.ts';
import { saysNothing } from './values/cell-text.ts';
import { weekdayOf } from './values/month-names.ts';

const words = (...texts: string[]): ReadonlySet<string> => new Set(texts.flatMap(headingWords));
const MINUTES = words('minutes', 'minute', 'mins', 'min', 'دقيقة', 'دقائق', 'الدقيقة', 'الدقائق');
const COUNTED = words('number', 'of', 'no', 'عدد');
const BREAK = words('break', 'breaks', 'lunch', 'استراحة', 'الاستراحة', 'استراحات', 'الراحة', 'راحة');
const MORE_HOURS = words('overtime', 'extra', 'additional', 'إضافي', 'إضافية', 'الإضافي', 'الإضافية');
const DEDUCTION = words(
  'deduction',
  'deductions',
  'deducted',
  'خصم',
  'الخصم',
  'خصومات',
  'الخصومات',
  'حسم',
  'الحسم',
);
const HOURS = words(
  'hours',
  'hrs',
  'time',
  'overtime',
  'ساعات',
  'الساعات',
  'الوقت',
  'العمل',
  'الدوام',
  'عمل',
);
const TOTAL = words('total', 'approved', 'إجمالي', 'الإجمالي', 'الإجمالية', 'مجموع', 'المعتمدة');
const WEEKDAY = words('day', 'weekday', 'اليوم', 'يوم');

/** A cell that changes what the hours of its row are. */
interface FoundBeside {
  readonly problem: CellProblem;
  readonly heading: string;
  readonly value: string;
}

/** What cells of columns that aren't read say about the hours of a row. */
export interface BesideHours {
  /** A cell without which the hours of the row are wrong. */
  readonly problem?: FoundBeside;
  /** The break between start and end; empty if there is none. */
  readonly pause: string;
  /** The day of the week beside the date; empty if there is none. */
  readonly weekday: string;
}

const NOTHING: BesideHours = { pause: '', weekday: '' };

/**
 * Returns how to find what columns that aren't read say about the hours of a row: more hours beside those that are
 * read, a deduction, a break beside start and end, a day of the week beside the date, or «انصراف» beside the cells of a
 * table of days, which are times then. A column that the mapping leaves out says nothing.
 */
export function besideHours(
  { kind, columns, days, leftOut }: TableHeadings,
  mapping: HeadingMapping,
): (row: TableRow) => BesideHours {
  if (kind !== 'hours') return () => NOTHING;
  const others = [...leftOut].flatMap(([index, heading]) =>
    heading === null || mapping.meaningOf([heading], kind) === null ? [] : [{ index, heading }],
  );
  if (days) return ({ cells }) => timesIn(others, cells);
  const has = (name: 'hours' | 'start') => columns.has(name);
  const named = (names: ReadonlySet<string>) =>
    others.filter(({ heading }) => headingWords(heading).some((word) => names.has(word)));
  const more = named(MORE_HOURS).filter(({ heading }) =>
    headingWords(heading).some((word) => HOURS.has(word)),
  );
  // Minutes of which it isn't clear that they belong to the hours.
  const minutes = others.filter(({ heading }) => {
    const own = headingWords(heading).filter((word) => !COUNTED.has(word));
    return own.length > 0 && own.every((word) => MINUTES.has(word));
  });
  const isOfAll = headingWords(columns.get('hours')?.heading ?? '').some((word) => TOTAL.has(word));
  const pauses = has('start') ? named(BREAK) : [];
  const [pause, ...morePauses] = pauses;
  const changing = [
    ...(isOfAll ? [] : [...(has('hours') ? more : []), ...named(DEDUCTION)]),
    ...(has('hours') ? minutes : pauses),
    ...morePauses,
  ];
  const weekdays = named(WEEKDAY);
  const facts = { column: has('hours') ? 'hours' : 'start' };
  return ({ cells }) => {
    const found = changing.find(({ index }) => !saysNothing(cells[index] ?? ''));
    const weekday = weekdays
      .map(({ index }) => cells[index] ?? '')
      .find((text) => weekdayOf(text) !== undefined);
    const pauseText = pause === undefined ? '' : (cells[pause.index] ?? '');
    return {
      ...(found === undefined
        ? {}
        : {
            problem: {
              problem: { code: 'HOURS_ELSEWHERE', facts },
              heading: found.heading,
              value: cells[found.index] ?? '',
            },
          }),
      pause: saysNothing(pauseText) ? '' : pauseText,
      weekday: weekday ?? '',
    };
  };
}

/** Returns a cell beside a table of days that says that its cells are times of arrival or departure. */
function timesIn(
  others: readonly { readonly index: number; readonly heading: string }[],
  cells: readonly string[],
): BesideHours {
  for (const { index, heading } of others) {
    const value = cells[index] ?? '';
    const name = value.trim() === '' ? undefined : meaningOf(value, 'hours', true)?.name;
    if (name === 'start' || name === 'end')
      return { ...NOTHING, problem: { problem: { code: 'TIMES_NOT_HOURS' }, heading, value } };
  }
  return NOTHING;
}
