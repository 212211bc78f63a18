import type { CellProblem } from '../../domain/import/import-problem.ts';
import type { TableHeadings } from '../find-headings.ts';
import type { HeadingMapping } from '../heading-mapping.ts';
import { meaningOf } from '../heading-meaning.ts';
import { hasHeadingWord, headingWordSet, headingWords } from '../heading-words.ts';
import type { TableRow } from '../table-row.ts';
import { plainText, saysNothing } from '../values/cell-text.ts';
import { weekdayOf } from '../values/month-names.ts';
import { readHours } from '../values/read-hours.ts';
import { absenceBeside, type CellBeside } from './absence-beside.ts';
import { cancelledBeside, isRejected } from './cancelled-beside.ts';
import { isOtherHours } from './other-hours.ts';
import { isApproved, undecidedBeside } from './undecided-beside.ts';

const MINUTES = headingWordSet('minutes minute mins min', 'الدقيقة الدقائق');
const COUNTED = headingWordSet('number of no', 'عدد');
const BREAK = headingWordSet('break breaks lunch', 'بريك الاستراحة استراحات راحة');
const MORE_HOURS = headingWordSet('overtime ot extra additional', 'أوفر الإضافي الإضافية');
const DEDUCTION = headingWordSet('deduction deductions deducted', 'الخصم الخصومات الحسم استقطاع استقطاعات');
const NET = headingWordSet('net', 'الصافي الصافية');
/** Words beside «الساعات» for those that count in the end. */
const COUNTING = headingWordSet(
  'accepted credited counted eligible final adjusted corrected verified confirmed',
  'المقبولة المحتسبة المحسوبة النهائية المعدلة المصححة المستحقة المؤكدة الاحتساب التعديل',
);
/** Words beside «الساعات» for those that a review left. */
const REVIEWED = headingWordSet('review reviewed revised audit audited', 'المراجعة التدقيق المدققة');
const BEFORE = headingWordSet('before', 'قبل');
const HOURS_ALONE = headingWordSet('hours hrs', 'الساعات');
/** Words beside «الساعات» for those that don't count. */
const EXCLUDED = headingWordSet(
  'excluded rejected disallowed missed absence',
  'المستبعدة المخصومة المستقطعة المرفوضة المحذوفة الملغاة الغياب',
);
const NOT = headingWordSet('not', 'غير');
const SECOND = headingWordSet('second 2nd', 'الثاني الثانية');
/** Words of the times of a shift. */
const TIMES = headingWordSet(
  'start end in out from to time',
  'من إلى الوقت الحضور الانصراف الدخول الخروج البداية النهاية',
);
const DAYS = headingWordSet('days', 'الأيام');
/** Words beside those for days that leave a heading a count of days. */
const OF_DAYS = headingWordSet(
  'number duration of no total work worked working attended attendance present actual volunteered',
  'volunteering participation',
  'المدة عدد إجمالي العمل الحضور الحاضرة التطوع التطوعية المشاركة الدوام الفعلية',
);
const HOURS = headingWordSet('hours hrs time overtime ot', 'تايم الساعات الوقت الدوام عمل');
const TOTAL = headingWordSet('total approved', 'الإجمالي الإجمالية مجموع المعتمدة');
const WEEKDAY = headingWordSet('day weekday', 'يوم');

/** A cell that changes what the hours of its row are. */
interface FoundBeside extends CellBeside {
  readonly problem: CellProblem;
}

/** What cells of columns that aren't read say about the hours of a row. */
export interface BesideHours {
  /** A cell without which the hours of the row are wrong. */
  readonly problem?: FoundBeside;
  /** A cell that says that somebody was absent, where the row has no hours. */
  readonly absence?: CellBeside;
  /** The break between start and end; empty if there is none. */
  readonly pause: string;
  /** The day of the week beside the date; empty if there is none. */
  readonly weekday: string;
}

/** Nothing that changes a row. */
export const NOTHING_BESIDE: BesideHours = { pause: '', weekday: '' };

/**
 * Returns how to find what columns that aren't read say about the hours of a row: more hours beside those that are
 * read or a second shift, a deduction, other hours that count, a number of days, a break beside start and end, a day of
 * the week beside the date, an absence, that the row was cancelled, or «انصراف» beside the cells of a table of days, which are times then. A column
 * that the mapping leaves out says nothing.
 */
