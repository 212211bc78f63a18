import type { DocumentFonts } from './document-fonts.ts';
import type { Face } from './face.ts';
import { pdfNumber } from './pdf-syntax.ts';
import type { ShapedLine } from './shape-line.ts';
import { hex4 } from './to-unicode.ts';

/**
 * The operators that draw a line with its left end at (x, y), page units upwards. All atoms stand on one
 * baseline in visual order; kerning is the difference between an atom's advance in the line and its width.
 */
export function showText(
  line: ShapedLine,
  x: number,
  y: number,
  size: number,
  fonts: DocumentFonts,
  own: boolean,
): string {
  let out = `BT\n1 0 0 1 ${pdfNumber(x)} ${pdfNumber(y)} Tm\n`;
  let face: Face | null = null;
  let resource = '';
  let inArray = false;
  let inString = false;
  let owed = 0;
  const { atoms, advances } = line;
  for (let i = 0; i < atoms.length; i++) {
    const atom = atoms[i];
    if (!atom) continue;
    const glyph = fonts.code(atom, own);
    if (atom.face !== face || glyph.resource !== resource) {
      if (inArray) out += inString ? '>]TJ\n' : ']TJ\n';
      out += `/${glyph.resource} ${pdfNumber(size)} Tf\n[`;
      inArray = true;
      inString = false;
      face = atom.face;
      resource = glyph.resource;
    }
    if (owed >= 0.5 || owed <= -0.5) {
      const whole = Math.round(owed);
      if (inString) out += '>';
      inString = false;
      out += String(-whole);
      owed -= whole;
    }
    if (!inString) out += '<';
    inString = true;
    out += hex4(glyph.code);
    owed += ((advances[i] ?? 0) - atom.width) * atom.face.scale;
  }
  if (inArray) out += inString ? '>]TJ\n' : ']TJ\n';
  return `${out}ET\n`;
}
