import { bidiLevels, type Direction } from './bidi-levels.ts';
import type { Atom, Face, GlyphPart } from './face.ts';
import type { HarfBuzz, ShapedGlyphs } from './harfbuzz.ts';
import { isMark, type TextRun, visualRuns } from './text-runs.ts';

/** How a line is to be shaped. */
export interface LineStyle {
  readonly direction: Direction;
  /** Fonts in order of preference. */
  readonly faces: readonly Face[];
  /** BCP 47 language for HarfBuzz; decides on local letter forms. */
  readonly language: string;
}

/** One line, ready to be drawn left to right from its origin. */
export interface ShapedLine {
  readonly text: string;
  readonly atoms: readonly Atom[];
  /** Advance of each atom after kerning, font units of its face. */
  readonly advances: readonly number[];
  /** Thousandths of an em. */
  readonly width: number;
}

/** Shapes a whole paragraph as one line. */
export function shapeLine(harfbuzz: HarfBuzz, text: string, style: LineStyle): ShapedLine {
  return shapeSlice(harfbuzz, text, bidiLevels(text, style.direction), 0, text.length, style);
}

/** Shapes one line of a paragraph whose levels are resolved; the paragraph is the shaping context. */
export function shapeSlice(
  harfbuzz: HarfBuzz,
  paragraph: string,
  levels: Uint8Array,
  start: number,
  end: number,
  style: LineStyle,
): ShapedLine {
  const line = paragraph.slice(start, end);
  const faces = faceOfWholeLine(line, style.faces);
  const atoms: Atom[] = [];
  const advances: number[] = [];
  // A line ends where it is broken: nothing joins or kerns across.
  const lineLevels = levels.subarray(start, end);
  for (const run of visualRuns(line, lineLevels, 0, line.length, faces)) {
    const language = run.script === 'Latn' ? 'en' : style.language;
    const glyphs = harfbuzz.shape(
      run.face.shaping,
      line,
      run.start,
      run.end,
      (run.level & 1) === 1,
      run.script,
      language,
    );
    appendAtoms(run, glyphs, line, atoms, advances);
  }
  anchorLeadingMark(style, atoms, advances);
  let width = 0;
  for (let i = 0; i < atoms.length; i++) width += (advances[i] ?? 0) * (atoms[i]?.face.scale ?? 0);
  return { text: line, atoms, advances, width };
}

/** One face for a line when one has all of it: two extractors split a line where the font changes. */
function faceOfWholeLine(line: string, faces: readonly Face[]): readonly Face[] {
  if (faces.length < 2) return faces;
  const printed = line.replace(/\u200c|\u200d|[\u2066-\u2069]/g, '');
  const whole = faces.find((face) => face.coversAll(printed));
  return whole ? [whole] : faces;
}

/** Two extractors misplace the first mark of a line unless something stands before it. */
function anchorLeadingMark(style: LineStyle, atoms: Atom[], advances: number[]): void {
  const first = atoms[0];
  if (style.direction !== 'rtl' || !first || !isMark(first.unicode.codePointAt(0) ?? 0)) return;
  atoms.unshift(first.face.composite([], 0, '\u200f'));
  advances.unshift(0);
}

/** Turns the glyphs of a run into atoms, cluster by cluster, in visual order. */
function appendAtoms(
  run: TextRun,
  glyphs: ShapedGlyphs,
  text: string,
  atoms: Atom[],
  advances: number[],
): void {
  const rightToLeft = (run.level & 1) === 1;
  const { count, cluster, glyph, xOffset, yOffset, advance } = glyphs;
  for (let i = 0; i < count; ) {
    const from = cluster[i] ?? 0;
    let j = i + 1;
    while (j < count && cluster[j] === from) j++;
    const to = rightToLeft
      ? i > 0
        ? (cluster[i - 1] ?? run.end)
        : run.end
      : j < count
        ? (cluster[j] ?? run.end)
        : run.end;
    const first = text.codePointAt(from) ?? 0;
    const oneCharacter = to - from === (first > 0xffff ? 2 : 1);
    if (oneCharacter && j - i === 1 && xOffset[i] === 0 && yOffset[i] === 0) {
      atoms.push(run.face.single(glyph[i] ?? 0, rightToLeft ? mirrored(first) : first));
      advances.push(advance[i] ?? 0);
    } else {
      appendCluster(run, glyphs, i, j, text.slice(from, to), rightToLeft, atoms, advances);
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
  run: TextRun,
  glyphs: ShapedGlyphs,
  from: number,
  to: number,
  text: string,
  rightToLeft: boolean,
  atoms: Atom[],
  advances: number[],
): void {
  const { face } = run;
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
