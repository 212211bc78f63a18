import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFName, rgb } from 'pdf-lib';
import type { Language } from '../../../functions/domain/wording/language.ts';
import { ContentBuffer } from '../../../functions/rendering/text/content-buffer.ts';
import { drawText } from '../../../functions/rendering/text/draw-text.ts';
import type { FontLibrary } from '../../../functions/rendering/text/font-library.ts';
import { FontSubsets } from '../../../functions/rendering/text/font-subsets.ts';
import { fitPlacement, type TextPlacement } from '../../../functions/rendering/text/text-placement.ts';

/** Pixels of the picture that chats and networks show for a link. */
export const CARD_SIZE = [1200, 630] as const;

/** What a card says: an issuer's names and logo, or the service's own. No name of a holder, and no result. */
export interface CardContent {
  readonly nameAr: string;
  readonly nameEn: string;
  /** The name of a published logo; null for none. */
  readonly logo: string | null;
}

const [WIDTH, HEIGHT] = CARD_SIZE;
const DEEP = rgb(0.059, 0.318, 0.196);
const LOGO_SIZE = 190;
const EDGE = 90;

const line = (language: Language, y: number, size: number, face: string, colour: string): TextPlacement => ({
  language,
  face,
  size,
  minimumSize: size / 2,
  colour,
  x: WIDTH / 2,
  y,
  width: WIDTH - 2 * EDGE,
  align: 'centre',
  lines: 1,
  leading: 1.3,
  prefer: 'shrink',
  grow: 'down',
});

/** Draws the card of an issuer as a picture, by the renderer of the certificates and MuPDF. Returns a PNG file. */
export async function shareCard(
  { nameAr, nameEn, logo }: CardContent,
  templatesDir: string,
  library: FontLibrary,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([WIDTH, HEIGHT]);
  page.drawRectangle({ x: 0, y: 0, width: WIDTH, height: HEIGHT, color: rgb(0.961, 0.957, 0.937) });
  page.drawRectangle({ x: 0, y: HEIGHT - 18, width: WIDTH, height: 18, color: DEEP });
  if (logo !== null) {
    const [art] = await document.embedPdf(readFileSync(join(templatesDir, 'published', `${logo}.pdf`)));
    if (art === undefined) throw new Error(`The published logo ${logo} has no page`);
    const scale = LOGO_SIZE / Math.max(art.width, art.height);
    const size = { width: art.width * scale, height: art.height * scale };
    page.drawPage(art, { x: (WIDTH - size.width) / 2, y: HEIGHT - 60 - size.height, ...size });
  }
  const { context } = document;
  const fonts = new FontSubsets(() => context.nextRef().objectNumber);
  const content = new ContentBuffer();
  const texts: readonly (readonly [TextPlacement, string])[] = [
    [line('ar', 300, 62, 'plex-semibold', '0.094 0.129 0.114'), nameAr],
    [line('en', 220, 40, 'plex', '0.337 0.38 0.357'), nameEn],
    [line('ar', 120, 34, 'plex-semibold', '0.059 0.318 0.196'), 'شهادة تطوع · افتح الرابط للتحقق منها'],
    [
      line('en', 66, 28, 'plex', '0.059 0.318 0.196'),
      'Volunteering certificate · open the link to verify it',
    ],
  ];
  for (const [placement, text] of texts)
    drawText(content, placement, fitPlacement(library, placement, text), fonts);
  fonts.embed(context, 'TWCARD');
  const { Resources } = page.node.normalizedEntries();
  Resources.set(PDFName.of('Font'), context.obj(fonts.resources()));
  page.node.addContentStream(context.register(context.stream(content.view())));
  return rasterised(await document.save());
}

async function rasterised(pdf: Uint8Array): Promise<Uint8Array> {
  const { ColorSpace, Document, Matrix } = await import('mupdf');
  const page = Document.openDocument(pdf, 'application/pdf').loadPage(0);
  return page.toPixmap(Matrix.identity, ColorSpace.DeviceRGB, false).asPNG();
}
