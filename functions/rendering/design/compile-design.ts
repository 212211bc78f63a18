import { Buffer } from 'node:buffer';
import { PDFContext, type PDFObject, PDFRawStream, PDFRef, PDFString } from 'pdf-lib';
import type { CompiledDesign, CompiledElement } from '../certificate/compiled-design.ts';
import { srgbProfile } from '../document/colour-profile.ts';
import { ContentBuffer } from '../document/content-buffer.ts';
import { DocumentFonts, type FontSubset } from '../document/document-fonts.ts';
import { bareStart, writeXrefRow, XREF_ROW_BYTES } from '../document/document-writer.ts';
import { drawText } from '../document/draw-text.ts';
import type { ReservedObjects } from '../document/reserved-objects.ts';
import { toUnicodeMap } from '../document/to-unicode.ts';
import type { FontLibrary } from '../fonts/font-library.ts';
import { subsetFont } from '../fonts/font-subset.ts';
import { fitPlacement } from '../text/text-placement.ts';
import { isFixed } from '../text/wording.ts';
import { compileElement } from './compile-element.ts';
import type { DesignSource } from './design-source.ts';
import { compileVectorArt } from './vector-art.ts';

const LANGUAGES = ['ar', 'en'] as const;

/**
 * Compiles a design. Art, fixed texts, their fonts and the colour profile become the first bytes of every document,
 * written with the objects of pdf-lib. Object numbers and marks are assigned here. The same sources give the same bytes
 * on any machine, because the deflate of pdf-lib is JavaScript.
 */
export function compileDesign(source: DesignSource, library: FontLibrary): CompiledDesign {
  const context = PDFContext.create();
  const { page } = source.layout;
  const objects = reserveObjects(context);
  const out = new ContentBuffer();
  const art = compileVectorArt(source.art.svg, source.art.file, { forms: true });
  out.text(
    `/Artifact <</Type/Layout/BBox[0 0 ${page.width} ${page.height}]>> BDC\nq\n${art.operators}Q\nEMC\n`,
  );

  const compiled = source.layout.elements.map((element) => compileElement(element, source));
  const fonts = new DocumentFonts('S');
  const elements: CompiledElement[] = [];
  const fixedMarks: number[] = [];
  for (const element of compiled) {
    if (element.kind !== 'text' || !isFixed(element.wording) || element.link) {
      elements.push(element);
      continue;
    }
    const fitted = fitPlacement(library, element.placement, element.wording);
    const mark = fixedMarks.length;
    out.text(`/${element.tag} <</MCID ${mark}>> BDC\n`);
    drawText(out, element.placement, fitted, fonts);
    out.text('EMC\n');
    const ref = context.nextRef();
    context.assign(
      ref,
      context.obj({
        Type: 'StructElem',
        S: element.tag,
        P: PDFRef.of(objects.sections[element.language]),
        Pg: PDFRef.of(objects.page),
        K: mark,
      }),
    );
    fixedMarks.push(ref.objectNumber);
    elements.push({ kind: 'fixed', language: element.language, object: ref.objectNumber });
  }
  const fontResources = embedFonts(context, fonts);
  const formResources = embedForms(context, art.forms, page);
  assign(context, objects.fixedContent, context.flateStream(Uint8Array.from(out.view())));
  assignDocumentObjects(context, objects);
  return {
    design: source.design,
    page,
    elements,
    fontResources,
    formResources,
    objects,
    fixedMarks,
    start: writeStart(context),
  };
}

/** Assigns the numbers of the objects that each document writes. */
function reserveObjects(context: PDFContext): ReservedObjects {
  const next = () => context.nextRef().objectNumber;
  return {
    catalog: next(),
    pages: next(),
    page: next(),
    structure: next(),
    parentTree: next(),
    document: next(),
    sections: { ar: next(), en: next() },
    metadata: next(),
    fixedContent: next(),
    content: next(),
    outputIntent: next(),
  };
}

/** Sets the object of a number. */
function assign(context: PDFContext, object: number, value: PDFObject): void {
  context.assign(PDFRef.of(object), value);
}

