import type { TableHeadings } from '../find-headings.ts';
import { hasHeadingWord, headingWordSet, headingWords } from '../heading-words.ts';
import type { TableRow } from '../table-row.ts';
import { foldWord, saysNothing } from '../values/cell-text.ts';

const UNIT = headingWordSet('unit units uom', 'وحدة');
const FILLERS = headingWordSet(
  'of measure measurement time hours duration',
  'القياس الوقت الزمن المدة الساعات الزمنية',
);
/** «الوحدة» is a ward, too, so the cell decides. Days and seconds are no hours, and refused as such. */
const UNITS_OF_TIME: ReadonlySet<string> = new Set(
  [
    ...[
      'h',
      'hr',
      'hrs',
      'hour',
      'hours',
      'min',
      'mins',
      'minute',
      'minutes',
      'day',
      'days',
      'sec',
      'seconds',
    ],
    ...['ساعة', 'ساعات', 'دقيقة', 'دقائق', 'يوم', 'أيام', 'ثانية', 'ثوان'],
  ].map(foldWord),
);

/** The columns of the hours and of their unit, such as `MIN` behind 20. */
interface UnitColumn {
  readonly hours: number;
  readonly unit: number;
}

/** Returns the column that gives each row's hours their unit; undefined if there is none. */
export function columnOfUnit({ columns, leftOut }: Pick<TableHeadings, 'columns' | 'leftOut'>) {
  const hours = columns.get('hours')?.index;
  const [found] = [...leftOut].filter(([, heading]) => {
    const own = headingWords(heading ?? '');
    return hasHeadingWord(heading ?? '', UNIT) && own.every((word) => UNIT.has(word) || FILLERS.has(word));
  });
  return hours === undefined || found === undefined ? undefined : { hours, unit: found[0] };
}

/** Returns a row with the unit behind the hours, where they don't say their own. */
export function withUnit(row: TableRow, { hours, unit }: UnitColumn): TableRow {
  const [value = '', own = ''] = [row.cells[hours], row.cells[unit]];
  if (saysNothing(value) || /\p{L}/u.test(value) || !UNITS_OF_TIME.has(foldWord(own))) return row;
  const cells = row.cells.map((cell, index) =>
    index === hours ? `${value} ${own.trim()}` : index === unit ? '' : cell,
  );
  return { ...row, cells };
}
