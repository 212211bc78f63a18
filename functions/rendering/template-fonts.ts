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

/** Plex draws the zero of both kinds of Arabic digits as a speck, half as large as other fonts do. */
const ENLARGED_ZERO: ReadonlyMap<number, number> = new Map([
  [0x660, 1.7],
  [0x6f0, 1.7],
]);

/** Opens the fonts of a templates folder. */
export function openFontLibrary(templatesDir: string): FontLibrary {
  return fontLibrary(
    'amiri',
    (name) => readFileSync(join(templatesDir, 'fonts', FONT_FILES[name as FaceName] ?? name)),
    (name) => (name.startsWith('plex') ? ENLARGED_ZERO : new Map()),
  );
}
