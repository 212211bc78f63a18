const PRESENTATION_FORMS = /[\uFB50-\uFDFF\uFE70-\uFEFC]/g;
const SPACES = /[\s\u00A0\u2000-\u200A\u202F\u205F\u3000]+/g;
/** Direction marks and overrides, invisible characters and soft hyphens: the page sets its own directions. */
const INVISIBLE = /[\u061C\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Letters, marks, digits and signs that are already what the page prints. */
const CLEAN = /^[\u0020-\u007E\u0621-\u063F\u0641-\u0652\u0660-\u0669]*$/;

/**
 * The text as it is shaped: composed (NFC), with presentation forms turned back into letters, one ordinary
 * space between words, and nothing invisible but the joiners that Persian spelling needs. Names have been
 * read and refused by `display-name.ts` before; this is the same promise for titles and issuers.
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
