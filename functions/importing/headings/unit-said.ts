import type { HeadingMapping } from '../heading-mapping.ts';
import { hasHeadingWord, headingWordSet, headingWords } from '../heading-words.ts';
import type { HeadingProblem, Headings } from '../read-headings.ts';
import type { TableRow } from '../table-row.ts';

const IN_ANOTHER = headingWordSet('بالدقائق بالدقيقة بالدقايق بالثواني بالأيام');
const MINUTES = headingWordSet('minutes minute mins min seconds sec', 'دقائق دقيقة ثواني ثانية');
const DAYS = headingWordSet('days');
const UNIT = headingWordSet('unit units', 'وحدة الوحدة');
/** Minutes of something else than the time worked, or a form of hours: «بالدقائق والساعات». */
const OF_SOMETHING_ELSE = headingWordSet(
  'break breaks late delay hour hours and',
  'استراحة الاستراحات راحة تأخير التأخر والساعات والساعة',
);
/** The word before the unit: «الساعات بالدقائق», `Hours in minutes`. */
const HOURS_IN = /(?:hours?|ساعات|الساعات)\s+(?:are |is )?(?:in|بالدقائق|بالدقيقة)/i;
const IN_BRACKETS = /[([]\s*(?:minutes?|mins?|دقيقة|دقائق)\s*[)\]]/i;
/** Characters; a longer text explains many things. */
const LONGEST_TEXT = 60;

/** Returns whether a text says that the hours of a table are of another unit: «المدة بالدقائق», `(minutes)`. */
function saysAnotherUnit(text: string): boolean {
  if (text.length > LONGEST_TEXT) return false;
  if (!HOURS_IN.test(text) && hasHeadingWord(text, OF_SOMETHING_ELSE)) return false;
  const words = headingWords(text);
  const isIn = words.some((word, index) => word === 'in' && isUnitOf(words[index + 1] ?? ''));
  const isUnit = hasHeadingWord(text, UNIT) && hasHeadingWord(text, MINUTES);
  return isIn || isUnit || hasHeadingWord(text, IN_ANOTHER) || IN_BRACKETS.test(text);
}

const isUnitOf = (word: string): boolean => MINUTES.has(word) || DAYS.has(word);

/**
 * Returns the problem of a column of hours to which a text above or below its table, or a cell below its heading, gives
 * another unit. Where the mapping names the column, it decides.
 */
export function unitSaid(
  { kind, columns, rows }: Pick<Headings, 'kind' | 'columns'> & { readonly rows: readonly TableRow[] },
  texts: readonly string[],
  mapping: HeadingMapping,
): HeadingProblem[] {
  const name = columns.has('hours') ? 'hours' : 'required_hours';
  const { heading, index = -1 } = columns.get(name) ?? {};
  if (heading === undefined || columns.has('minutes')) return [];
  if (mapping.meaningOf([heading], kind) !== undefined) return [];
  const explains = rows.map(({ cells }) => headingWords(cells[index] ?? ''));
  const isExplained = explains.some((words) => words.length > 0 && words.every((word) => MINUTES.has(word)));
  if (!isExplained && !texts.some(saysAnotherUnit)) return [];
  return [{ code: 'HEADING_UNIT', heading, facts: { column: name } }];
}
