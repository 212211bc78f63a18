import type { Language } from '../../domain/wording/language.ts';
import type { CompiledElement, DesignDocument, ReservedObjects } from '../certificate/compiled-design.ts';
import { addSections } from '../certificate/layout-elements.ts';
import { sampleWords } from '../certificate/sample-words.ts';
import { outputIntent, writeCatalog } from '../document/catalog.ts';
import { srgbProfile } from '../document/colour-profile.ts';
import { writeMetadata } from '../document/document-metadata.ts';
import { TagTree } from '../document/tag-tree.ts';
import { ContentBuffer } from '../text/content-buffer.ts';
import { drawText } from '../text/draw-text.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { FontSubsets } from '../text/font-subsets.ts';
import { rounded } from '../text/operands.ts';
import { PDFContext, PDFRef } from '../text/pdf-core.ts';
import { fitPlacement, shapeUnbroken } from '../text/text-placement.ts';
import { isFixed, placeholdersOf, type WordingTree, wordingTexts } from '../wording.ts';
import { compileElement } from './compile-element.ts';
import type { DesignSource } from './design-source.ts';
import { smallestSegment } from './smallest-segment.ts';
import { compileVectorArt } from './vector-art.ts';

/** Names the fonts of a design, which no two designs share. */
const FONT_TAG = 'DESIGN';
/** Instant that the files of designs bear, so that the same sources give the same bytes. */
const PUBLISHED_AT = '2025-01-01T00:00:00.000Z';

/**
 * Compiles a design into a PDF document of one page with everything that is the same in all certificates: art, fixed
 * texts, their fonts, the colour profile and the structure tree. Object numbers and marks are assigned here. The same
 * sources give the same bytes on any machine, because the deflate of pdf-lib is JavaScript.
 */
export function compileDesign(source: DesignSource, library: FontLibrary): DesignDocument {
  const context = PDFContext.create();
  const { page } = source.layout;
  const objects = reserveObjects(context);
  const out = new ContentBuffer();
  const art = compileVectorArt(source.art.svg, source.art.file, { forms: true });
  out.text(
    `/Artifact <</Type/Layout/BBox[0 0 ${page.width} ${page.height}]>> BDC\nq\n${art.operators}Q\nEMC\n`,
  );
  const forms = embedForms(context, art.forms, page);
  const fonts = new FontSubsets(() => context.nextRef().objectNumber, null, smallestSegment);
  const tree = new TagTree(context, {
    root: PDFRef.of(objects.structure),
    document: PDFRef.of(objects.document),
  });
  const pageRef = PDFRef.of(objects.page);
  tree.addPage(pageRef);
  const sections = addSections(tree, objects.sections);

  const elements = source.layout.elements.map((layoutElement): CompiledElement => {
    const element = compileElement(layoutElement, source);
    if (element.kind !== 'text') return element;
    const { language, wording, placement, tag } = element;
    if (!isFixed(wording) || element.link) {
      for (const line of sampleLines(element, library)) {
        for (const { atoms } of line.words) for (const atom of atoms) fonts.code(atom);
      }
      return element;
    }
    const node = tree.add(sections[language], tag);
    out.openMark(tag, tree.mark(node, pageRef));
    drawText(out, placement, fitPlacement(library, placement, wording), fonts);
    out.closeMark();
    return { kind: 'fixed', language, object: node.ref.objectNumber };
  });
  tree.write();
  fonts.embed(context, FONT_TAG);
  context.assign(PDFRef.of(objects.fixedContent), context.flateStream(Uint8Array.from(out.view())));
  const facts = { design: source.design, page, elements, headings: headingsOf(source), objects, forms };
  const ownFrom = assignDocumentObjects(context, facts, fonts);
  return { ...facts, ownFrom, fonts, context };
}

/** Returns the wording of the heading in each language. */
function headingsOf({ layout, wording }: DesignSource): DesignDocument['headings'] {
  const headingOf = (language: Language): WordingTree => {
    const heading = layout.elements.find(
      (element) => element.kind === 'text' && element.language === language && element.tag === 'H1',
    );
    return (heading?.kind === 'text' && wording[language][heading.wording]) || '';
  };
  return { ar: headingOf('ar'), en: headingOf('en') };
}

/**
 * Returns words with the characters that a text is likely to have, as shaped lines: those of its sentences in all
 * variants, of hours, IDs and addresses, the letters of titles and institutions, and the most frequent letters of
 * names. They belong to the fonts of the design, so that certificates of any opportunity draw them with the same codes.
 */
function sampleLines(
  { wording, language, placement }: Extract<CompiledElement, { kind: 'text' }>,
  library: FontLibrary,
) {
  const samples = new Set(
    wordingTexts({ wording }).flatMap(({ text }) => [
      text.replace(/\{[^}]*\}/g, ' ').trim(),
      ...placeholdersOf(text).flatMap((placeholder) => sampleWords(placeholder, language)),
    ]),
  );
  samples.delete('');
  return [...samples].map((sample) => shapeUnbroken(library, placement, sample));
}

/** Assigns the numbers of the objects that each document writes. */
function reserveObjects(context: PDFContext): ReservedObjects {
  const next = () => context.nextRef().objectNumber;
  return {
    catalog: next(),
    pages: next(),
    page: next(),
    structure: next(),
    document: next(),
    sections: { ar: next(), en: next() },
    fixedContent: next(),
    outputIntent: next(),
  };
}

/**
 * Writes page tree, page, output intent, metadata and catalog, and returns the number of the metadata, which documents
 * don't share.
 */
function assignDocumentObjects(
  context: PDFContext,
  { design, page, objects, forms }: Omit<DesignDocument, 'context' | 'fonts' | 'ownFrom'>,
  fonts: FontSubsets,
): number {
  const refs = Object.fromEntries(
    Object.entries(forms).map(([name, object]) => [name, PDFRef.of(object)] as const),
  );
  const { catalog, pages, structure, fixedContent } = objects;
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  context.assign(PDFRef.of(objects.outputIntent), outputIntent(context, profile));
  context.assign(PDFRef.of(pages), context.obj({ Type: 'Pages', Kids: [PDFRef.of(objects.page)], Count: 1 }));
  context.assign(
    PDFRef.of(objects.page),
    context.obj({
      Type: 'Page',
      Parent: PDFRef.of(pages),
      MediaBox: [0, 0, rounded(page.width), rounded(page.height)],
      Contents: PDFRef.of(fixedContent),
      StructParents: 0,
      Tabs: 'S',
      Resources: { XObject: refs, Font: fonts.resources() },
    }),
  );
  const metadata = context.nextRef();
  writeMetadata(context, metadata, {
    title: design,
    creators: ['Tawtheeq'],
    issuedAt: PUBLISHED_AT,
  });
  writeCatalog(context, {
    catalog: PDFRef.of(catalog),
    pages: PDFRef.of(pages),
    structure: PDFRef.of(structure),
    metadata,
    outputIntent: PDFRef.of(objects.outputIntent),
  });
  return metadata.objectNumber;
}

/** Embeds the repeated drawings of the art and returns their object numbers by resource name. */
function embedForms(
  context: PDFContext,
  forms: readonly string[],
  { width, height }: { width: number; height: number },
): Record<string, number> {
  return Object.fromEntries(
    forms.map((operators, i) => {
      const stream = context.flateStream(operators, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [-width, -height, width, height],
        Resources: {},
      });
      return [`F${i}`, context.register(stream).objectNumber];
    }),
  );
}
