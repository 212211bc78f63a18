import type { Language } from '../../domain/wording/language.ts';
import { writeDocument } from '../document/document-writer.ts';
import { deflatedStream } from '../document/streams.ts';
import { ContentBuffer } from '../text/content-buffer.ts';
import { drawText } from '../text/draw-text.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { FontSubsets } from '../text/font-subsets.ts';
import { pdfNumbers } from '../text/operands.ts';
import { PDFArray, type PDFContext, PDFDict, PDFName, PDFParser, type PDFRef } from '../text/pdf-core.ts';
import { fitPlacement } from '../text/text-placement.ts';

const WORDS: readonly (readonly [Language, string])[] = [
  ['ar', 'نموذج'],
  ['en', 'PREVIEW'],
];
const SIZE = 78;
const COLOUR = '0.72 0.11 0.11';
/** How much of the page below shows through the words. */
const OPACITY = 0.25;

/**
 * Returns the file of a certificate's page with words across it, in both scripts, so that it can't pass as one. The words
 * cross the whole page: no part of it with name, hours or QR code is without.
 */
export async function markPreview(document: Uint8Array, library: FontLibrary): Promise<Uint8Array> {
  const context = await PDFParser.forBytesWithOptions(
    document,
    Number.POSITIVE_INFINITY,
    true,
  ).parseDocument();
  const root = context.trailerInfo.Root as PDFRef;
  const pages = context.lookup(root, PDFDict).lookup(PDFName.of('Pages'), PDFDict);
  const page = pages.lookup(PDFName.of('Kids'), PDFArray).lookup(0, PDFDict);
  const { width, height } = page.lookup(PDFName.of('MediaBox'), PDFArray).asRectangle();
  const mark = markOf(context, library, { width, height });
  page.lookup(PDFName.of('Resources'), PDFDict).lookup(PDFName.of('XObject'), PDFDict).set(MARK, mark);
  page
    .lookup(PDFName.of('Contents'), PDFArray)
    .push(context.register(deflatedStream(context, Buffer.from('q /Preview Do Q\n'))));
  return writeDocument(context, root, '00');
}

const MARK = PDFName.of('Preview');

/** Writes the words as one form, whose fonts are its own. */
function markOf(
  context: PDFContext,
  library: FontLibrary,
  { width, height }: { readonly width: number; readonly height: number },
): PDFRef {
  const fonts = new FontSubsets(() => context.nextRef().objectNumber);
  const content = new ContentBuffer();
  content.text('/Faint gs\n');
  const angle = Math.atan2(height, width);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const rows = [0.2, 0.5, 0.8];
  for (const [index, row] of rows.entries())
    for (const [side, [language, word]] of WORDS.entries()) {
      const x = width * (side === index % 2 ? 0.27 : 0.73);
      content.text(`q ${pdfNumbers([cos, sin, -sin, cos, x, height * row])} cm\n`);
      content.forgetColour();
      const placement = {
        language,
        face: 'plex-semibold',
        size: SIZE,
        minimumSize: SIZE,
        colour: COLOUR,
        x: 0,
        y: -SIZE / 3,
        width,
        align: 'centre',
        lines: 1,
        leading: 1,
        prefer: 'shrink',
        grow: 'down',
      } as const;
      drawText(content, placement, fitPlacement(library, placement, word), fonts);
      content.text('Q\n');
    }
  fonts.embed(context, 'MARKED');
  const form = deflatedStream(context, content.view(), { Type: 'XObject', Subtype: 'Form' });
  form.dict.set(PDFName.of('BBox'), context.obj([0, 0, width, height]));
  form.dict.set(
    PDFName.of('Resources'),
    context.obj({ Font: fonts.resources(), ExtGState: { Faint: { ca: OPACITY } } }),
  );
  return context.register(form);
}
