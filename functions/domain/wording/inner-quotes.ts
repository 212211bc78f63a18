import type { Language } from './language.ts';

const OUTER = { ar: /[«»]/g, en: /[“”]/g } as const;
/** Straight ones, which are the marks of inches too. */
const STRAIGHT = /(?<=^|[\s(])"([^"]+)"(?=$|[\s).,:;!?،؛؟])/g;
const INNER: Readonly<Record<string, string>> = { '«': '“', '»': '”', '“': '‘', '”': '’' };

/**
 * Returns a text for between quotation marks, with those that it has itself of the other kind: «برنامج “نبض” للقلب»,
 * “The ‘Pulse’ Programme”.
 */
export function withInnerQuotes(text: string, language: Language): string {
  const curly = language === 'ar' ? '“$1”' : '‘$1’';
  return text.replace(OUTER[language], (mark) => INNER[mark] ?? mark).replace(STRAIGHT, curly);
}