/** Writes the objects that are the same in every document: page tree, output intent, top of the structure tree. */
function assignDocumentObjects(context: PDFContext, objects: ReservedObjects): void {
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  assign(
    context,
    objects.outputIntent,
    context.obj({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: PDFString.of('sRGB'),
      Info: PDFString.of('sRGB'),
      DestOutputProfile: profile,
    }),
  );
  assign(context, objects.pages, context.obj({ Type: 'Pages', Kids: [PDFRef.of(objects.page)], Count: 1 }));
  const sections = LANGUAGES.map((language) => PDFRef.of(objects.sections[language]));
  assign(
    context,
    objects.document,
    context.obj({ Type: 'StructElem', S: 'Document', P: PDFRef.of(objects.structure), K: sections }),
  );
  assign(
    context,
    objects.structure,
    context.obj({
      Type: 'StructTreeRoot',
      K: [PDFRef.of(objects.document)],
      ParentTree: PDFRef.of(objects.parentTree),
      ParentTreeNextKey: 3,
    }),
  );
}

/** Embeds the fonts of the fixed content and returns the entries of the page's font resources. */
function embedFonts(context: PDFContext, fonts: DocumentFonts): string {
  return fonts.subsets
    .map((subset) => `/${subset.resource} ${embedFont(context, subset).objectNumber} 0 R`)
    .join('');
}

/** Embeds the repeated drawings of the art and returns the entries of the page's XObject resources. */
function embedForms(
  context: PDFContext,
  forms: readonly string[],
  { width, height }: { width: number; height: number },
): string {
  return forms
    .map((operators, i) => {
      const stream = context.flateStream(operators, {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [-width, -height, width, height],
        Resources: {},
      });
      return `/F${i} ${context.register(stream).objectNumber} 0 R`;
    })
    .join('');
}

/** Embeds a font subset and returns its font dictionary. */
function embedFont(context: PDFContext, { face, atoms }: FontSubset): PDFRef {
  const { font, scale } = face;
  const name = `SHARED+${font.postScriptName}`;
  const program = Buffer.from(subsetFont(face, atoms));
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4,
      FontBBox: font.boundingBox.map((edge) => Math.round(edge * scale)),
      ItalicAngle: font.italicAngle,
      Ascent: Math.round(font.ascent * scale),
      Descent: Math.round(font.descent * scale),
      CapHeight: Math.round(font.capHeight * scale),
      StemV: 80,
      FontFile2: context.register(context.flateStream(program, { Length1: program.length })),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      CIDToGIDMap: 'Identity',
      DW: 0,
      W: [0, atoms.map((atom) => Math.round(atom.width * scale * 1000) / 1000)],
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicodeMap(atoms))),
    }),
  );
}

/** Returns the start of all documents: streams, one compressed object stream with all other objects, and their rows. */
function writeStart(context: PDFContext): CompiledDesign['start'] {
  const objectStream = context.nextRef();
  const rows = Buffer.alloc((context.largestObjectNumber + 1) * XREF_ROW_BYTES);
  const bare = bareStart();
  rows.set(bare.rows);
  const parts: Uint8Array[] = [bare.bytes];
  let end = bare.bytes.length;
  let index = '';
  let bodies = '';
  let packed = 0;
  const appendStream = (ref: PDFRef, stream: PDFObject) => {
    writeXrefRow(rows, ref.objectNumber, 1, end, 0);
    const bytes = Buffer.from(`${ref.objectNumber} 0 obj\n${serialised(stream)}\nendobj\n`, 'latin1');
    parts.push(bytes);
    end += bytes.length;
  };
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream) {
      appendStream(ref, object);
      continue;
    }
    index += `${ref.objectNumber} ${bodies.length} `;
    bodies += `${serialised(object)} `;
    writeXrefRow(rows, ref.objectNumber, 2, objectStream.objectNumber, packed++);
  }
  appendStream(
    objectStream,
    context.flateStream(Buffer.from(index + bodies, 'latin1'), {
      Type: 'ObjStm',
      N: packed,
      First: index.length,
    }),
  );
  return { bytes: Buffer.concat(parts), rows };
}

/** Returns an object in PDF syntax, latin-1. */
function serialised(object: PDFObject): string {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return Buffer.from(bytes).toString('latin1');
}
