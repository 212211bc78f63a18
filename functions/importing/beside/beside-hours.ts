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

const MINUTES = headingWordSet('minutes', 'minute', 'mins', 'min', 'دقيقة', 'دقائق', 'الدقيقة', 'الدقائق');
const COUNTED = headingWordSet('number', 'of', 'no', 'عدد');
const BREAK = headingWordSet(
  'break',
  'breaks',
  'lunch',
  'بريك',
  'استراحة',
  'الاستراحة',
  'استراحات',
  'الراحة',
  'راحة',
);
const MORE_HOURS = headingWordSet(
  'overtime',
  'ot',
  'أوفر',
  'extra',
  'additional',
  'إضافي',
  'إضافية',
  'الإضافي',
  'الإضافية',
);
const DEDUCTION = headingWordSet(
  'deduction',
  'deductions',
  'deducted',
  'خصم',
  'الخصم',
  'خصومات',
  'الخصومات',
  'حسم',
  'الحسم',
  'استقطاع',
  'استقطاعات',
);
const NET = headingWordSet('net', 'صافي', 'الصافي', 'الصافية');
/** Words beside «الساعات» for those that count in the end. */
const COUNTING = headingWordSet(
  ...[
    'accepted',
    'credited',
    'counted',
    'eligible',
    'final',
    'adjusted',
    'corrected',
    'verified',
    'confirmed',
  ],
  ...['المقبولة', 'المحتسبة', 'المحسوبة', 'النهائية', 'المعدلة', 'المصححة', 'المستحقة', 'المؤكدة'],
  ...['الاحتساب', 'التعديل'],
);
/** Words beside «الساعات» for those that a review left. */
const REVIEWED = headingWordSet(
  ...['review', 'reviewed', 'revised', 'audit', 'audited', 'المراجعة', 'التدقيق', 'المدققة'],
);
const BEFORE = headingWordSet('before', 'قبل');
const HOURS_ALONE = headingWordSet('hours', 'hrs', 'ساعات', 'الساعات');
/** Words beside «الساعات» for those that don't count. */
const EXCLUDED = headingWordSet(
  ...['excluded', 'rejected', 'disallowed', 'missed', 'absence'],
  ...['المستبعدة', 'المخصومة', 'المستقطعة', 'المرفوضة', 'المحذوفة', 'الملغاة', 'الغياب'],
);
const NOT = headingWordSet('not', 'غير');
const SECOND = headingWordSet('second', '2nd', '2', 'ثاني', 'الثاني', 'ثانية', 'الثانية');
/** Words of the times of a shift. */
const TIMES = headingWordSet(
  ...['start', 'end', 'in', 'out', 'from', 'to', 'time', 'من', 'إلى', 'وقت', 'الوقت', 'حضور', 'الحضور'],
  ...['انصراف', 'الانصراف', 'دخول', 'الدخول', 'خروج', 'الخروج', 'بداية', 'البداية', 'نهاية', 'النهاية'],
);
const DAYS = headingWordSet('days', 'أيام', 'الأيام');
/** Words beside those for days that leave a heading a count of days. */
const OF_DAYS = headingWordSet(
  'number',
  'duration',
  'المدة',
  'of',
  'no',
  'total',
  'work',
  'worked',
  'working',
  ...['attended', 'attendance', 'present', 'actual', 'volunteered', 'volunteering', 'participation'],
  ...['عدد', 'إجمالي', 'عمل', 'العمل', 'حضور', 'الحضور', 'الحاضرة', 'تطوع', 'التطوع', 'التطوعية', 'مشاركة'],
  ...['المشاركة', 'دوام', 'الدوام', 'الفعلية'],
);
const HOURS = headingWordSet(
  'hours',
  'hrs',
  'time',
  'overtime',
  'ot',
  'تايم',
  'ساعات',
  'الساعات',
  'الوقت',
  'العمل',
  'الدوام',
  'عمل',
);
const TOTAL = headingWordSet('total', 'approved', 'إجمالي', 'الإجمالي', 'الإجمالية', 'مجموع', 'المعتمدة');
const WEEKDAY = headingWordSet('day', 'weekday', 'اليوم', 'يوم');

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
  if (days) return ({ cells }) => timesIn(others, cells);
  const has = (name: 'hours' | 'start') => columns.has(name);
  const named = (...all: ReadonlySet<string>[]) =>
    others.filter(({ heading }) => all.every((names) => hasHeadingWord(heading, names)));
  const more = [...named(MORE_HOURS, HOURS), ...named(SECOND, HOURS)];
  const counting = [...named(COUNTING, HOURS), ...named(REVIEWED, HOURS_ALONE)].filter(
    ({ heading }) => !hasHeadingWord(heading, NOT) && !hasHeadingWord(heading, BEFORE),
  );
  const excluded = [...named(EXCLUDED, HOURS), ...named(COUNTING, HOURS, NOT)];
  // Minutes of which it isn't clear that they belong to the hours.
  const minutes = others.filter(({ heading }) => {
    const own = headingWords(heading).filter((word) => !COUNTED.has(word));
    return own.length > 0 && own.every((word) => MINUTES.has(word));
  });
  const hoursHeading = columns.get('hours')?.heading ?? '';
  const isOfAll = hasHeadingWord(hoursHeading, TOTAL);
  // Whoever imports has said which hours count.
  const isChosen = mapping.meaningOf([hoursHeading], kind) !== undefined;
  const pauses = has('start') ? named(BREAK) : [];
  const [pause, ...morePauses] = pauses;
  const changing = [
    ...(isOfAll ? [] : [...(has('hours') ? [...more, ...excluded] : []), ...named(DEDUCTION)]),
    ...(has('start') ? named(SECOND, TIMES) : []),
    ...(has('hours') ? minutes : pauses),
    ...morePauses,
  ];
  const weekdays = named(WEEKDAY);
  const facts = { column: has('hours') ? 'hours' : 'start' };
  const contradictions = [
    ...changing.map((column) => ({
      ...column,
      problemOf: (value: string): CellProblem | undefined =>
        saysNothing(value) ? undefined : { code: 'HOURS_ELSEWHERE', facts },
    })),
    ...(has('hours') ? [...named(NET), ...counting] : []).map((column) => ({
      ...column,
      problemOf: (net: string, hours: string): CellProblem | undefined =>
        isOtherTime(net, hours) ? { code: 'HOURS_NET_DIFFER', facts: { ...facts, net, hours } } : undefined,
    })),
    ...(has('hours') && !isOfAll && !isChosen && !columns.has('minutes')
      ? others.filter(({ heading }) => isOtherHours(heading))
      : []
    ).map((column) => ({
      ...column,
      problemOf: (net: string, hours: string): CellProblem | undefined =>
        !saysNothing(net) && isOtherTime(net, hours)
          ? { code: 'HOURS_NET_DIFFER', facts: { ...facts, net, hours } }
          : undefined,
    })),
    ...others.filter(isCountOfDays).map((column) => ({
      ...column,
      problemOf: (days: string): CellProblem | undefined =>
        Number.parseFloat(days) > 1 ? { code: 'HOURS_OF_DAYS', facts: { days } } : undefined,
    })),
  ];
  const hoursIndex = columns.get('hours')?.index ?? -1;
  const findAbsence = absenceBeside(columns, others);
  const findCancelled = cancelledBeside(others);
  const findUndecided = undecidedBeside(others);
  const statusIndex = columns.get('status')?.index ?? -1;
  return ({ cells }) => {
    const hours = plainText(cells[hoursIndex] ?? '');
    const absence = findAbsence(cells);
    if (absence?.isWorked)
      return { ...NOTHING_BESIDE, problem: { problem: { code: 'HOURS_OF_ABSENT' }, ...absence.cell } };
    if (absence !== undefined) return { ...NOTHING_BESIDE, absence: absence.cell };
    const cancelled = findCancelled(cells);
    if (cancelled !== undefined && !isRejected(cells[statusIndex] ?? ''))
      return { ...NOTHING_BESIDE, problem: { problem: { code: 'HOURS_CANCELLED' }, ...cancelled } };
    const undecided = isApproved(cells[statusIndex] ?? '') ? findUndecided(cells) : undefined;
    if (undecided !== undefined)
      return { ...NOTHING_BESIDE, problem: { problem: { code: 'HOURS_UNDECIDED' }, ...undecided } };
    const [found] = contradictions.flatMap(({ index, heading, problemOf }) => {
      const value = cells[index] ?? '';
      const problem = problemOf(plainText(value), hours);
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

/** Returns whether a column counts the days of a row: «عدد الأيام», `Number of days`. */
function isCountOfDays({ heading }: { readonly heading: string }): boolean {
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
function timesIn(
  others: readonly { readonly index: number; readonly heading: string }[],
  cells: readonly string[],
): BesideHours {
  for (const { index, heading } of others) {
    const value = cells[index] ?? '';
    const name = value.trim() === '' ? undefined : meaningOf(value, 'hours', true)?.name;
    if (name === 'start' || name === 'end')
      return { ...NOTHING_BESIDE, problem: { problem: { code: 'TIMES_NOT_HOURS' }, heading, value } };
  }
  return NOTHING_BESIDE;
}
