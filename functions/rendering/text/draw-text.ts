import type { ContentBuffer } from './content-buffer.ts';
import type { FittedText } from './fit-text.ts';
import type { FontSubsets } from './font-subsets.ts';
import type { ShapedLine } from './shape-line.ts';
import { type Box, baselinesIn, lineStart, type TextPlacement } from './text-placement.ts';

/** Draws a fitted text and returns the box that it fills. */
export function drawText(
  out: ContentBuffer,
  placement: TextPlacement,
  fitted: FittedText,
  fonts: FontSubsets,
): Box {
  const { size, baselines } = baselinesIn(placement, fitted);
  out.colour(placement.colour);
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  fitted.lines.forEach((line, i) => {
    const width = (line.width * size) / 1000;
    const start = lineStart(placement, width);
    drawLine(out, line, start, baselines[i] ?? 0, size, fonts, i + 1 < fitted.lines.length);
    left = Math.min(left, start);
    right = Math.max(right, start + width);
  });
  return [left, (baselines.at(-1) ?? 0) - size * 0.3, right, (baselines[0] ?? 0) + size];
}

/**
 * Draws a line with its left end at (x, y). All atoms stand on one baseline in visual order. Kerning is the difference
 * between the advance of an atom in the line and its own width. A line that continues ends with a space, so that programs
 * which read a text in the order of its drawing find the words of two lines apart.
 */
function drawLine(
  out: ContentBuffer,
  line: ShapedLine,
  x: number,
  y: number,
  size: number,
  fonts: FontSubsets,
  continues: boolean,
): void {
  out.text('BT\n');
  out.number(x);
  out.number(y);
  out.text('Td\n');
  let resource = '';
  let inString = false;
  let kerning = 0;
  for (const { atoms, advances, face } of line.words) {
    const { scale } = face;
    for (let i = 0; i < atoms.length; i++) {
      const atom = atoms[i];
      if (!atom) continue;
      const code = fonts.code(atom);
      if (fonts.resource !== resource) {
        if (resource) out.text(inString ? ')]TJ\n' : ']TJ\n');
        resource = fonts.resource;
        out.text(`/${resource} `);
        out.number(size);
        out.text('Tf\n[');
        inString = false;
      }
      if (kerning >= 0.5 || kerning <= -0.5) {
        const whole = Math.round(kerning);
        if (inString) out.text(')');
        inString = false;
        out.number(-whole);
        kerning -= whole;
      }
      if (!inString) out.text('(');
      inString = true;
      out.glyph(code);
      kerning += ((advances[i] ?? 0) - atom.width) * scale;
    }
  }
  const last = line.words.at(-1);
  if (continues && last) {
    const code = fonts.code(last.face.space);
    if (fonts.resource === resource) {
      if (!inString) out.text('(');
      inString = true;
      out.glyph(code);
    }
  }
  if (resource) out.text(inString ? ')]TJ\n' : ']TJ\n');
  out.text('ET\n');
}
