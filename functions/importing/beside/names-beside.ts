import type { NamesInRow } from '../../domain/import/import-record.ts';
import type { TableHeadings } from '../find-headings.ts';
import type { HeadingMapping } from '../heading-mapping.ts';
import { meaningOf } from '../heading-meaning.ts';
import { hasHeadingWord, headingWordSet, headingWords } from '../heading-words.ts';
import { columnsOfForm } from '../more-headings.ts';
import { isPlaceholder } from '../values/placeholder-words.ts';

const VOLUNTEER = headingWordSet('volunteer', 'المتطوع المتطوعة');
const OPPORTUNITY = headingWordSet('opportunity campaign', 'الفرصة الحملة المبادرة');
/** Words beside these. With any other, a heading is about something else: the place of the opportunity. */
const NAME = headingWordSet(
  'name title full the of volunteering in arabic english',
  'اسم عنوان الكامل الثلاثي رباعي كاملا التطوعية بالعربية بالإنجليزية العربي الإنجليزي',
);

/** Returns how to find the name of the volunteer and of the opportunity that a row of hours has beside their identifiers. */
export function namesBeside(
  { kind, leftOut }: TableHeadings,
  mapping: HeadingMapping,
): (cells: readonly string[]) => NamesInRow | undefined {
  if (kind !== 'hours') return () => undefined;
  const others = [...leftOut].flatMap(([index, heading]) => (heading === null ? [] : [{ index, heading }]));
  const width = Math.max(0, ...others.map(({ index }) => index + 1));
  const ofForm = columnsOfForm(Array.from({ length: width }, (_, index) => leftOut.get(index) ?? ''));
  const columns = others.flatMap(({ index, heading }) => {
    if (ofForm.has(index) || mapping.meaningOf([heading], kind) === null) return [];
    const of = isName(heading, OPPORTUNITY)
      ? 'opportunity'
      : isOfVolunteer(heading)
        ? 'volunteer'
        : undefined;
    return of === undefined ? [] : [{ index, heading, of } as const];
  });
  if (columns.length === 0) return () => undefined;
  return (cells) => {
    const found = columns.flatMap(({ index, heading, of }) => {
      const value = cells[index] ?? '';
      return isNameText(value) ? [{ of, name: { heading, value } }] : [];
    });
    if (found.length === 0) return undefined;
    const namesOf = (what: 'volunteer' | 'opportunity') =>
      found.flatMap(({ of, name }) => (of === what ? [name] : []));
    return { volunteer: namesOf('volunteer'), opportunity: namesOf('opportunity') };
  };
}

function isOfVolunteer(heading: string): boolean {
  if (isName(heading, VOLUNTEER)) return true;
  const meaning = meaningOf(heading, 'volunteers', true);
  return (
    meaning !== undefined &&
    !meaning.guessed &&
    !meaning.contradicted &&
    (meaning.name === 'name_ar' || meaning.name === 'name_en')
  );
}

const isName = (heading: string, ofWhom: ReadonlySet<string>): boolean =>
  hasHeadingWord(heading, ofWhom) &&
  headingWords(heading).every((word) => ofWhom.has(word) || NAME.has(word));

/** An identifier below «المتطوع» is no name. */
const isNameText = (text: string): boolean =>
  /\p{L}{2}/u.test(text) && !/\d/.test(text.replace(/\s\d+$/, '')) && !isPlaceholder(text);
