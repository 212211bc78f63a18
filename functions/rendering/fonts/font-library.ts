import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { harfbuzzFile } from '../runtime-files.ts';
import { Face, type FaceName } from './face.ts';
import { HarfBuzz } from './harfbuzz.ts';

/** Font files in `templates/fonts/`, unmodified as their licences require. */
export const FONT_FILES: Record<FaceName, string> = {
  amiri: 'Amiri-Regular.ttf',
  'amiri-bold': 'Amiri-Bold.ttf',
  plex: 'IBMPlexSansArabic-Regular.ttf',
  'plex-semibold': 'IBMPlexSansArabic-SemiBold.ttf',
};

/** The fonts of all designs. */
export interface FontLibrary {
  /** Returns a face. Opens its font file on the first call. */
  face(name: FaceName): Face;
}

/** Opens HarfBuzz and the font library of a templates folder. */
export function openFontLibrary(templatesDir: string): FontLibrary {
  const harfbuzz = new HarfBuzz(readFileSync(harfbuzzFile(templatesDir)));
  const faces = new Map<FaceName, Face>();
  return {
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
