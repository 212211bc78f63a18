import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { harfbuzzFile } from '../runtime-files.ts';
import { HarfBuzz } from '../text/harfbuzz.ts';
import { WordShaper } from '../text/shape-word.ts';
import { Face, type FaceName } from './face.ts';

/** Files in `templates/fonts/`, unmodified as their licences ask. */
export const FONT_FILES: Record<FaceName, string> = {
  amiri: 'Amiri-Regular.ttf',
  'amiri-bold': 'Amiri-Bold.ttf',
  plex: 'IBMPlexSansArabic-Regular.ttf',
  'plex-semibold': 'IBMPlexSansArabic-SemiBold.ttf',
};

/** The fonts of all designs and the HarfBuzz that shapes with them. */
export interface FontLibrary {
  readonly shaper: WordShaper;
  /** Opens a font on its first use. */
  face(name: FaceName): Face;
}

export function openFontLibrary(templatesDir: string): FontLibrary {
  const harfbuzz = new HarfBuzz(readFileSync(harfbuzzFile(templatesDir)));
  const faces = new Map<FaceName, Face>();
  return {
    shaper: new WordShaper(harfbuzz),
    face(name) {
      let face = faces.get(name);
      if (!face) {
        face = new Face(name, readFileSync(join(templatesDir, 'fonts', FONT_FILES[name])), harfbuzz);
        faces.set(name, face);
      }
      return face;
    },
  };
}
