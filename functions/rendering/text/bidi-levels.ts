import bidiModule, { type Bidi } from 'bidi-js';

export type Direction = 'rtl' | 'ltr';

/** Isolates a piece whose own first letter decides its direction, so that it can't turn its surroundings. */
export const FIRST_STRONG_ISOLATE = '\u2068';
/** Isolates a serial, a phone number or an address, which must read left to right everywhere. */
export const LEFT_TO_RIGHT_ISOLATE = '\u2066';
export const POP_DIRECTIONAL_ISOLATE = '\u2069';

// The package is CommonJS: what its types call a default export is the module itself.
const bidiFactory = bidiModule as unknown as () => Bidi;
let bidi: Bidi | null = null;

/**
 * The embedding level of every UTF-16 unit of a paragraph (UAX #9), odd for right to left. A paragraph of one
 * script in its own direction, which most names are, doesn't need the algorithm and doesn't load its tables.
 */
export function bidiLevels(paragraph: string, direction: Direction): Uint8Array {
  if (direction === 'ltr' ? hasNothingRightToLeft(paragraph) : isPlainArabicText(paragraph)) {
    return new Uint8Array(paragraph.length).fill(direction === 'rtl' ? 1 : 0);
  }
  bidi ??= bidiFactory();
  return bidi.getEmbeddingLevels(paragraph, direction).levels;
}

/** Whether no character, and no control but isolates, can turn anything round in a left-to-right paragraph. */
function hasNothingRightToLeft(text: string): boolean {
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

/** Whether a text is Arabic letters, marks and spaces alone: nothing that is neutral or a number. */
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
