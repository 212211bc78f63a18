import { headingWords } from '../heading-words.ts';
import { foldWord } from '../values/cell-text.ts';
import { readChoice, STATUS_WORDS } from '../values/choice-words.ts';
import type { CellBeside } from './absence-beside.ts';

const words = (...texts: string[]): ReadonlySet<string> => new Set(texts.flatMap(headingWords));
const FLAG = words(
  ...['deleted', 'delete', 'cancelled', 'canceled', 'void', 'voided', 'removed'],
  ...['ملغي', 'ملغى', 'ملغاة', 'محذوف', 'محذوفة', 'الإلغاء', 'إلغاء', 'الحذف'],
);
/** Words beside these. With any other, a heading is about something else: who deleted, when. */
const OF_ROW = words(
  'is',
  'row',
  'record',
  'entry',
  'flag',
  'status',
  'هل',
  'القيد',
  'السجل',
  'الصف',
  'حالة',
);
/** Columns that say what became of a row. */
const OUTCOME = words(
  ...['status', 'state', 'decision', 'approval', 'review', 'result', 'note', 'notes', 'remark', 'remarks'],
  ...['comment', 'comments', 'الحالة', 'حالة', 'القرار', 'قرار', 'الاعتماد', 'اعتماد', 'الموافقة', 'موافقة'],
  ...['المراجعة', 'مراجعة', 'النتيجة', 'نتيجة', 'ملاحظة', 'ملاحظات', 'الملاحظة', 'الملاحظات', 'البيان'],
);
/** Words of columns that say what became of something else, or was before. */
const OF_ANOTHER = words(
  ...['previous', 'old', 'former', 'opportunity', 'volunteer', 'leave'],
  ...['السابق', 'السابقة', 'الفرصة', 'المتطوع', 'الإجازة'],
);
const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'نعم'].map(foldWord));
const DELETED: ReadonlySet<string> = new Set(
  ['deleted', 'removed', 'محذوف', 'محذوفة', 'تم الحذف', 'تم حذفه', 'تم حذفها'].map(foldWord),
);

/** Characters; most remarks are longer. */
const LONGEST_WORD = 24;

/** Returns how to find a cell that says of its row that it was cancelled, deleted or rejected. */
export function cancelledBeside(
  others: readonly { readonly index: number; readonly heading: string }[],
): (cells: readonly string[]) => CellBeside | undefined {
  const readers = others.flatMap(({ index, heading }) => {
    const own = headingWords(heading);
    const has = (names: ReadonlySet<string>) => own.some((word) => names.has(word));
    const isFlag = has(FLAG) && own.every((word) => FLAG.has(word) || OF_ROW.has(word));
    const isOutcome = has(OUTCOME) && !has(OF_ANOTHER);
    return isFlag || isOutcome ? [{ index, heading, isFlag }] : [];
  });
  return (cells) => {
    for (const { index, heading, isFlag } of readers) {
      const value = cells[index] ?? '';
      if (value.length <= LONGEST_WORD && (isRejected(value) || (isFlag && YES.has(foldWord(value)))))
        return { heading, value };
    }
    return undefined;
  };
}

/** Returns whether a text says that something was rejected, cancelled or deleted. */
export function isRejected(text: string): boolean {
  const reading = readChoice(text, STATUS_WORDS);
  return ('value' in reading && reading.value === 'rejected') || DELETED.has(foldWord(text));
}
