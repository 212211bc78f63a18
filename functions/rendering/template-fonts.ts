import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FontLibrary, fontLibrary } from './text/font-library.ts';

/** Names that templates use for the fonts in `templates/fonts/`. */
export const FACE_NAMES = ['amiri', 'amiri-bold', 'plex', 'plex-semibold'] as const;
export type FaceName = (typeof FACE_NAMES)[number];

/** Font files in `templates/fonts/`, unmodified as their licences require. */
export const FONT_FILES: Readonly<Record<FaceName, string>> = {
  amiri: 'Amiri-Regular.ttf',
  'amiri-bold': 'Amiri-Bold.ttf',
  plex: 'IBMPlexSansArabic-Regular.ttf',
  'plex-semibold': 'IBMPlexSansArabic-SemiBold.ttf',
};

/** Opens the fonts of a templates folder. */
export function openFontLibrary(templatesDir: string): FontLibrary {
  return fontLibrary('amiri', (name) =>
    readFileSync(join(templatesDir, 'fonts', FONT_FILES[name as FaceName] ?? name)),
  );
}
