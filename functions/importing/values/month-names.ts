import { foldWord } from './cell-text.ts';

/** Each month's names: English, French, the Arabic of the Gulf and Egypt, of Iraq and the Levant, and of the Maghreb. */
const GREGORIAN = [
  ['january', 'jan', 'janvier', 'يناير', 'كانون الثاني', 'جانفي'],
  ['february', 'feb', 'février', 'fevrier', 'فبراير', 'شباط', 'فيفري'],
  ['march', 'mar', 'mars', 'مارس', 'آذار', 'اذار'],
  ['april', 'apr', 'avril', 'أبريل', 'إبريل', 'نيسان', 'أفريل'],
  ['may', 'mai', 'مايو', 'أيار', 'ماي'],
  ['june', 'jun', 'juin', 'يونيو', 'يونيه', 'حزيران', 'جوان'],
  ['july', 'jul', 'juillet', 'يوليو', 'يوليه', 'تموز', 'جويلية'],
  ['august', 'aug', 'août', 'aout', 'أغسطس', 'آب', 'أوت'],
  ['september', 'sep', 'sept', 'septembre', 'سبتمبر', 'أيلول'],
  ['october', 'oct', 'octobre', 'أكتوبر', 'تشرين الأول'],
  ['november', 'nov', 'novembre', 'نوفمبر', 'تشرين الثاني'],
  ['december', 'dec', 'décembre', 'decembre', 'ديسمبر', 'كانون الأول'],
];
const HIJRI = [
  ['محرم', 'المحرم', 'muharram'],
  ['صفر', 'safar'],
  ['ربيع الأول', 'ربيع أول', 'ربيع1', 'rabi al-awwal', 'rabi i'],
  ['ربيع الآخر', 'ربيع الثاني', 'ربيع ثاني', 'ربيع2', 'rabi al-thani', 'rabi ii'],
  [
    'جمادى الأولى',
    'جمادى الأول',
    'جماد الأول',
    'جماد أول',
    'جمادى أول',
    'جمادى1',
    'جماد1',
    'jumada al-awwal',
    'jumada i',
  ],
  [
    'جمادى الآخرة',
    'جمادى الثانية',
    'جماد الثاني',
    'جماد الآخر',
    'جماد ثاني',
    'جماد آخر',
    'جمادى ثاني',
    'جمادى الثاني',
    'جمادى2',
    'جماد2',
    'jumada al-thani',
    'jumada ii',
  ],
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
