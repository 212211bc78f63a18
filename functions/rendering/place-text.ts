import type { ContentBuffer } from './content-buffer.ts';
import type { DocumentFonts } from './document-fonts.ts';
import type { FaceName } from './face.ts';
import { type FittedText, fitText } from './fit-text.ts';
import type { FontLibrary } from './font-library.ts';
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
}

/** Left, bottom, right, top. */
export type Box = readonly [number, number, number, number];

/** Breaks, shapes and sizes a text for its place. */
export function fitPlacement(library: FontLibrary, placement: TextPlacement, text: string): FittedText {
  const style = {
    direction: placement.language === 'ar' ? ('rtl' as const) : ('ltr' as const),
    faces: facesFor(library, placement.face, text),
    language: placement.language,
  };
  return fitText(library.shaper, text, style, placement);
}

/** Draws a fitted text; answers the box it fills. */
export function placeText(
  out: ContentBuffer,
  placement: TextPlacement,
  { lines, size }: FittedText,
  fonts: DocumentFonts,
): Box {
  const { x, align } = placement;
  const leading = size * placement.leading;
  const further = (lines.length - 1) * leading;
  const rise = placement.grow === 'up' ? further : placement.grow === 'middle' ? further / 2 : 0;
  let y = placement.y + rise;
  out.colour(placement.colour);
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const top = y + size;
  for (const line of lines) {
    const width = (line.width * size) / 1000;
    const start = align === 'centre' ? x - width / 2 : align === 'right' ? x - width : x;
    showText(out, line, start, y, size, fonts);
    left = Math.min(left, start);
    right = Math.max(right, start + width);
    y -= leading;
  }
  return [left, y + leading - size * 0.3, right, top];
}

/** The chosen face, then those that complete it for a letter it doesn't have. */
function facesFor(library: FontLibrary, face: FaceName, text: string) {
  const chosen = library.face(face);
  if (chosen.name === 'amiri' || chosen.coversAll(text.replace(/[\u2066-\u2069]/g, ''))) return [chosen];
  return [chosen, library.face('amiri')];
}
