import { foldWord } from './cell-text.ts';

/** Each month's names: English, French, the Arabic of the Gulf and Egypt, of Iraq and the Levant, of Tunisia and Morocco. */
const GREGORIAN = [
  ['january', 'jan', 'janvier', 'يناير', 'كانون الثاني', 'كانون ثاني', 'كانون2', 'جانفي'],
  ['february', 'feb', 'février', 'fevrier', 'فبراير', 'شباط', 'فيفري'],
  ['march', 'mar', 'mars', 'مارس', 'آذار', 'اذار'],
  ['april', 'apr', 'avril', 'أبريل', 'إبريل', 'نيسان', 'أفريل'],
  ['may', 'mai', 'مايو', 'أيار', 'ماي'],
  ['june', 'jun', 'juin', 'يونيو', 'يونيه', 'حزيران', 'جوان'],
  ['july', 'jul', 'juillet', 'يوليو', 'يوليه', 'تموز', 'جويلية', 'يوليوز'],
  ['august', 'aug', 'août', 'aout', 'أغسطس', 'آب', 'أوت', 'غشت'],
  ['september', 'sep', 'sept', 'septembre', 'سبتمبر', 'أيلول', 'شتنبر'],
  ['october', 'oct', 'octobre', 'أكتوبر', 'تشرين الأول', 'تشرين أول', 'تشرين1'],
  ['november', 'nov', 'novembre', 'نوفمبر', 'تشرين الثاني', 'تشرين ثاني', 'تشرين2', 'نونبر'],
  ['december', 'dec', 'décembre', 'decembre', 'ديسمبر', 'كانون الأول', 'كانون أول', 'كانون1', 'دجنبر'],
];
/** Hijri months. Their names are compared without spaces, hyphens, apostrophes and epithets. */
const HIJRI = [
  ['محرم', 'المحرم', 'muharram'],
  ['صفر', 'safar'],
  ['ربيع الأول', 'ربيع أول', 'ربيع1', 'rabi al-awwal', 'rabi al-awal', 'rabi i'],
  ['ربيع الآخر', 'ربيع الثاني', 'ربيع ثاني', 'ربيع2', 'rabi al-thani', 'rabi al-akhir', 'rabi ii'],
  [
    ...[
      'جمادى الأولى',
      'جمادى الأول',
      'جماد الأولى',
      'جماد الأول',
      'جماد أول',
      'جمادى أول',
      'جمادى1',
      'جماد1',
    ],
    ...['ج1', 'jumada al-awwal', 'jumada al-ula', 'jumada i'],
  ],
  [
    ...[
      'جمادى الآخرة',
      'جمادى الآخر',
      'جمادى الثانية',
      'جمادى الثاني',
      'جمادى ثاني',
      'جماد الآخرة',
      'جماد الآخر',
    ],
    ...['جماد الثانية', 'جماد الثاني', 'جماد ثاني', 'جماد آخر', 'جمادى2', 'جماد2', 'ج2'],
    ...['jumada al-thani', 'jumada al-thaniyah', 'jumada al-akhirah', 'jumada al-akhira', 'jumada ii'],
  ],
  ['رجب', 'rajab'],
  ['شعبان', 'shaban', 'shaaban'],
  ['رمضان', 'ramadan', 'ramadhan'],
  ['شوال', 'shawwal', 'shawal'],
  [
    ...['ذو القعدة', 'ذي القعدة', 'dhu al-qadah', 'dhu al-qidah', 'dhu al-qada', 'dhul qadah', 'dhul qidah'],
    'dhul qada',
  ],
  ['ذو الحجة', 'ذي الحجة', 'dhu al-hijjah', 'dhu al-hijja', 'dhul hijjah', 'dhul hijja'],
];
const EPITHET = /\s(?:المبارك|المعظم|الفرد|الخير|الحرام|المكرم)$/;
const hijriKey = (name: string): string =>
  foldWord(name)
    .replace(EPITHET, '')
    .replace(/[\s'’ʿʾ`-]/g, '');
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

const numbered = (names: readonly (readonly string[])[], first: number, keyOf = foldWord) =>
  new Map(names.flatMap((ofOne, index) => ofOne.map((name) => [keyOf(name), index + first] as const)));

const gregorianMonths = numbered(GREGORIAN, 1);
const hijriMonths = numbered(HIJRI, 1, hijriKey);
const weekdays = numbered(WEEKDAYS, 0);

/** Returns the number of a month, from 1, and its calendar; undefined if the word names none. */
export function monthOf(word: string): { month: number; calendar: 'gregorian' | 'hijri' } | undefined {
  const [name = '', ...others] = word.split('/').map(foldWord);
  const gregorian = gregorianMonths.get(name);
  if (others.some((other) => gregorianMonths.get(other) !== gregorian)) return undefined;
  if (gregorian !== undefined) return { month: gregorian, calendar: 'gregorian' };
  const hijri = hijriMonths.get(hijriKey(name));
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
