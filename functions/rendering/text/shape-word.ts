import type { Atom, Face, GlyphPart } from '../fonts/face.ts';
import type { ScriptTag, ShapedGlyphs } from '../fonts/harfbuzz.ts';
import { isMark } from './text-runs.ts';

/** A word in one face and one direction, in visual order. Words are shared between lines and never change. */
export interface ShapedWord {
  readonly face: Face;
  readonly atoms: readonly Atom[];
  /** Advance of each atom after kerning, font units. */
  readonly advances: readonly number[];
  /** Thousandths of an em. */
  readonly width: number;
  /** Highest and lowest ink relative to the baseline, thousandths of an em; stacked marks reach far above. */
  readonly inkTop: number;
  readonly inkBottom: number;
}

/** What determines the shape of a word besides its characters and its face. */
export interface WordStyle {
  readonly rightToLeft: boolean;
  readonly script: ScriptTag;
  readonly language: string;
}

/** Shapes a word, or returns the word that it has shaped before. */
export type WordShaper = (word: string) => ShapedWord;

/** Words kept per face and style. */
const MAX_WORDS = 20_000;

/** Returns a shaper that keeps the words it has shaped. */
export function newWordShaper(face: Face, style: WordStyle): WordShaper {
  const known = new Map<string, ShapedWord>();
  const shape: WordShaper = (word) => {
    let shaped = known.get(word);
    if (!shaped) {
      if (known.size >= MAX_WORDS) known.clear();
      shaped = shapeWord(word, face, style);
      known.set(word, shaped);
    }
    return shaped;
  };
  return (word) => (!style.rightToLeft && isSerial(word) ? spell(word, face, shape) : shape(word));
}

function shapeWord(word: string, face: Face, { rightToLeft, script, language }: WordStyle): ShapedWord {
  const glyphs = face.shape(word, rightToLeft, script, language);
  refuseMissingGlyphs(face, glyphs, word);
  const atoms: Atom[] = [];
  const advances: number[] = [];
  appendAtoms(face, rightToLeft, glyphs, word, atoms, advances);
  const width = advances.reduce((sum, advance) => sum + advance, 0) * face.scale;
  return { face, atoms, advances, width, ...inkOf(face, atoms) };
}

/** Whether a word is a certificate ID or an address with one: it won't occur again, so it isn't worth keeping. */
function isSerial(word: string): boolean {
  return word.length > 16 && /^[!-~]*\d[!-~]*$/.test(word);
}

/** Shapes a word character by character, without kerning. */
function spell(word: string, face: Face, shape: WordShaper): ShapedWord {
  const atoms: Atom[] = [];
  const advances: number[] = [];
  let [width, inkTop, inkBottom] = [0, 0, 0];
  for (const character of word) {
    const shaped = shape(character);
    atoms.push(...shaped.atoms);
    advances.push(...shaped.advances);
    width += shaped.width;
    inkTop = Math.max(inkTop, shaped.inkTop);
    inkBottom = Math.min(inkBottom, shaped.inkBottom);
  }
  return { face, atoms, advances, width, inkTop, inkBottom };
}

