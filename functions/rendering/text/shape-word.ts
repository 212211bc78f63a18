import type { Atom, Face, GlyphPart } from '../fonts/face.ts';
import type { HarfBuzz, ScriptTag, ShapedGlyphs } from './harfbuzz.ts';
import { isMark } from './text-runs.ts';

/** A word in one font and one direction, in visual order. Shared: nobody changes it. */
export interface ShapedWord {
  readonly face: Face;
  readonly atoms: readonly Atom[];
  /** Advance of each atom after kerning, font units. */
  readonly advances: readonly number[];
  /** Thousandths of an em. */
  readonly width: number;
  /** Highest and lowest ink over the baseline, thousandths of an em; stacked marks reach far. */
  readonly inkTop: number;
  readonly inkBottom: number;
}

/** What decides on a word's shape besides its letters and its font. */
export interface WordStyle {
  readonly rightToLeft: boolean;
  readonly script: ScriptTag;
  readonly language: string;
}

export type WordsOfStyle = (word: string) => ShapedWord;

/** Words remembered for each face and style; a name's words come again, sentences' always. */
const MOST_WORDS = 20_000;

/**
 * Shapes words and remembers them. The word is the unit, and not the line, because names and sentences are
 * made of few words in ever new combinations; our fonts have no rule across a space (a test holds every line
 * of the gallery against HarfBuzz's own shaping of the whole line).
 */
export class WordShaper {
  private readonly harfbuzz: HarfBuzz;
  private readonly remembered = new Map<Face, Map<string, WordsOfStyle>>();

  constructor(harfbuzz: HarfBuzz) {
    this.harfbuzz = harfbuzz;
  }

  /** The words of one face and style, by their letters. */
  words(face: Face, style: WordStyle): WordsOfStyle {
    let styles = this.remembered.get(face);
    if (!styles) {
      styles = new Map();
      this.remembered.set(face, styles);
    }
    const key = (style.rightToLeft ? 'rtl' : 'ltr') + style.script + style.language;
    let words = styles.get(key);
    if (!words) {
      words = this.open(face, style);
      styles.set(key, words);
    }
    return words;
  }

  private open(face: Face, style: WordStyle): WordsOfStyle {
    const known = new Map<string, ShapedWord>();
    const wordOf: WordsOfStyle = (word) => {
      let shaped = known.get(word);
      if (!shaped) {
        if (known.size >= MOST_WORDS) known.clear();
        shaped = this.shapeAnew(word, face, style);
        known.set(word, shaped);
      }
      return shaped;
    };
    return (word) => {
      if (!style.rightToLeft && isSerial(word)) return spelled(word, face, wordOf);
      return wordOf(word);
    };
  }

  private shapeAnew(word: string, face: Face, { rightToLeft, script, language }: WordStyle): ShapedWord {
    const glyphs = this.harfbuzz.shape(face.shaping, word, 0, word.length, rightToLeft, script, language);
    const atoms: Atom[] = [];
    const advances: number[] = [];
    appendAtoms(face, rightToLeft, glyphs, word, atoms, advances);
    const width = advances.reduce((sum, advance) => sum + advance, 0) * face.scale;
    return { face, atoms, advances, width, ...inkOf(face, atoms) };
  }
}

/**
 * A certificate ID, or an address with one in it: never seen again, so not worth remembering, but made of few
 * characters.
 */
function isSerial(word: string): boolean {
  return word.length > 16 && /^[!-~]*\d[!-~]*$/.test(word);
}

/** A word of characters that stand each for itself, without kerning: each is looked at alone anyway. */
function spelled(word: string, face: Face, shape: WordsOfStyle): ShapedWord {
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

function inkOf(face: Face, atoms: readonly Atom[]): { inkTop: number; inkBottom: number } {
  let [top, bottom] = [0, 0];
  for (const { parts } of atoms) {
    for (const [glyph, , dy] of parts) {
      const box = face.font.glyphBox(glyph);
      if (!box) continue;
      top = Math.max(top, box[3] + dy);
      bottom = Math.min(bottom, box[1] + dy);
    }
  }
  return { inkTop: top * face.scale, inkBottom: bottom * face.scale };
}

/** Turns the glyphs of a word into atoms, cluster by cluster, in visual order. */
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
      atoms.push(face.single(glyph[i] ?? 0, rightToLeft ? mirrored(first) : first));
      advances.push(advance[i] ?? 0);
    } else {
      appendCluster(face, glyphs, i, j, text.slice(from, to), rightToLeft, atoms, advances);
    }
    i = j;
  }
}

/**
 * A cluster of several glyphs or characters. One character: all glyphs become its outline. A ligature: the
 * outline goes to the visually first character, the others are empty, and the advance is shared out between
 * those that take room.
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

function takesRoom(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return !isMark(code) && code !== 0x200c && code !== 0x200d;
}

const MIRRORED = new Map<number, number>(
  ['()', '[]', '{}', '«»', '<>', '‹›'].flatMap((pair): [number, number][] => {
    const [open, close] = [pair.charCodeAt(0), pair.charCodeAt(1)];
    return [
      [open, close],
      [close, open],
    ];
  }),
);

/**
 * Extractors reverse a right-to-left run without turning its brackets back, so a bracket is given the
 * character of the shape that is drawn.
 */
function mirrored(code: number): number {
  return MIRRORED.get(code) ?? code;
}
