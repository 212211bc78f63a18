import { hasHeadingWord, headingWordSet } from '../heading-words.ts';
import { foldWord } from '../values/cell-text.ts';
import { readChoice, STATUS_WORDS, YES_WORDS } from '../values/choice-words.ts';
import { isMissingWord } from '../values/placeholder-words.ts';
import type { CellBeside } from './absence-beside.ts';

const APPROVAL = headingWordSet(
  'approval approved confirmed counted verified',
  'الاعتماد معتمد معتمدة موافقة محتسب محتسبة تحتسب',
);
const OUTCOME = headingWordSet(
  'status decision review note notes remarks comments',
  'حالة قرار مراجعة ملاحظات ملاحظة',
);
const REJECTION = headingWordSet('rejection rejected refusal', 'الرفض');
const REASON = headingWordSet('reason reasons', 'سبب أسباب مبرر');
/** Words of columns about something else than the hours of the row. */
const OF_SOMETHING_ELSE = headingWordSet(
  'previous old former opportunity volunteer leave payment certificate registration date by',
  'guardian parental ethics email',
  'سابق سابقة الفرصة المتطوع الإجازة شهادة تسجيل تاريخ ولي اسم رقم بريد',
);
/** What remarks say about hours that don't count. */
const NOT_COUNTING: ReadonlySet<string> = new Set(
  [
    ...['not approved', 'unapproved', 'not counted', 'do not count', 'duplicate', 'duplicated', 'repeated'],
    ...['غير معتمد', 'غير معتمدة', 'لا تحتسب', 'لا يحتسب', 'غير محتسب', 'غير محتسبة', 'مكرر', 'مكررة'],
  ].map(foldWord),
);
/** Characters; most remarks are longer. */
const LONGEST_WORD = 24;

/** Returns how to find a cell that says of its row that somebody has still to approve it, or that it doesn't count. */
export function undecidedBeside(
  others: readonly { readonly index: number; readonly heading: string }[],
): (cells: readonly string[]) => CellBeside | undefined {
  const readers = others.flatMap(({ index, heading }) => {
    const isReason = hasHeadingWord(heading, REASON) && hasHeadingWord(heading, REJECTION);
    const isApproval = hasHeadingWord(heading, APPROVAL);
    const isAbout = isReason || isApproval || hasHeadingWord(heading, OUTCOME);
    return isAbout && !hasHeadingWord(heading, OF_SOMETHING_ELSE)
      ? [{ index, heading, isReason, isApproval }]
      : [];
  });
  return (cells) => {
    for (const { index, heading, isReason, isApproval } of readers) {
      const value = cells[index] ?? '';
      if (value.trim() === '' || isMissingWord(value)) continue;
      const word = value.length <= LONGEST_WORD ? foldWord(value) : undefined;
      const isOpen = word !== undefined && (says('pending', word) || NOT_COUNTING.has(word));
      const isDenied = isApproval && word !== undefined && says('no', word);
      if (isReason || isOpen || isDenied) return { heading, value };
    }
    return undefined;
  };
}

function says(choice: 'pending' | 'no', word: string): boolean {
  const reading = choice === 'no' ? readChoice(word, YES_WORDS) : readChoice(word, STATUS_WORDS);
  return 'value' in reading && reading.value === choice;
}

/** Returns whether a text is the status of approved hours. */
export function isApproved(text: string): boolean {
  const reading = readChoice(text, STATUS_WORDS);
  return 'value' in reading && reading.value === 'approved';
}
