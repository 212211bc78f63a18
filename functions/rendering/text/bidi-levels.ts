import bidiModule, { type Bidi } from 'bidi-js';

/** Base direction of a paragraph. */
export type Direction = 'rtl' | 'ltr';

/** Begins an isolate whose first strong character sets its direction (UAX #9); the text around it is unaffected. */
export const FIRST_STRONG_ISOLATE = '\u2068';
/** Begins an isolate that reads left to right everywhere: a serial number, a phone number, an address. */
export const LEFT_TO_RIGHT_ISOLATE = '\u2066';
/** Ends an isolate. */
export const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** Wraps a text in an isolate that `control` begins. */
export function isolate(control: string, text: string): string {
  return `${control}${text}${POP_DIRECTIONAL_ISOLATE}`;
}

// The package is CommonJS: the default export of its types is the module itself at run time.
const bidiFactory = bidiModule as unknown as () => Bidi;
let bidi: Bidi | null = null;

/**
 * Returns the embedding level of every UTF-16 unit of a paragraph (UAX #9); odd levels read right to left. Skips the
 * algorithm and its tables for a paragraph of one script in that script's direction, as most names are.
 */
export function bidiLevels(paragraph: string, direction: Direction): Uint8Array {
  if (direction === 'ltr' ? isPlainLeftToRightText(paragraph) : isPlainArabicText(paragraph)) {
    return new Uint8Array(paragraph.length).fill(direction === 'rtl' ? 1 : 0);
  }
  bidi ??= bidiFactory();
  return bidi.getEmbeddingLevels(paragraph, direction).levels;
}

/** Whether every character of a text has level 0 in a left-to-right paragraph. */
function isPlainLeftToRightText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const harmless =
      code < 0x590 ||
      (code >= 0x1e00 && code <= 0x1eff) ||
      (code >= 0x2010 && code <= 0x2027) ||
      (code >= 0x2066 && code <= 0x2069 && code !== 0x2067);
    if (!harmless) return false;
  }
  return true;
}

/** Whether a text has only Arabic letters, marks and spaces, no number and no other neutral character. */
function isPlainArabicText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const plain =
      code === 0x20 ||
      (code >= 0x620 && code <= 0x65f && code !== 0x640) ||
      code === 0x670 ||
      (code >= 0x671 && code <= 0x6d3) ||
      code === 0x6d5;
    if (!plain) return false;
  }
  return true;
}
