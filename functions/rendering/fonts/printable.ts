import type { FontLibrary } from './font-library.ts';

/** The face that prints names in every design: one font for a whole name, or extraction falls apart. */
const NAME_FACE = 'amiri';

/** The first character of a name that can't be printed, as `U+0000`, and its index in UTF-16 units. */
export interface Unprintable {
  readonly codePoint: string;
  readonly index: number;
}

/** Finds what the names' font has no glyph for; null where every character prints. */
export function unprintable(library: FontLibrary, text: string): Unprintable | null {
  const face = library.face(NAME_FACE);
  let index = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // The joiners of Persian spelling draw nothing.
    if (code !== 0x200c && code !== 0x200d && !face.covers(code))
      return { codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, index };
    index += character.length;
  }
  return null;
}
