import { foldWord, plainText } from './cell-text.ts';

/**
 * What registers write for somebody who was not there. Left out is what may as well mean presence, lateness or a shift:
 * a tick, a cross, `x`, `P`, `L`, «ح», «م».
 */
const ABSENCE: ReadonlySet<string> = new Set(
  [
    ...[
      'a',
      'abs',
      'absent',
      'absence',
      'was absent',
      'no show',
      'no-show',
      'did not attend',
      'not attended',
    ],
    ...['leave', 'on leave', 'annual leave', 'sick', 'sick leave', 'vacation', 'holiday', 'day off', 'off'],
    ...['excused', 'absent excused', 'excused absence', 'unexcused', 'weekend'],
    ...['غ', 'غائب', 'غائبة', 'غياب', 'غاب', 'غابت', 'غياب بعذر', 'غياب بدون عذر', 'غائب بعذر', 'غائبة بعذر'],
    ...[
      'لم يحضر',
      'لم تحضر',
      'اعتذر',
      'اعتذرت',
      'معتذر',
      'معتذرة',
      'اعتذار',
      'بعذر',
      'إجازة',
      'مجاز',
      'مجازة',
    ],
    ...['إجازة مرضية', 'إجازة اعتيادية', 'إجازة رسمية', 'مريض', 'مريضة', 'عطلة', 'راحة', 'عطلة رسمية'],
  ].map(foldWord),
);

/** What registers write besides single letters and signs for presence, which says no hours. */
const PRESENCE: ReadonlySet<string> = new Set(
  [
    ...['present', 'attended', 'late', 'yes', 'done', 'ok', 'in', 'full day', 'half day'],
    ...[
      'حاضر',
      'حاضرة',
      'حضر',
      'حضرت',
      'حضور',
      'متأخر',
      'متأخرة',
      'نعم',
      'تم',
      'موجود',
      'موجودة',
      'دوام كامل',
    ],
  ].map(foldWord),
);

/** Returns whether a text is a mark of a register that says no hours: a tick, a cross, one letter, «حاضر». */
export const isMark = (text: string): boolean =>
  /^[^\p{L}\p{N}]*\p{L}?[^\p{L}\p{N}]*$/u.test(plainText(text)) || PRESENCE.has(foldWord(text));

/** Words that mean a person's absence in any column: not a holiday, on which others may have worked. */
const SOMEBODY_ABSENT: ReadonlySet<string> = new Set(
  [
    ...['absent', 'no show', 'no-show', 'did not attend', 'not attended', 'was absent'],
    ...['غائب', 'غائبة', 'لم يحضر', 'لم تحضر'],
  ].map(foldWord),
);

/** Characters; most remarks are longer. */
const LONGEST_WORD = 24;

/** What a column about attendance holds for who was not there, besides the words of absence. */
const NOT_ATTENDED: ReadonlySet<string> = new Set(
  ['no', 'n', 'لا', 'false', '0', '✗', '✘', '❌'].map(foldWord),
);

/** Returns whether a text says of somebody, whatever its column, that they were absent. */
export const isSomebodyAbsent = (text: string): boolean =>
  text.length <= LONGEST_WORD && SOMEBODY_ABSENT.has(foldWord(text));

/** Returns whether a text in a column about attendance denies it. */
export const isNotAttended = (text: string): boolean => NOT_ATTENDED.has(foldWord(text));

/** Returns whether a text says that somebody was not there. */
export const isAbsence = (text: string): boolean => ABSENCE.has(foldWord(text));
