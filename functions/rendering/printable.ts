import type { UnprintedCharacter } from '../domain/wording/printed-text.ts';
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

/** Returns the first character that the font of names has no glyph for, if there is one. */
export function findUnprintable(library: FontLibrary, text: string): UnprintedCharacter | undefined {
  const face = library.face(NAME_FACE);
  for (const [index, character] of [...text].entries()) {
    const code = character.codePointAt(0) ?? 0;
    // The joiners of Persian spelling draw nothing and need no glyph.
    if (code !== 0x200c && code !== 0x200d && !face.covers(code))
      return { codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, position: index + 1 };
  }
  return undefined;
}
