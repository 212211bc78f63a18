import type { Face } from '../fonts/face.ts';
import { type FittedText, fitText, type SpareLine, stepsBetween } from './fit-text.ts';
import type { FontLibrary } from './font-library.ts';
import type { Language } from './language.ts';
import { type LineStyle, type ShapedLine, shapeLine } from './shape-line.ts';

/** Position of a text on the page, and the rules that fit the text to it. Lengths are points, y upwards. */
export interface TextPlacement {
  readonly language: Language;
  /** Name of a face of the font library. */
  readonly face: string;
  readonly size: number;
  readonly minimumSize: number;
  /** Red, green and blue from 0 to 1, as PDF operands. */
  readonly colour: string;
  /** Left edge, middle or right edge of the text, according to `align`. */
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  readonly width: number;
  readonly align: 'left' | 'centre' | 'right';
  readonly lines: number;
  /** Distance between baselines, in ems. */
  readonly leading: number;
  readonly prefer: 'shrink' | 'break';
  readonly grow: 'down' | 'middle' | 'up';
  /** Bottom and top edge between which all ink stays, including stacked marks and further lines. */
  readonly band?: readonly [number, number] | undefined;
  readonly spareLine?: SpareLine | undefined;
}

/** Left, bottom, right and top edge, in points. */
export type Box = readonly [number, number, number, number];

/** Shapes a text, breaks it into lines and chooses its size for a placement. */
export function fitPlacement(library: FontLibrary, placement: TextPlacement, text: string): FittedText {
  return fitText(text, styleFor(library, placement, text), placement);
}

/** Shapes a text in the style of a placement as one line of any length. */
export function shapeUnbroken(library: FontLibrary, placement: TextPlacement, text: string): ShapedLine {
  return shapeLine(text, styleFor(library, placement, text));
}

/** Returns the x coordinate at which a line of a placement begins; `width` is the line's width in points. */
export function lineStart({ x, align }: TextPlacement, width: number): number {
  return align === 'centre' ? x - width / 2 : align === 'right' ? x - width : x;
}

/**
 * Returns the size of a fitted text and the baselines of its lines, spaced so that the ink of two lines never touches.
 * Moves a text that crosses an edge of its band.
 */
export function baselinesIn(
  placement: TextPlacement,
  { lines, size }: FittedText,
): { size: number; baselines: number[] } {
  const { band, leading, grow } =
    lines.length > placement.lines ? { ...placement, ...placement.spareLine } : placement;
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return { size, baselines: [] };
  if (first === last && !band) return { size, baselines: [placement.y] };
  const steps = stepsBetween(lines, leading);
  const further = steps.reduce((sum, step) => sum + step, 0);
  let y = placement.y + (grow === 'up' ? further : grow === 'middle' ? further / 2 : 0) * size;
  if (band) {
    const highest = band[1] - (first.inkTop * size) / 1000;
    const lowest = band[0] + further * size - (last.inkBottom * size) / 1000;
    y = Math.max(Math.min(y, highest), lowest);
  }
  return { size, baselines: [y, ...steps.map((step) => (y -= step * size))] };
}

function styleFor(library: FontLibrary, { language, face }: TextPlacement, text: string): LineStyle {
  const { shaper } = library;
  return {
    shaper,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    faces: facesFor(library, face, text),
    language,
  };
}

/** Returns the chosen face, followed by the fallback when the chosen face lacks a character of the text. */
function facesFor(library: FontLibrary, face: string, text: string): readonly Face[] {
  const chosen = library.face(face);
  if (chosen.name === library.fallback || chosen.coversAll(text, isDrawn)) return [chosen];
  return [chosen, library.face(library.fallback)];
}

/** Whether a character is drawn with a glyph of its own: no isolate, no place where a line may end, and no space that is drawn as another. */
function isDrawn(code: number): boolean {
  const control = code === 0x0a || code === 0x200b || (code >= 0x2066 && code <= 0x2069);
  return !control && code !== 0xa0;
}
