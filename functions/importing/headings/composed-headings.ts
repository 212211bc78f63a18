import type { ColumnName } from '../file-kind.ts';
import { headingWordSet, headingWords } from '../heading-words.ts';

/** Headings that people put together from parts: a word of time with one of a start, «ساعات» with what was done. */

const TIME = headingWordSet('time datetime', 'وقت ساعة توقيت');
const START = headingWordSet(
  'start started begin beginning in arrival arrived entry login',
  'البدء بداية دخول حضور وصول مباشرة',
);
const END = headingWordSet(
  'end ended finish finished out departure leaving exit logout',
  'انتهاء نهاية خروج انصراف مغادرة',
);
/** Words of devices and registers, which leave `In` and «الدخول» times, and of what was instead of a plan. */
const REGISTER = headingWordSet(
  'check checked clock clocked sign signed punch punched log logged first last actual',
  'تسجيل بصمة فعلي فعلية',
);
const DATE = headingWordSet('date', 'تاريخ اليوم والتاريخ واليوم');
const HOURS = headingWordSet('hours hrs', 'ساعات');
const DONE = headingWordSet(
  'number no of count the volunteer volunteering volunteered service served worked work completed',
  'contributed contribution attended participation actual',
  'عدد تطوع تطوعية خدمة العمل منجزة منفذة فعلية مشاركة المتطوع حضور',
);
const EVENT = headingWordSet(
  'the of shift activity event participation volunteer volunteering work service attendance session',
  'فعالية نشاط مشاركة تطوع تطوعية تطوعي العمل دوام مناوبة حضور تنفيذ جلسة المتطوع',
);

const isMadeOf = (words: readonly string[], ...sets: ReadonlySet<string>[]): boolean =>
  words.every((word) => sets.some((set) => set.has(word)));
const hasOf = (words: readonly string[], set: ReadonlySet<string>): boolean =>
  words.some((word) => set.has(word));

/** Returns the time of a shift that a heading of a table of hours names by its parts: «وقت البدء», `Punch In`. */
export function composedTime(heading: string): 'start' | 'end' | undefined {
  const words = headingWords(asOneWord(heading));
  if (!hasOf(words, TIME) && !hasOf(words, REGISTER)) return undefined;
  if (isMadeOf(words, TIME, START, REGISTER, EVENT) && hasOf(words, START)) return 'start';
  return isMadeOf(words, TIME, END, REGISTER, EVENT) && hasOf(words, END) ? 'end' : undefined;
}

/** Returns the hours or the date that a heading names by its parts, where nothing better does: «ساعات الخدمة». */
export function composedColumn(heading: string): Extract<ColumnName, 'hours' | 'date'> | undefined {
  const words = headingWords(heading);
  if (hasOf(words, HOURS) && isMadeOf(words, HOURS, DONE)) return 'hours';
  return hasOf(words, DATE) && isMadeOf(words, DATE, EVENT) ? 'date' : undefined;
}

/** `Start Date/Time` is no date. */
const asOneWord = (heading: string): string =>
  heading
    .replace(/\bdate\s*(?:[/&+-]|and)\s*time\b/i, 'datetime')
    .replace(/(?<!\p{L})تاريخ\s*(?:\/|و)\s*وقت/u, 'وقت');

/** Returns whether a heading names a date together with a time. */
export const isDateAndTime = (heading: string): boolean => asOneWord(heading) !== heading;

const QUESTION = headingWordSet(
  'what is was are your how many did you do please enter write when',
  'كم ما هو هي متى أدخل اكتب حدد الرجاء يرجى',
);
/** With an article they are no request: «تاريخ الإدخال». */
const REQUEST: ReadonlySet<string> = new Set(headingWords('إدخال كتابة'));

/** Returns the words of a heading without those that ask for it: «كم عدد ساعات التطوع؟». */
export const withoutQuestion = (words: readonly string[]): string[] =>
  words.filter((word) => !QUESTION.has(word) && !REQUEST.has(word));
