import { hasHeadingWord, headingWordSet, headingWords } from '../heading-words.ts';
import { foldWord } from '../values/cell-text.ts';
import { type ChoiceWords, readChoice, STATUS_WORDS, YES_WORDS } from '../values/choice-words.ts';
import type { CellBeside } from './absence-beside.ts';

const FLAG = headingWordSet(
  'deleted delete cancelled canceled void voided removed',
  'ملغى ملغاة محذوف محذوفة الإلغاء إلغاء الحذف',
);
/** Words beside these. With any other, a heading is about something else: who deleted, when. */
const OF_ROW = headingWordSet('is row record entry flag status', 'هل القيد السجل الصف حالة');
/** Columns that say what became of a row. */
const OUTCOME = headingWordSet(
  'status state decision approval review result note notes remark remarks comment comments',
  'حالة قرار اعتماد موافقة مراجعة نتيجة الملاحظة الملاحظات البيان',
);
/** Words of columns that say what became of something else, or was before. */
const OF_ANOTHER = headingWordSet(
  'previous old former opportunity volunteer leave',
  'السابق السابقة الفرصة المتطوع الإجازة',
);

/** Characters; most remarks are longer. */
const LONGEST_WORD = 24;

/** Returns how to find a cell that says of its row that it was cancelled, deleted or rejected. */
export function cancelledBeside(
  others: readonly { readonly index: number; readonly heading: string }[],
): (cells: readonly string[]) => CellBeside | undefined {
  const readers = others.flatMap(({ index, heading }) => {
    const own = headingWords(heading);
    const isFlag = hasHeadingWord(heading, FLAG) && own.every((word) => FLAG.has(word) || OF_ROW.has(word));
    const isOutcome = hasHeadingWord(heading, OUTCOME) && !hasHeadingWord(heading, OF_ANOTHER);
    return isFlag || isOutcome ? [{ index, heading, isFlag }] : [];
  });
  return (cells) => {
    for (const { index, heading, isFlag } of readers) {
      const value = cells[index] ?? '';
      if (value.length <= LONGEST_WORD && (isRejected(value) || (isFlag && isYes(value))))
        return { heading, value };
    }
    return undefined;
  };
}

/** Returns whether a text says that something was rejected, cancelled or deleted. */
export const isRejected = (text: string): boolean => says('rejected', text, STATUS_WORDS);

const isYes = (text: string): boolean => says('yes', text, YES_WORDS);

/** Returns whether a text says a choice, whatever signs stand around it. */
function says<T extends string>(choice: T, text: string, words: ChoiceWords<T>): boolean {
  const reading = readChoice(foldWord(text), words);
  return 'value' in reading && reading.value === choice;
}
