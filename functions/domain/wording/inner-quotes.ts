const OUTER = { ar: /[«»]/g, en: /[“”]/g } as const;
const INNER: Readonly<Record<string, string>> = { '«': '“', '»': '”', '“': '‘', '”': '’' };

/**
 * Returns a text for between quotation marks, with those that it has itself of the other kind: «برنامج “نبض” للقلب»,
 * “The ‘Pulse’ Programme”.
 */
export function withInnerQuotes(text: string, language: 'ar' | 'en'): string {
  return text.replace(OUTER[language], (mark) => INNER[mark] ?? mark);
}
