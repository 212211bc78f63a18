import type { TableHeadings } from '../find-headings.ts';
import type { HeadingMapping } from '../heading-mapping.ts';
import { hasHeadingWord, headingWordSet } from '../heading-words.ts';
import type { TableRow } from '../table-row.ts';
import { plainText } from '../values/cell-text.ts';
import { readChoice, YES_WORDS } from '../values/choice-words.ts';
import { isMissingWord } from '../values/placeholder-words.ts';
import { type BesideHours, NOTHING_BESIDE } from './beside-hours.ts';

const AGE = headingWordSet('age', 'العمر السن سن العمرية');
const MINOR = headingWordSet('minor underage', 'قاصر قاصرة القصر');
const BIRTH = headingWordSet('birth born birthdate birthyear', 'ميلاد ولادة مواليد');
/** Words of what else belongs to a birth or an age. */
const OF_SOMETHING_ELSE = headingWordSet('place city country', 'مكان محل بلد مدينة شهادة');
/** Years; younger people need a guardian's consent in some country. */
const OF_AGE = 18;
const UNDER = /أقل|دون|تحت|under|below|less|</iu;

/**
 * Returns how to find a cell of a column that isn't read, by which a volunteer without a date of birth may be a minor:
 * who has none counts as an adult. A column that the mapping leaves out says nothing.
 */
export function ageBeside(
  { kind, columns, leftOut }: TableHeadings,
  mapping: HeadingMapping,
): (row: TableRow) => BesideHours {
  const others = [...leftOut].flatMap(([index, heading]) => {
    if (heading === null || mapping.meaningOf([heading], kind) === null) return [];
    if (hasHeadingWord(heading, OF_SOMETHING_ELSE)) return [];
    const mayBeMinor = hasHeadingWord(heading, BIRTH)
      ? () => true
      : hasHeadingWord(heading, MINOR)
        ? (text: string) => !isNo(text)
        : hasHeadingWord(heading, AGE)
          ? (text: string) => UNDER.test(text) || Number(/\d+/.exec(text)?.[0] ?? 0) < OF_AGE
          : undefined;
    return mayBeMinor === undefined ? [] : [{ index, heading, mayBeMinor }];
  });
  const birthIndex = columns.get('birth_date')?.index ?? -1;
  return ({ cells }) => {
    if (!isMissing(cells[birthIndex])) return NOTHING_BESIDE;
    const found = others.find(({ index, mayBeMinor }) => {
      const text = plainText(cells[index] ?? '');
      return !isMissing(text) && mayBeMinor(text);
    });
    if (found === undefined) return NOTHING_BESIDE;
    const { index, heading } = found;
    return {
      ...NOTHING_BESIDE,
      problem: { problem: { code: 'AGE_UNREAD' }, heading, value: cells[index] ?? '' },
    };
  };
}

const isMissing = (text = ''): boolean => plainText(text) === '' || isMissingWord(text);

function isNo(text: string): boolean {
  const reading = readChoice(text, YES_WORDS);
  return 'value' in reading && reading.value === 'no';
}
