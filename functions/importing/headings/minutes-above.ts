import type { HeadingMapping } from '../heading-mapping.ts';
import { hasHeadingWord, headingWordSet, headingWords } from '../heading-words.ts';
import type { HeadingProblem, Headings } from '../read-headings.ts';

const IN_MINUTES = headingWordSet('بالدقائق بالدقيقة بالدقايق');
const MINUTES = headingWordSet('minutes minute mins min', 'دقائق دقيقة');
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

/** Returns whether a text says that the hours of a table are minutes: «المدة بالدقائق», `(minutes)`. */
function saysMinutes(text: string): boolean {
  if (text.length > LONGEST_TEXT) return false;
  if (!HOURS_IN.test(text) && hasHeadingWord(text, OF_SOMETHING_ELSE)) return false;
  const words = headingWords(text);
  const isIn = words.some((word, index) => word === 'in' && MINUTES.has(words[index + 1] ?? ''));
  const isUnit = hasHeadingWord(text, UNIT) && hasHeadingWord(text, MINUTES);
  return isIn || isUnit || hasHeadingWord(text, IN_MINUTES) || IN_BRACKETS.test(text);
}

/**
 * Returns the problem of a column of hours that a text above its table gives another unit. Where the mapping names the
 * column, it decides.
 */
export function minutesAbove(
  { kind, columns }: Pick<Headings, 'kind' | 'columns'>,
  texts: readonly { readonly text: string }[],
  mapping: HeadingMapping,
): HeadingProblem[] {
  const name = columns.has('hours') ? 'hours' : 'required_hours';
  const heading = columns.get(name)?.heading;
  if (heading === undefined || columns.has('minutes')) return [];
  if (mapping.meaningOf([heading], kind) !== undefined) return [];
  if (!texts.some(({ text }) => saysMinutes(text))) return [];
  return [{ code: 'HEADING_UNIT', heading, facts: { column: name } }];
}
