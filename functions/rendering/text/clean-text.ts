const PRESENTATION_FORMS = /[\uFB50-\uFDFF\uFE70-\uFEFC]/g;
const SPACES = /[\s\u00A0\u2000-\u200A\u202F\u205F\u3000]+/g;
/** Direction marks and overrides, invisible characters and soft hyphens: the page sets its own directions. */
const INVISIBLE = /[\u061C\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Texts that need no cleaning: letters, marks, digits and signs in the form in which they are printed. */
const CLEAN = /^[\u0020-\u007E\u0621-\u063F\u0641-\u0652\u0660-\u0669]*$/;

/**
 * Returns a text in the form in which it is shaped: composed (NFC), presentation forms replaced by letters, one
 * ordinary space between words, no invisible characters except the joiners of Persian spelling. Names have passed
 * `display-name.ts` before; this function gives titles and issuers the same form.
 */
export function cleanText(text: string): string {
  if (CLEAN.test(text) && !text.includes('  ')) return text.trim();
  return text
    .normalize('NFC')
    .replace(PRESENTATION_FORMS, (form) => form.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .trim();
}