/** @throws Error when the face has no glyph for a character: a document never shows an empty box. */
function refuseMissingGlyphs(face: Face, { count, glyph, cluster }: ShapedGlyphs, word: string): void {
  for (let i = 0; i < count; i++) {
    if (glyph[i] !== 0) continue;
    const code = (word.codePointAt(cluster[i] ?? 0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new Error(`the font ${face.name} has no glyph for U+${code}`);
  }
}

function inkOf(face: Face, atoms: readonly Atom[]): { inkTop: number; inkBottom: number } {
  let [top, bottom] = [0, 0];
  for (const { parts } of atoms) {
    for (const part of parts) {
      const box = face.boxOf(part);
      if (!box) continue;
      top = Math.max(top, box[3]);
      bottom = Math.min(bottom, box[1]);
    }
  }
  return { inkTop: top * face.scale, inkBottom: bottom * face.scale };
}

/** Appends the atoms of a word's glyphs, cluster by cluster, in visual order. */
function appendAtoms(
  face: Face,
  rightToLeft: boolean,
  glyphs: ShapedGlyphs,
  text: string,
  atoms: Atom[],
  advances: number[],
): void {
  const { count, cluster, glyph, xOffset, yOffset, advance } = glyphs;
  for (let i = 0; i < count; ) {
    const from = cluster[i] ?? 0;
    let j = i + 1;
    while (j < count && cluster[j] === from) j++;
    const to = rightToLeft
      ? i > 0
        ? (cluster[i - 1] ?? text.length)
        : text.length
      : j < count
        ? (cluster[j] ?? text.length)
        : text.length;
    const first = text.codePointAt(from) ?? 0;
    const oneCharacter = to - from === (first > 0xffff ? 2 : 1);
    if (oneCharacter && j - i === 1 && xOffset[i] === 0 && yOffset[i] === 0) {
      const atom = face.single(glyph[i] ?? 0, rightToLeft ? mirrored(first) : first);
      atoms.push(atom);
      // An enlarged atom is wider than its glyph.
      advances.push((advance[i] ?? 0) + atom.width - face.font.advance(glyph[i] ?? 0));
    } else {
      appendCluster(face, glyphs, i, j, text.slice(from, to), rightToLeft, atoms, advances);
    }
    i = j;
  }
}

/**
 * Appends the atoms of a cluster of several glyphs or characters. For one character, all glyphs become its outline. For
 * a ligature, the visually first character gets the outline, the others get none, and the advance is divided between
 * the characters that take room.
 */
function appendCluster(
  face: Face,
  glyphs: ShapedGlyphs,
  from: number,
  to: number,
  text: string,
  rightToLeft: boolean,
  atoms: Atom[],
  advances: number[],
): void {
  const parts: GlyphPart[] = [];
  let pen = 0;
  for (let k = from; k < to; k++) {
    const glyph = glyphs.glyph[k] ?? 0;
    if (face.font.hasOutline(glyph))
      parts.push([glyph, pen + (glyphs.xOffset[k] ?? 0), glyphs.yOffset[k] ?? 0]);
    pen += glyphs.advance[k] ?? 0;
  }
  const characters = [...text];
  const only = characters[0];
  if (characters.length === 1 && only !== undefined) {
    const code = only.codePointAt(0) ?? 0;
    const unicode = rightToLeft ? String.fromCodePoint(mirrored(code)) : only;
    atoms.push(face.composite(parts, Math.max(0, pen), unicode));
    advances.push(pen);
    return;
  }
  if (rightToLeft) characters.reverse();
  const takers = characters.filter(takesRoom).length;
  let remaining = Math.max(1, takers);
  let left = pen;
  characters.forEach((character, index) => {
    let width = 0;
    if (takers === 0 ? index === 0 : takesRoom(character)) {
      width = Math.round(left / remaining);
      left -= width;
      remaining--;
    }
    atoms.push(face.composite(index === 0 ? parts : [], Math.max(0, width), character));
    advances.push(width);
  });
}

/** Whether a character advances the pen: no combining mark and no joiner. */
function takesRoom(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return !isMark(code) && code !== 0x200c && code !== 0x200d;
}

const MIRRORED = new Map<number, number>(
  ['()', '[]', '{}', '«»', '<>', '‹›', '≤≥'].flatMap((pair): [number, number][] => {
    const [open, close] = [pair.charCodeAt(0), pair.charCodeAt(1)];
    return [
      [open, close],
      [close, open],
    ];
  }),
);

/**
 * Returns the mirrored form of a bracket or a comparison. Text extractors reverse a right-to-left run without mirroring
 * these back, so one is mapped to the character whose shape is drawn.
 */
function mirrored(code: number): number {
  return MIRRORED.get(code) ?? code;
}
