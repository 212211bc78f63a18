import type { ContentBuffer } from '../document/content-buffer.ts';
import type { DocumentFonts } from '../fonts/document-fonts.ts';
import type { ShapedLine } from './shape-line.ts';

/**
 * Draws a line with its left end at (x, y), page units upwards. All atoms stand on one baseline in visual
 * order; kerning is the difference between an atom's advance in the line and its width.
 */
export function showText(
  out: ContentBuffer,
  line: ShapedLine,
  x: number,
  y: number,
  size: number,
  fonts: DocumentFonts,
): void {
  out.text('BT\n');
  out.number(x);
  out.number(y);
  out.text('Td\n');
  let resource = '';
  let inString = false;
  let owed = 0;
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
      if (owed >= 0.5 || owed <= -0.5) {
        const whole = Math.round(owed);
        if (inString) out.text(')');
        inString = false;
        out.number(-whole);
        owed -= whole;
      }
      if (!inString) out.text('(');
      inString = true;
      out.glyph(code);
      owed += ((advances[i] ?? 0) - atom.width) * scale;
    }
  }
  if (resource) out.text(inString ? ')]TJ\n' : ']TJ\n');
  out.text('ET\n');
}