export function besideHours(
  { kind, columns, days, leftOut }: TableHeadings,
  mapping: HeadingMapping,
): (row: TableRow) => BesideHours {
  if (kind !== 'hours') return () => NOTHING_BESIDE;
  const others = [...leftOut].flatMap(([index, heading]) =>
    heading === null || mapping.meaningOf([heading], kind) === null ? [] : [{ index, heading }],
  );
  const hours = columns.get('hours');
  // Where the mapping names them, whoever imports has said which hours count.
  const isChosen = mapping.meaningOf([hours?.heading ?? ''], kind) !== undefined;
  const contradictions = days
    ? changingColumns(columns, others, false)
    : contradictingColumns(columns, others, isChosen);
  const findAbsence = days ? () => undefined : absenceBeside(columns, others);
  const findCancelled = cancelledBeside(others);
  const findUndecided = undecidedBeside(others);
  const statusIndex = columns.get('status')?.index ?? -1;
  const weekdays = days ? [] : named(others, WEEKDAY);
  const [pause] = pausesAmong(columns, others);
  return ({ cells }) => {
    const time = days ? timeIn(others, cells) : undefined;
    if (time !== undefined) return { ...NOTHING_BESIDE, problem: time };
    const absence = findAbsence(cells);
    if (absence?.isWorked)
      return { ...NOTHING_BESIDE, problem: { problem: { code: 'HOURS_OF_ABSENT' }, ...absence.cell } };
    if (absence !== undefined) return { ...NOTHING_BESIDE, absence: absence.cell };
    const status = cells[statusIndex] ?? '';
    const cancelled = isRejected(status) ? undefined : findCancelled(cells);
    if (cancelled !== undefined)
      return { ...NOTHING_BESIDE, problem: { problem: { code: 'HOURS_CANCELLED' }, ...cancelled } };
    const undecided = isApproved(status) ? findUndecided(cells) : undefined;
    if (undecided !== undefined)
      return { ...NOTHING_BESIDE, problem: { problem: { code: 'HOURS_UNDECIDED' }, ...undecided } };
    const [found] = contradictions.flatMap(({ index, heading, problemOf }) => {
      const value = cells[index] ?? '';
      const problem = problemOf(plainText(value), plainText(cells[hours?.index ?? -1] ?? ''));
      return problem === undefined ? [] : [{ problem, heading, value }];
    });
    const weekday = weekdays
      .map(({ index }) => cells[index] ?? '')
      .find((text) => weekdayOf(text) !== undefined);
    const pauseText = pause === undefined ? '' : (cells[pause.index] ?? '');
    return {
      ...(found === undefined ? {} : { problem: found }),
      pause: saysNothing(pauseText) ? '' : pauseText,
      weekday: weekday ?? '',
    };
  };
}

/** A column that isn't read. */
interface OtherColumn {
  readonly index: number;
  readonly heading: string;
}

/** A column whose cell may say that the hours of its row are others than those that are read. */
interface ContradictingColumn extends OtherColumn {
  readonly problemOf: (cell: string, hours: string) => CellProblem | undefined;
}

type Columns = TableHeadings['columns'];

/** The columns of breaks beside start and end: the first is read. */
const pausesAmong = (columns: Columns, others: readonly OtherColumn[]): readonly OtherColumn[] =>
  columns.has('start') ? named(others, BREAK) : [];

function contradictingColumns(
  columns: Columns,
  others: readonly OtherColumn[],
  isChosen: boolean,
): readonly ContradictingColumn[] {
  const hasHours = columns.has('hours');
  const facts = { column: hasHours ? 'hours' : 'start' };
  const differing = (net: string, hours: string): CellProblem | undefined =>
    isOtherTime(net, hours) ? { code: 'HOURS_NET_DIFFER', facts: { ...facts, net, hours } } : undefined;
  const ofDays = (days: string): CellProblem | undefined =>
    Number.parseFloat(days) > 1 ? { code: 'HOURS_OF_DAYS', facts: { days } } : undefined;
  const isOfAll = hasHeadingWord(columns.get('hours')?.heading ?? '', TOTAL);
  const mayBeOthers = hasHours && !isOfAll && !isChosen && !columns.has('minutes');
  return [
    ...changingColumns(columns, others, isOfAll),
    ...each(hasHours ? countingHours(others) : [], differing),
    ...each(mayBeOthers ? others.filter(({ heading }) => isOtherHours(heading)) : [], (net, hours) =>
      saysNothing(net) ? undefined : differing(net, hours),
    ),
    ...each(others.filter(isCountOfDays), ofDays),
  ];
}

