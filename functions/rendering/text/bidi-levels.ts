import bidiModule, { type Bidi } from 'bidi-js';

/** Base direction of a paragraph. */
export type Direction = 'rtl' | 'ltr';

// The package is CommonJS: the default export of its types is the module itself at run time.
const bidiFactory = bidiModule as unknown as () => Bidi;

/** Resolves the directions of paragraphs (UAX #9). Makes the tables of the algorithm when a paragraph first needs them. */
export class BidiResolver {
  private bidi: Bidi | null = null;

  /**
   * Returns the embedding level of every UTF-16 unit of a paragraph; odd levels read right to left. Skips the algorithm
   * where its result is plain: left-to-right letters alone, or Arabic letters with numbers.
   */
  levels(paragraph: string, direction: Direction): Uint8Array {
    if (direction === 'ltr' && isPlainLeftToRightText(paragraph)) return new Uint8Array(paragraph.length);
    const plain = direction === 'rtl' ? plainArabicLevels(paragraph) : null;
    if (plain) return plain;
    this.bidi ??= bidiFactory();
    return this.bidi.getEmbeddingLevels(paragraph, direction).levels;
  }
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

const LEFT_TO_RIGHT_ISOLATE = 0x2066;
const RIGHT_TO_LEFT_ISOLATE = 0x2067;
const END_OF_ISOLATE = 0x2069;
/** Separators, which are part of a number between its digits. */
const SEPARATORS = '.,:/\u060C';
/** Signs, which are part of a number beside them. */
const SIGNS = '+-%\u066A';
/** Characters that take the direction around them, wherever they stand. */
const NEUTRAL = ' «»()!?"“”‘’;؛؟&–—\u2026';

/**
 * Returns the levels of a right-to-left paragraph of Arabic letters, marks and whole numbers, with punctuation,
 * right-to-left isolates, and isolates of Latin text: numbers and that text have the even level above what is around
 * them. Returns null for any other.
 */
function plainArabicLevels(text: string): Uint8Array | null {
  const levels = new Uint8Array(text.length);
  let level = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isArabicBase(code)) levels[i] = level;
    else if (isDigit(code)) levels[i] = level + 1;
    else if (code === END_OF_ISOLATE) {
      if (level === 1) return null;
      level -= 2;
      levels[i] = level;
    } else if (code === RIGHT_TO_LEFT_ISOLATE) {
      levels[i] = level;
      level += 2;
    } else if (code === LEFT_TO_RIGHT_ISOLATE) {
      const end = text.indexOf(String.fromCharCode(END_OF_ISOLATE), i);
      if (end < 0 || !isAscii(text, i + 1, end)) return null;
      // The isolate and its end belong to the text around them.
      levels.fill(level, i, end + 1).fill(level + 1, i + 1, end);
      i = end;
    } else if (NEUTRAL.includes(text.charAt(i))) levels[i] = level;
    else if (isOutsideNumbers(text, i)) levels[i] = level;
    else if (isArabicMark(code) && i > 0 && isArabicOrMark(text.charCodeAt(i - 1))) levels[i] = level;
    else return null;
  }
  return level === 1 ? levels : null;
}

/** Whether all characters [from, to) are those of addresses and IDs: ASCII, and no control. */
function isAscii(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) < 0x20 || text.charCodeAt(i) > 0x7e) return false;
  return true;
}

/** Whether a character is a separator or a sign that is part of no number. */
function isOutsideNumbers(text: string, i: number): boolean {
  const before = isDigit(text.charCodeAt(i - 1));
  const after = isDigit(text.charCodeAt(i + 1));
  if (SEPARATORS.includes(text.charAt(i))) return !(before && after);
  return SIGNS.includes(text.charAt(i)) && !before && !after;
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x660 && code <= 0x669);
}

function isArabicBase(code: number): boolean {
  return (code >= 0x620 && code <= 0x64a) || (code >= 0x671 && code <= 0x6d3) || code === 0x6d5;
}

function isArabicMark(code: number): boolean {
  return (code >= 0x64b && code <= 0x65f) || code === 0x670;
}

function isArabicOrMark(code: number): boolean {
  return isArabicBase(code) || isArabicMark(code);
}
