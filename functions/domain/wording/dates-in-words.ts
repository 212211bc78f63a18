import type { CalendarDate } from '../calendar-date.ts';
import type { CountryProfile, Period } from '../issuer.ts';
import { type Digits, inDigits } from './digits.ts';
import type { Language } from './language.ts';
import { ummAlQura } from './umm-al-qura.ts';

const GREGORIAN_MONTHS_AR: Record<CountryProfile, readonly string[]> = {
  SA: [
    'يناير',
    'فبراير',
    'مارس',
    'أبريل',
    'مايو',
    'يونيو',
    'يوليو',
    'أغسطس',
    'سبتمبر',
    'أكتوبر',
    'نوفمبر',
    'ديسمبر',
  ],
  IQ: [
    'كانون الثاني',
    'شباط',
    'آذار',
    'نيسان',
    'أيار',
    'حزيران',
    'تموز',
    'آب',
    'أيلول',
    'تشرين الأول',
    'تشرين الثاني',
    'كانون الأول',
  ],
};

const DIGITS: Record<CountryProfile, Digits> = { SA: 'arab', IQ: 'arab' };

/** After a day, as in every date. */
const HIJRI_MONTHS_AR = [
  'محرم',
  'صفر',
  'ربيع الأول',
  'ربيع الآخر',
  'جمادى الأولى',
  'جمادى الآخرة',
  'رجب',
  'شعبان',
  'رمضان',
  'شوال',
  'ذي القعدة',
  'ذي الحجة',
];

const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Returns the digits of a country's Arabic documents. */
export function digitsOf(country: CountryProfile): Digits {
  return DIGITS[country];
}

/** Returns the digits of a language's documents in a country: in English always European ones. */
export function digitsIn(language: Language, country: CountryProfile): Digits {
  return language === 'ar' ? digitsOf(country) : 'latn';
}

/**
 * Returns a day in Arabic words. Saudi Arabia: both calendars, «٦ محرم ١٤٤٧ هـ الموافق ١ يوليو ٢٠٢٥ م»; Iraq:
 * «١ تموز ٢٠٢٥».
 */
export function dateInArabic(date: CalendarDate, country: CountryProfile): string {
  const hijri = hijriInArabic(date, country);
  return hijri ? `${hijri} الموافق ${gregorianInArabic(date, country)}` : gregorianInArabic(date, country);
}

/** Returns the Gregorian date alone; with «م» in Saudi Arabia, where documents also show Hijri dates. */
export function gregorianInArabic(date: CalendarDate, country: CountryProfile): string {
  const { year, month, day } = partsOf(date);
  const text = `${day} ${GREGORIAN_MONTHS_AR[country][month - 1]} ${year}${country === 'SA' ? ' م' : ''}`;
  return inDigits(text, digitsOf(country));
}

/** Returns the Hijri date alone; null where documents don't show it, and outside the calendar's published range. */
export function hijriInArabic(date: CalendarDate, country: CountryProfile): string | null {
  if (country !== 'SA') return null;
  const hijri = ummAlQura(date);
  if (!hijri) return null;
  return inDigits(`${hijri.day} ${HIJRI_MONTHS_AR[hijri.month - 1]} ${hijri.year} هـ`, digitsOf(country));
}

/** Returns a day in English: `1 July 2025`. */
export function dateInEnglish(date: CalendarDate): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${MONTHS_EN[month - 1]} ${year}`;
}

/** Returns a period in Arabic, without repeating a common month or year: «من ٥ إلى ٩ يناير ٢٠٢٥ م». Gregorian only. */
export function spanInArabic({ from, to }: Period, country: CountryProfile): string {
  if (from === to) return gregorianInArabic(from, country);
  const [first, last] = [partsOf(from), partsOf(to)];
  const start =
    first.year === last.year
      ? dayInArabic(first, last, GREGORIAN_MONTHS_AR[country], country)
      : gregorianInArabic(from, country);
  return `من ${start} إلى ${gregorianInArabic(to, country)}`;
}

/** Returns a period in the Hijri calendar, written like `spanInArabic`; null as `hijriInArabic` is. */
function hijriSpanInArabic({ from, to }: Period, country: CountryProfile): string | null {
  const [start, end] = [hijriInArabic(from, country), hijriInArabic(to, country)];
  if (start === null || end === null || from === to) return end;
  const [first, last] = [ummAlQura(from), ummAlQura(to)];
  if (!first || !last || first.year !== last.year) return `من ${start} إلى ${end}`;
  return `من ${dayInArabic(first, last, HIJRI_MONTHS_AR, country)} إلى ${end}`;
}

/**
 * Returns a period as documents print it, in Saudi Arabia with its equivalent in brackets: «من ٦ محرم إلى ٢١ صفر ١٤٤٧ هـ
 * (من ١ يوليو إلى ١٥ أغسطس ٢٠٢٥ م)».
 */
export function periodInArabic(period: Period, country: CountryProfile, between = ' '): string {
  const hijri = hijriSpanInArabic(period, country);
  const gregorian = spanInArabic(period, country);
  return hijri === null ? gregorian : `${hijri}${between}(${gregorian})`;
}

/** Returns the first day of a period within a year, without its month when the last day has the same. */
function dayInArabic(
  first: { readonly month: number; readonly day: number },
  last: { readonly month: number },
  months: readonly string[],
  country: CountryProfile,
): string {
  const month = first.month === last.month ? '' : ` ${months[first.month - 1]}`;
  return inDigits(`${first.day}${month}`, digitsOf(country));
}

/** Returns a period in English: `5–9 January 2025`, `5 January – 9 February 2025`. */
export function spanInEnglish({ from, to }: Period): string {
  if (from === to) return dateInEnglish(from);
  const [first, last] = [partsOf(from), partsOf(to)];
  if (first.year !== last.year) return `${dateInEnglish(from)} – ${dateInEnglish(to)}`;
  if (first.month !== last.month) return `${first.day} ${MONTHS_EN[first.month - 1]} – ${dateInEnglish(to)}`;
  return `${first.day}–${dateInEnglish(to)}`;
}

function partsOf(date: CalendarDate): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}
