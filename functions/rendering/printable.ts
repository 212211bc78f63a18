import type { FontLibrary } from './text/font-library.ts';

/**
 * The face that prints names in every design. A whole name has one font, because text extractors split it otherwise.
 */
const NAME_FACE = 'amiri';

/** The faces that print titles, issuers and signatories: the second has what the first lacks. */
const TEXT_FACES = ['plex', 'amiri'] as const;

/** Whether a document can print a letter with its marks in a title, or in the name of an issuer or a signatory. */
export function isCovered(library: FontLibrary, letterWithMarks: string): boolean {
  return TEXT_FACES.some((face) => library.face(face).coversAll(letterWithMarks));
}

/** The first character of a text that can't be printed, as `U+0000`, and its index in UTF-16 units. */
export interface Unprintable {
  readonly codePoint: string;
  readonly index: number;
}

/** Returns the first character that the font of names has no glyph for, or null when every character prints. */
export function findUnprintable(library: FontLibrary, text: string): Unprintable | null {
  const face = library.face(NAME_FACE);
  let index = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // The joiners of Persian spelling draw nothing and need no glyph.
    if (code !== 0x200c && code !== 0x200d && !face.covers(code))
      return { codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, index };
    index += character.length;
  }
  return null;
}
