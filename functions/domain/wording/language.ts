/** The languages of the product: Arabic first. */
export const LANGUAGES = ['ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Returns the one of both languages that the given one isn't. */
export const otherLanguage = (language: Language): Language => (language === 'ar' ? 'en' : 'ar');

/** Returns the direction in which a language is written, as HTML names it. */
export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');

const ARABIC_LETTER = /\p{Script=Arabic}/u;
const OTHER_LETTER = /(?!\p{Script=Arabic})\p{L}/u;

/** Returns the language of somebody's own words: `otherwise` where they have letters of both, or none. */
export function languageOf(text: string, otherwise: Language): Language {
  const [isArabic, isOther] = [ARABIC_LETTER.test(text), OTHER_LETTER.test(text)];
  if (isArabic === isOther) return otherwise;
  return isArabic ? 'ar' : 'en';
}

interface Named {
  readonly nameAr?: string | null | undefined;
  readonly nameEn?: string | null | undefined;
}

interface Titled {
  readonly titleAr?: string | null | undefined;
  readonly titleEn?: string | null | undefined;
}

/** Returns the name of a person or an entity in a language. */
export const nameIn = <T extends Named>(language: Language, named: T): T['nameAr'] | T['nameEn'] =>
  language === 'ar' ? named.nameAr : named.nameEn;

/** Returns the title of an opportunity or of a person's office in a language. */
export const titleIn = <T extends Titled>(language: Language, titled: T): T['titleAr'] | T['titleEn'] =>
  language === 'ar' ? titled.titleAr : titled.titleEn;
