/** The languages of the product: Arabic first. */
export const LANGUAGES = ['ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Returns the one of both languages that the given one isn't. */
export const otherLanguage = (language: Language): Language => (language === 'ar' ? 'en' : 'ar');

const FIRST_LETTER = /\p{L}/u;
const ARABIC_LETTER = /\p{Script=Arabic}/u;

/** Returns the language of somebody's own words, which their first letter tells; `otherwise` where they have none. */
export function languageOf(text: string, otherwise: Language): Language {
  const [first] = FIRST_LETTER.exec(text) ?? [];
  if (first === undefined) return otherwise;
  return ARABIC_LETTER.test(first) ? 'ar' : 'en';
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
