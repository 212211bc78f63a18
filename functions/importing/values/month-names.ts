import { foldWord } from './cell-text.ts';

/** Each month's names: English, the Arabic of the Gulf and Egypt, of Iraq and the Levant, and of the Maghreb. */
const GREGORIAN = [
  ['january', 'jan', 'يناير', 'كانون الثاني', 'جانفي'],
  ['february', 'feb', 'فبراير', 'شباط', 'فيفري'],
  ['march', 'mar', 'مارس', 'آذار', 'اذار'],
  ['april', 'apr', 'أبريل', 'إبريل', 'نيسان', 'أفريل'],
  ['may', 'مايو', 'أيار', 'ماي'],
  ['june', 'jun', 'يونيو', 'يونيه', 'حزيران', 'جوان'],
  ['july', 'jul', 'يوليو', 'يوليه', 'تموز', 'جويلية'],
  ['august', 'aug', 'أغسطس', 'آب', 'أوت'],
  ['september', 'sep', 'sept', 'سبتمبر', 'أيلول'],
  ['october', 'oct', 'أكتوبر', 'تشرين الأول'],
  ['november', 'nov', 'نوفمبر', 'تشرين الثاني'],
  ['december', 'dec', 'ديسمبر', 'كانون الأول'],
];
const HIJRI = [
  ['محرم', 'المحرم', 'muharram'],
  ['صفر', 'safar'],
  ['ربيع الأول', 'ربيع أول', 'rabi al-awwal', 'rabi i'],
  ['ربيع الآخر', 'ربيع الثاني', 'ربيع ثاني', 'rabi al-thani', 'rabi ii'],
  ['جمادى الأولى', 'جمادى الأول', 'جماد الأول', 'jumada al-awwal', 'jumada i'],
  ['جمادى الآخرة', 'جمادى الثانية', 'جماد الثاني', 'جماد الآخر', 'jumada al-thani', 'jumada ii'],
  ['رجب', 'rajab'],
  ['شعبان', 'shaban'],
  ['رمضان', 'ramadan', 'ramadhan'],
  ['شوال', 'shawwal'],
  ['ذو القعدة', 'ذي القعدة', 'dhu al-qadah'],
  ['ذو الحجة', 'ذي الحجة', 'dhu al-hijjah'],
];
/** From Sunday, as `Date` counts. */
const WEEKDAYS = [
  ['sunday', 'sun', 'الأحد', 'أحد'],
  ['monday', 'mon', 'الاثنين', 'الإثنين', 'اثنين'],
  ['tuesday', 'tue', 'tues', 'الثلاثاء', 'الثلاثا', 'ثلاثاء'],
  ['wednesday', 'wed', 'الأربعاء', 'الاربعا', 'أربعاء'],
  ['thursday', 'thu', 'thur', 'thurs', 'الخميس', 'خميس'],
  ['friday', 'fri', 'الجمعة', 'جمعة'],
  ['saturday', 'sat', 'السبت', 'سبت'],
];

const numbered = (names: readonly (readonly string[])[], first: number) =>
  new Map(names.flatMap((ofOne, index) => ofOne.map((name) => [foldWord(name), index + first] as const)));

const gregorianMonths = numbered(GREGORIAN, 1);
const hijriMonths = numbered(HIJRI, 1);
const weekdays = numbered(WEEKDAYS, 0);

/** Returns the number of a month, from 1, and its calendar; undefined if the word names none. */
export function monthOf(word: string): { month: number; calendar: 'gregorian' | 'hijri' } | undefined {
  const [name = '', ...others] = word.split('/').map(foldWord);
  const gregorian = gregorianMonths.get(name);
  if (others.some((other) => gregorianMonths.get(other) !== gregorian)) return undefined;
  if (gregorian !== undefined) return { month: gregorian, calendar: 'gregorian' };
  const hijri = hijriMonths.get(name);
  return hijri === undefined ? undefined : { month: hijri, calendar: 'hijri' };
}

/** Returns the number of a day of the week, from Sunday as 0; undefined if the word names none. */
export const weekdayOf = (word: string): number | undefined => weekdays.get(foldWord(word));

/** How calendars shorten the days of the week. Some letters stand for two of them. */
const SHORT_WEEKDAYS: ReadonlySet<string> = new Set(
  ['ح', 'ن', 'ث', 'ر', 'خ', 'ج', 'س', 's', 'm', 't', 'w', 'f', 'su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'].map(
    foldWord,
  ),
);

/** Returns whether a word is the name of a day of the week, or short for one. */
export const isWeekday = (word: string): boolean =>
  weekdayOf(word) !== undefined || SHORT_WEEKDAYS.has(foldWord(word));
