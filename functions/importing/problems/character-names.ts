import type { Language } from '../../domain/wording/language.ts';

/** Names of characters that can't be seen, or only next to others, in English and Arabic. */
const NAMES: Readonly<Record<string, readonly [en: string, ar: string]>> = {
  'U+0009': ['tab', 'مسافة جدولة'],
  'U+000A': ['line break', 'نهاية سطر'],
  'U+000D': ['line break', 'نهاية سطر'],
  'U+00A0': ['no-break space', 'مسافة غير منقسمة'],
  'U+00AD': ['soft hyphen', 'شرطة غير مرئية'],
  'U+061C': ['Arabic letter mark', 'علامة اتجاه عربية'],
  'U+180E': ['Mongolian vowel separator', 'فاصل غير مرئي'],
  'U+200B': ['zero width space', 'مسافة بلا عرض'],
  'U+200C': ['zero width non-joiner', 'فاصل بلا عرض'],
  'U+200D': ['zero width joiner', 'واصل بلا عرض'],
  'U+200E': ['left-to-right mark', 'علامة من اليسار إلى اليمين'],
  'U+200F': ['right-to-left mark', 'علامة من اليمين إلى اليسار'],
  'U+2028': ['line separator', 'فاصل أسطر'],
  'U+2029': ['paragraph separator', 'فاصل فقرات'],
  'U+202A': ['left-to-right embedding', 'تضمين من اليسار إلى اليمين'],
  'U+202B': ['right-to-left embedding', 'تضمين من اليمين إلى اليسار'],
  'U+202C': ['pop directional formatting', 'نهاية تغيير الاتجاه'],
  'U+202D': ['left-to-right override', 'فرض الاتجاه من اليسار إلى اليمين'],
  'U+202E': ['right-to-left override', 'فرض الاتجاه من اليمين إلى اليسار'],
  'U+2060': ['word joiner', 'واصل كلمات'],
  'U+2066': ['left-to-right isolate', 'عزل من اليسار إلى اليمين'],
  'U+2067': ['right-to-left isolate', 'عزل من اليمين إلى اليسار'],
  'U+2068': ['first strong isolate', 'عزل الاتجاه'],
  'U+2069': ['pop directional isolate', 'نهاية العزل'],
  'U+3164': ['Hangul filler', 'حرف حشو غير مرئي'],
  'U+FE0F': ['variation selector', 'محدد شكل غير مرئي'],
  'U+FEFF': ['byte order mark', 'علامة ترتيب البايتات'],
  'U+FFFD': ['replacement character', 'رمز حرف ضائع'],
};
const QUOTATION_MARKS = { en: ['“', '”'], ar: ['«', '»'] } as const;
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** Returns a character so that it can be seen and found: `“/”, U+002F`, or `U+200B, zero width space`. */
export function characterInWords(codePoint: string, language: Language): string {
  const [en, ar] = NAMES[codePoint] ?? [];
  const name = language === 'ar' ? ar : en;
  const comma = language === 'ar' ? '،' : ',';
  if (name !== undefined) return `${codePoint}${comma} ${name}`;
  const character = String.fromCodePoint(Number.parseInt(codePoint.slice(2), 16));
  if (INVISIBLE.test(character)) return codePoint;
  const [open, close] = QUOTATION_MARKS[language];
  // A combining mark needs something to stand on.
  const shown = /\p{M}/u.test(character) ? `\u25cc${character}` : character;
  return `${open}${shown}${close}${comma} ${codePoint}`;
}
