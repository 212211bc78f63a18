import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { PDFDocument, PDFName } from 'pdf-lib';
import { fontLibrary } from '../../functions/rendering/fonts/font-library.ts';
import { ContentBuffer } from '../../functions/rendering/text/content-buffer.ts';
import { drawText } from '../../functions/rendering/text/draw-text.ts';
import { FontSubsets } from '../../functions/rendering/text/font-subsets.ts';
import { fitPlacement, type TextPlacement } from '../../functions/rendering/text/text-placement.ts';
import { pdfiumLines } from './extraction.ts';

const path = (from: string) => fileURLToPath(new URL(`../../${from}`, import.meta.url));

/** Returns a placement on a page of 400 by 200 points. */
function placementOf(language: 'ar' | 'en', y: number): TextPlacement {
  return {
    language,
    face: 'amiri',
    size: 24,
    minimumSize: 12,
    colour: '0 0 0',
    x: language === 'ar' ? 380 : 20,
    y,
    width: 360,
    align: language === 'ar' ? 'right' : 'left',
    lines: 1,
    leading: 1.4,
    prefer: 'shrink',
    grow: 'down',
  };
}

test('the text engine alone draws Arabic with marks, digits and Latin into a blank document', async () => {
  const library = fontLibrary('amiri', () => readFileSync(path('templates/fonts/Amiri-Regular.ttf')));
  const document = await PDFDocument.create();
  const page = document.addPage([400, 200]);
  const { context } = document;
  const fonts = new FontSubsets(() => context.nextRef().objectNumber);
  const content = new ContentBuffer();
  const texts = [
    ['ar', 'مُحَمَّدٌ بَلَغَ ١٢٣ ساعة'],
    ['ar', 'دورة CPR للمسعفين'],
    ['en', 'Ñandú, 189 hours'],
  ] as const;
  texts.forEach(([language, text], i) => {
    const placement = placementOf(language, 150 - 50 * i);
    drawText(content, placement, fitPlacement(library, placement, text), fonts);
  });
  fonts.embed(context, 'ABCDEF');
  page.node.set(PDFName.of('Contents'), context.register(context.stream(content.view())));
  page.node.set(PDFName.of('Resources'), context.obj({ Font: fonts.resources() }));
  const lines = await pdfiumLines(await document.save());
  expect(lines.map((line) => line.normalize('NFC'))).toEqual(texts.map(([, text]) => text.normalize('NFC')));
});

test('the text engine imports its own folders, words of the domain and packages, and no module of Node', () => {
  const foreign = ['fonts', 'text'].flatMap((folder) =>
    readdirSync(path(`functions/rendering/${folder}`))
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const source = readFileSync(path(`functions/rendering/${folder}/${file}`), 'utf8');
        const imported = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
        return imported
          .filter(
            (from) =>
              !/^(\.\/|\.\.\/(fonts|text)\/|\.\.\/\.\.\/domain\/wording\/|pdf-lib|harfbuzzjs|bidi-js)/.test(
                from,
              ),
          )
          .map((from) => `${folder}/${file}: ${from}`);
      }),
  );
  expect(foreign).toEqual([]);
});
