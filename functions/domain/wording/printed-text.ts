/** The first character of a text that can't be printed; `position` counts characters from 1. */
export interface UnprintedCharacter {
  readonly codePoint: string;
  readonly position: number;
}

/** Finds the first character of a title or of an issuer's or a signatory's name that the documents can't show. */
export type FindUnprinted = (text: string) => UnprintedCharacter | undefined;

/** Letters and marks of the scripts that documents are written in, and tatweel («الـ95»). Letters of others are look-alikes. */
const OWN_LETTER = /[\p{Script=Arabic}\u0640\p{Script=Inherited}A-Za-zªºµÀ-ÖØ-öø-ɏʹʻʼʾʿḀ-ỿ]/u;
const LETTER_OR_NUMBER = /[\p{L}\p{M}\p{N}]/u;
const OWN_NUMBER = /[0-9٠-٩۰-۹²³¹⁰⁴-⁹₀-₉¼½¾⅐-⅞]/;
const MARK = /\p{M}/u;
/** What a mark may stand on. */
const BASE = /^[\p{L}\p{N}]/u;
/** The joiners of Persian spelling draw nothing and need no glyph. */
const JOINER = /[\u200C\u200D]/;
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Returns the first character that a document would show as an empty box, or that a reader would take for another
 * letter, or a mark without a letter: in titles, in names of issuers and signatories. `isCovered` says whether a font of the documents has a letter
 * with its marks: the glyphs of two fonts are never put together.
 */
export function findUnprinted(
  text: string,
  isCovered: (letterWithMarks: string) => boolean,
): UnprintedCharacter | undefined {
  let position = 0;
  let letter = '';
  for (const character of text.normalize('NFC')) {
    position += 1;
    if (JOINER.test(character)) continue;
    const isMark = MARK.test(character);
    letter = isMark ? letter + character : character;
    const foreign =
      LETTER_OR_NUMBER.test(character) && !OWN_LETTER.test(character) && !OWN_NUMBER.test(character);
    const stray = isMark && !BASE.test(letter);
    if (foreign || stray || CONTROL.test(character) || !isCovered(letter)) {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return { codePoint: `U+${code}`, position };
    }
  }
  return undefined;
}

/**
 * Marks of direction, as pages and keyboards add them, and places where a word may be divided. Overrides are not among
 * them: they change the order of letters.
 */
const INVISIBLE = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202C\u2060\u2066-\u2069\uFEFF]/g;

/** Signs of one character that stand for several, which the fonts have: `℃`, `㎎`, `Ⅱ`. */
const SIGN_OF_SEVERAL = /[\u2103\u2109\u2160-\u217F\u3380-\u33DF]/g;
/** The Greek letter in place of the sign of a millionth, as many programs insert it: `500 μg`. */
const GREEK_MICRO = /(?<![\p{L}])\u03BC(?=[gGlLmMsSvV])/gu;

/**
 * Returns a title that people have typed or pasted, without characters of which nothing is seen, and with signs in the
 * characters that documents have for them.
 */
export function titleAsPrinted(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(SIGN_OF_SEVERAL, (sign) => sign.normalize('NFKC'))
    .replace(GREEK_MICRO, '\u00B5');
}