const each = (
  of: readonly OtherColumn[],
  problemOf: ContradictingColumn['problemOf'],
): readonly ContradictingColumn[] => of.map((column) => ({ ...column, problemOf }));

/** The columns of what is added to the hours that are read, or taken off, in which no row may have anything. */
function changingColumns(
  columns: Columns,
  others: readonly OtherColumn[],
  isOfAll: boolean,
): readonly ContradictingColumn[] {
  const facts = { column: columns.has('hours') ? 'hours' : 'start' };
  return each(changingHours(columns, others, isOfAll), (cell) =>
    saysNothing(cell) ? undefined : { code: 'HOURS_ELSEWHERE', facts },
  );
}

const named = (others: readonly OtherColumn[], ...all: readonly ReadonlySet<string>[]) =>
  others.filter(({ heading }) => all.every((words) => hasHeadingWord(heading, words)));

/** Columns of what is added to the hours that are read, or taken off. */
function changingHours(
  columns: Columns,
  others: readonly OtherColumn[],
  isOfAll: boolean,
): readonly OtherColumn[] {
  const [hasHours, hasStart] = [columns.has('hours'), columns.has('start')];
  const more = [...named(others, MORE_HOURS, HOURS), ...named(others, SECOND, HOURS)];
  const excluded = [...named(others, EXCLUDED, HOURS), ...named(others, COUNTING, HOURS, NOT)];
  // Minutes of which it isn't clear that they belong to the hours.
  const minutes = others.filter(({ heading }) => {
    const own = headingWords(heading).filter((word) => !COUNTED.has(word));
    return own.length > 0 && own.every((word) => MINUTES.has(word));
  });
  const pauses = pausesAmong(columns, others);
  return [
    ...(isOfAll ? [] : [...(hasHours ? [...more, ...excluded] : []), ...named(others, DEDUCTION)]),
    ...(hasStart ? named(others, SECOND, TIMES) : []),
    ...(hasHours ? minutes : pauses),
    ...pauses.slice(1),
  ];
}

/** Columns of the hours that count in the end. */
const countingHours = (others: readonly OtherColumn[]): readonly OtherColumn[] => [
  ...named(others, NET),
  ...[...named(others, COUNTING, HOURS), ...named(others, REVIEWED, HOURS_ALONE)].filter(
    ({ heading }) => !hasHeadingWord(heading, NOT) && !hasHeadingWord(heading, BEFORE),
  ),
];

/** Returns whether a column counts the days of a row: «عدد الأيام», `Number of days`. */
function isCountOfDays({ heading }: OtherColumn): boolean {
  const own = headingWords(heading);
  return own.some((word) => DAYS.has(word)) && own.every((word) => DAYS.has(word) || OF_DAYS.has(word));
}

/** Returns whether two cells hold hours that differ, by more than their rounding. Zero is no hours; a dash says nothing. */
function isOtherTime(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => {
    const reading = readHours(text, { unit: 'decimal', numbersTrimmed: false });
    if ('value' in reading) return reading.value;
    return /^0/.test(text) && saysNothing(text) ? 0 : Number.NaN;
  });
  return Math.abs((first ?? 0) - (second ?? 0)) > 1;
}

/** Returns a cell beside a table of days that says that its cells are times of arrival or departure. */
function timeIn(others: readonly OtherColumn[], cells: readonly string[]): FoundBeside | undefined {
  for (const { index, heading } of others) {
    const value = cells[index] ?? '';
    const name = value.trim() === '' ? undefined : meaningOf(value, 'hours', true)?.name;
    if (name === 'start' || name === 'end') return { problem: { code: 'TIMES_NOT_HOURS' }, heading, value };
  }
  return undefined;
}
