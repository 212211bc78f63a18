import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Atom } from '../../functions/rendering/fonts/face.ts';
import { HARD_NAMES, HARD_TITLES } from '../../functions/rendering/preview/gallery.ts';
import { previewSnapshots, writePreview } from '../../functions/rendering/preview/preview.ts';
import type { FaceName } from '../../functions/rendering/template-fonts.ts';
import { FONT_FILES, openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { cleanText } from '../../functions/rendering/text/clean-text.ts';
import { shapeLine } from '../../functions/rendering/text/shape-line.ts';
import { textRuns } from '../../functions/rendering/text/text-runs.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { DESIGNS } from './document-examples.ts';
import { run, testWith } from './tools.ts';

const library = openFontLibrary(templatesDirectory());
type Language = 'ar' | 'en';
type Drawn = readonly [glyph: number, x: number, y: number];

function style(face: FaceName, language: Language) {
  return {
    shaper: library.shaper,
    direction: language === 'ar' ? ('rtl' as const) : ('ltr' as const),
    faces: [library.face(face)],
    language,
  };
}

/** Returns the positions of the glyphs of some atoms, in font units. */
function drawnByUs(atoms: readonly Atom[], advances: readonly number[]): Drawn[] {
  const drawn: Drawn[] = [];
  let pen = 0;
  atoms.forEach((atom, i) => {
    // An enlarged glyph stands where the font has it, around the same middle.
    for (const [glyph, dx, dy, scale] of atom.parts)
      drawn.push(scale === undefined ? [glyph, pen + dx, dy] : [glyph, pen, 0]);
    const [only] = atom.parts;
    const enlarged = only?.[3] !== undefined && atom.width - atom.face.font.advance(only[0]);
    pen += (advances[i] ?? 0) - (enlarged || 0);
  });
  return inOrder(drawn);
}

/** Returns the positions of the glyphs of a whole run according to hb-shape. */
function drawnByHarfBuzz(
  face: FaceName,
  text: string,
  rightToLeft: boolean,
  script: string,
  language: string,
): Drawn[] {
  const output = run('hb-shape', [
    `--direction=${rightToLeft ? 'rtl' : 'ltr'}`,
    `--script=${script}`,
    `--language=${language}`,
    '--cluster-level=1',
    '--no-glyph-names',
    `--font-file=${join(templatesDirectory(), 'fonts', FONT_FILES[face])}`,
    `--text=${text}`,
  ]).toString();
  const drawn: Drawn[] = [];
  let pen = 0;
  for (const match of output.matchAll(/(\d+)=\d+(?:@(-?\d+),(-?\d+))?\+(-?\d+)/g)) {
    const [glyph, x, y, advance] = [match[1], match[2] ?? 0, match[3] ?? 0, match[4]].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    if (library.face(face).font.hasOutline(glyph)) drawn.push([glyph, pen + x, y]);
    pen += advance;
  }
  return inOrder(drawn);
}

function inOrder(drawn: Drawn[]): Drawn[] {
  return drawn.sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0]);
}

function expectSameAsHarfBuzz(face: FaceName, language: Language, text: string): void {
  const levels = library.shaper.levels(text, language === 'ar' ? 'rtl' : 'ltr');
  for (const piece of textRuns(text, levels, [library.face(face)])) {
    const word = text.slice(piece.start, piece.end);
    const rightToLeft = (piece.level & 1) === 1;
    const shaped = shapeLine(word, {
      ...style(face, language),
      direction: rightToLeft ? 'rtl' : 'ltr',
    });
    const atoms = shaped.words.flatMap((part) => part.atoms);
    const advances = shaped.words.flatMap((part) => part.advances);
    const shapedLanguage = piece.script === 'Latn' ? 'en' : language;
    if (rightToLeft !== library.shaper.levels(word, rightToLeft ? 'rtl' : 'ltr').every((level) => level & 1))
      continue;
    expect({ word, drawn: drawnByUs(atoms, advances) }).toEqual({
      word,
      drawn: drawnByHarfBuzz(face, word, rightToLeft, piece.script, shapedLanguage),
    });
  }
}

describe('shaping word by word gives the same glyphs as hb-shape for the whole line', () => {
  const cases = HARD_NAMES.flatMap(({ id, nameAr, nameEn }) => [
    [id, 'ar', cleanText(nameAr)],
    [id, 'en', cleanText(nameEn)],
  ]) as [string, Language, string][];
  testWith('hb-shape')('for every name of the gallery, regular and bold', () => {
    for (const [, language, name] of cases) {
      expectSameAsHarfBuzz('amiri', language, name);
      expectSameAsHarfBuzz('amiri-bold', language, name);
    }
  });

  testWith('hb-shape')('for titles and sentences', () => {
    for (const { titleAr, titleEn } of HARD_TITLES) {
      expectSameAsHarfBuzz('plex', 'ar', cleanText(titleAr));
      expectSameAsHarfBuzz('plex', 'en', cleanText(titleEn));
    }
    expectSameAsHarfBuzz(
      'plex',
      'ar',
      'قد أتمّت ٣١ ساعة و٣٠ دقيقة من العمل التطوعي، واكتسبت خلالها خبرة عملية.',
    );
    expectSameAsHarfBuzz('plex', 'en', 'has completed 31 hours and 30 minutes of volunteer service AV To.');
  });
});

describe('every atom is one character', () => {
  test.each(HARD_NAMES.map(({ id, nameAr }) => [id, cleanText(nameAr)]))('%s', (_, name) => {
    const line = shapeLine(name, style('amiri', 'ar'));
    const characters = line.words
      .flatMap((word) => word.atoms.map((atom) => atom.unicode))
      .filter((c) => c !== '\u200f');
    for (const character of characters) expect([...character]).toHaveLength(1);
    expect([...characters].sort()).toEqual(
      [...name]
        .map((c) => c)
        .sort()
        .map(unmirrored(characters)),
    );
  });

  /** A bracket in a right-to-left run is mapped to the character whose shape is drawn. */
  function unmirrored(drawn: readonly string[]) {
    return (character: string) =>
      drawn.includes(character) ? character : (MIRRORED[character] ?? character);
  }
  const MIRRORED: Readonly<Record<string, string>> = { '(': ')', ')': '(', '«': '»', '»': '«' };
});

test('a letter takes a font that has its marks too, in a text that needs two fonts', () => {
  const faces = [library.face('plex'), library.face('amiri')];
  const { words } = shapeLine('№ b\u0306', { ...style('plex', 'en'), faces });
  expect(words.map(({ face, atoms }) => [face.name, atoms.map(({ unicode }) => unicode).join('')])).toEqual([
    ['plex', '№'],
    ['plex', ' '],
    ['amiri', 'b\u0306'],
  ]);
});

describe('the preview', () => {
  test('shows every hard name and title in every design', () => {
    for (const design of DESIGNS) {
      const shown = previewSnapshots(design).map(({ shows }) => shows);
      expect(shown).toEqual(expect.arrayContaining([...HARD_NAMES, ...HARD_TITLES].map(({ id }) => id)));
    }
  });

  test('renders every case of every design, and a transcript', async () => {
    const files = await writePreview(mkdtempSync(join(tmpdir(), 'preview-')), templatesDirectory());
    const shown = (design: string) =>
      files.filter((file) => file.design === design).map(({ shows }) => shows);
    expect(shown('transcript')).toEqual(['example']);
    expect(shown('team@1').length).toBeGreaterThan(30);
    for (const { path } of files) expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
