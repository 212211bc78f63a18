import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, rgb } from 'pdf-lib';
import type { Contestant } from '../people.ts';
import { type FaceName, fontBytes, PAGE, scene } from '../scene-file.ts';

/**
 * Uses pdf-lib as its documentation shows: embeds and subsets the fonts of each document, and draws with `drawText`.
 */
export async function open(): Promise<Contestant> {
  const bytes = new Map(
    (['amiri', 'amiri-bold', 'plex'] as const).map((face) => [face as FaceName, fontBytes(face)]),
  );
  return {
    async render(index) {
      const { lines, qr } = scene(index);
      const doc = await PDFDocument.create();
      doc.registerFontkit(fontkit);
      const fonts = new Map<FaceName, PDFFont>();
      for (const [face, file] of bytes) fonts.set(face, await doc.embedFont(file, { subset: true }));
      const page = doc.addPage([PAGE.width, PAGE.height]);
      for (const inset of [22, 42]) {
        page.drawRectangle({
          x: inset,
          y: inset,
          width: PAGE.width - 2 * inset,
          height: PAGE.height - 2 * inset,
          borderWidth: 1,
          borderColor: rgb(0.67, 0.53, 0.28),
        });
      }
      for (const { text, face, size, x, y, width } of lines) {
        const font = fonts.get(face);
        if (font) page.drawText(text, { x: x - width / 2, y: PAGE.height - y, size, font });
      }
      page.drawSvgPath(qr.path, {
        x: qr.x,
        y: PAGE.height - qr.y,
        scale: qr.size / qr.modules,
        color: rgb(0, 0.2, 0.15),
      });
      return doc.save();
    },
    close: async () => {},
  };
}
