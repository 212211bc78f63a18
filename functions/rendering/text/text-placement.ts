import type { ContentBuffer } from '../document/content-buffer.ts';
import type { DocumentFonts } from '../fonts/document-fonts.ts';
import type { FaceName } from '../fonts/face.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import { type FittedText, fitText } from './fit-text.ts';
import { type LineStyle, type ShapedLine, shapeLine } from './shape-line.ts';
import { showText } from './show-text.ts';

/** Where a text goes, page units upwards, and how it is made to fit. */
export interface TextPlacement {
  readonly language: 'ar' | 'en';
  readonly face: FaceName;
  readonly size: number;
  readonly minimumSize: number;
  /** Red, green and blue from 0 to 1, as operators take them. */
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align: 'left' | 'centre' | 'right';
  readonly lines: number;
  readonly leading: number;
  readonly prefer: 'shrink' | 'break';
  readonly grow: 'down' | 'middle' | 'up';
  /** Bottom and top, page units upwards, between which all ink stays: marks above and second lines too. */
  readonly band?: readonly [number, number] | undefined;
}

/** Left, bottom, right, top. */
export type Box = readonly [number, number, number, number];

/** Breaks, shapes and sizes a text for its place. */
export function fitPlacement(library: FontLibrary, placement: TextPlacement, text: string): FittedText {
  return fitText(library.shaper, text, styleFor(library, placement, text), placement);
}

/** Shapes a text for its place as one line, however long. */
export function shapeUnbroken(library: FontLibrary, placement: TextPlacement, text: string): ShapedLine {
  return shapeLine(library.shaper, text, styleFor(library, placement, text));
}

function styleFor(library: FontLibrary, { language, face }: TextPlacement, text: string): LineStyle {
  return { direction: language === 'ar' ? 'rtl' : 'ltr', faces: facesFor(library, face, text), language };
}

/** Draws a fitted text; answers the box it fills. */
export function layoutText(
  out: ContentBuffer,
  placement: TextPlacement,
  fitted: FittedText,
  fonts: DocumentFonts,
): Box {
  const { x, align } = placement;
  const { size, baselines } = inBand(placement, fitted);
  out.colour(placement.colour);
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  fitted.lines.forEach((line, i) => {
    const width = (line.width * size) / 1000;
    const start = align === 'centre' ? x - width / 2 : align === 'right' ? x - width : x;
    showText(out, line, start, baselines[i] ?? 0, size, fonts);
    left = Math.min(left, start);
    right = Math.max(right, start + width);
  });
  return [left, (baselines.at(-1) ?? 0) - size * 0.3, right, (baselines[0] ?? 0) + size];
}

/**
 * Baselines of the lines, far enough apart for their ink; a text that is too tall for its band is made smaller,
 * one that reaches over an edge is moved.
 */
export function inBand(
  placement: TextPlacement,
  { lines, size: fittedSize }: FittedText,
): { size: number; baselines: number[] } {
  let size = fittedSize;
  const { band, grow } = placement;
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return { size, baselines: [] };
  if (first === last && !band) return { size, baselines: [placement.y] };
  // In ems: what each line needs below the one before it.
  const steps = lines.slice(1).map((line, i) => Math.max(placement.leading, inkBetween(lines[i], line)));
  const further = steps.reduce((sum, step) => sum + step, 0);
  if (band) {
    const ink = (first.inkTop - last.inkBottom) / 1000 + further;
    size = Math.min(size, Math.floor(((band[1] - band[0]) * 10) / ink) / 10);
  }
  let y = placement.y + (grow === 'up' ? further : grow === 'middle' ? further / 2 : 0) * size;
  if (band) {
    const highest = band[1] - (first.inkTop * size) / 1000;
    const lowest = band[0] + further * size - (last.inkBottom * size) / 1000;
    y = Math.max(Math.min(y, highest), lowest);
  }
  return { size, baselines: [y, ...steps.map((step) => (y -= step * size))] };
}

/** Ems between two baselines whose lines' ink would just not touch. */
function inkBetween(
  above: FittedText['lines'][number] | undefined,
  below: FittedText['lines'][number],
): number {
  return (below.inkTop - (above?.inkBottom ?? 0)) / 1000 + 0.06;
}

/** The chosen face, then those that complete it for a letter it doesn't have. */
function facesFor(library: FontLibrary, face: FaceName, text: string) {
  const chosen = library.face(face);
  if (chosen.name === 'amiri' || chosen.coversAll(text.replace(/[\u2066-\u2069]/g, ''))) return [chosen];
  return [chosen, library.face('amiri')];
}
