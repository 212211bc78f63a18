import bidiModule, { type Bidi } from 'bidi-js';

/** Base direction of a paragraph. */
export type Direction = 'rtl' | 'ltr';

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
