import { hasHeadingWord, headingWordSet, headingWords } from '../heading-words.ts';
import type { Headings } from '../read-headings.ts';
import { isAbsence, isNotAttended, isSomebodyAbsent } from '../values/absence-words.ts';
import { saysNothing } from '../values/cell-text.ts';

const ATTENDANCE = headingWordSet('attendance attended attend present presence', 'الحضور حضر التحضير حاضر');
const ABSENCE = headingWordSet('absent absence', 'الغياب والغياب غائب غاب');
/** Words beside these. With any other, a heading is about something else: the days of absence, attending a course. */
const FILLERS = headingWordSet('status record and of volunteer', 'حالة سجل هل أو المتطوع المتطوعين');
const YES = headingWordSet('yes y true', 'نعم');
/** A row with any of these was worked. */
const WORKED = ['hours', 'minutes', 'start', 'end'] as const;

/** A cell beside the hours, with its heading. */
export interface CellBeside {
  readonly heading: string;
  readonly value: string;
}

interface OtherColumn {
  readonly index: number;
  readonly heading: string;
}

/**
 * Returns how to find a cell that says that somebody was absent: in a column about attendance, or by a word that can't
 * mean anything else. `isWorked` if the row has hours or times all the same.
 */
export function absenceBeside(
  columns: Headings['columns'],
  others: readonly OtherColumn[],
): (cells: readonly string[]) => { readonly cell: CellBeside; readonly isWorked: boolean } | undefined {
  const readers = others.map(({ index, heading }) => {
    const isOnlyThat = headingWords(heading).every((word) =>
      [ATTENDANCE, ABSENCE, FILLERS].some((names) => names.has(word)),
    );
    const isAboutAttendance = isOnlyThat && hasHeadingWord(heading, ATTENDANCE);
    const isAboutAbsence = isOnlyThat && !isAboutAttendance && hasHeadingWord(heading, ABSENCE);
    const saysAbsent = (text: string) =>
      isSomebodyAbsent(text) ||
      (isAboutAttendance && (isAbsence(text) || isNotAttended(text))) ||
      (isAboutAbsence && (isAbsence(text) || hasHeadingWord(text, YES)));
    return { index, heading, saysAbsent };
  });
  const worked = WORKED.flatMap((name) => columns.get(name)?.index ?? []);
  return (cells) => {
    const found = readers.find(({ index, saysAbsent }) => saysAbsent(cells[index] ?? ''));
    if (found === undefined) return undefined;
    const isWorked = worked.some((index) => {
      const text = cells[index] ?? '';
      return !saysNothing(text) && !isAbsence(text);
    });
    return { cell: { heading: found.heading, value: cells[found.index] ?? '' }, isWorked };
  };
}
