import { Buffer } from 'node:buffer';
import { PDFContext, type PDFObject, PDFRawStream, PDFRef, PDFString } from 'pdf-lib';
import { srgbProfile } from './colour-profile.ts';
import type { CompiledDesign, CompiledElement, ReservedObjects } from './compiled-design.ts';
import { ContentBuffer } from './content-buffer.ts';
import type { DesignSource, LayoutElement } from './design-source.ts';
import { DocumentFonts, type FontSlice } from './document-fonts.ts';
import { bareStart, writeXrefRow, XREF_ROW_BYTES } from './document-writer.ts';
import type { FontLibrary } from './font-library.ts';
import { sliceFont } from './font-slice.ts';
import { fitPlacement, placeText, type TextPlacement } from './place-text.ts';
import { toUnicodeMap } from './to-unicode.ts';
import { compileVectorArt, rgb } from './vector-art.ts';
import { isFixed } from './wording.ts';

const LANGUAGES = ['ar', 'en'] as const;

/**
 * Compiles a design once: art, fixed words, label fonts, colour profile and everything else that no
 * certificate changes become the first bytes of every document, written with pdf-lib's own objects. Object
 * numbers and marks are allotted here. The same sources give the same bytes on any machine: pdf-lib's own
 * deflate is JavaScript.
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
    placeText(out, element.placement, fitted, fonts);
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

function assign(context: PDFContext, object: number, value: PDFObject): void {
  context.assign(PDFRef.of(object), value);
}

/** The objects no certificate changes: page tree, output intent, top of the structure tree. */
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

/** Embeds the fonts of the fixed content; answers the entries of the page's font resources. */
function embedFonts(context: PDFContext, fonts: DocumentFonts): string {
  return fonts.slices
    .map((slice) => `/${slice.resource} ${embedFont(context, slice).objectNumber} 0 R`)
    .join('');
}

/** Embeds what the art draws many times; answers the entries of the page's XObject resources. */
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

function embedFont(context: PDFContext, { face, atoms }: FontSlice): PDFRef {
  const { font, scale } = face;
  const name = `SHARED+${font.postScriptName}`;
  const program = Buffer.from(sliceFont(face, atoms));
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

function compileElement(element: LayoutElement, source: DesignSource): CompiledElement {
  const { height } = source.layout.page;
  const up = ([x, y, w, h]: readonly [number, number, number, number]) =>
    [x, height - y - h, x + w, height - y] as const;
  const { file } = source.art;
  switch (element.kind) {
    case 'text': {
      const wording = source.wording[element.language][element.wording] ?? '';
      return {
        kind: 'text',
        language: element.language,
        wording,
        placement: {
          ...element,
          ...styled(source, element.style, element.minimumSize),
          y: height - element.y,
          band: element.band && [height - element.band[1], height - element.band[0]],
        },
        tag: element.tag,
        link: element.link,
      };
    }
    case 'qr':
      return {
        kind: 'qr',
        language: element.language,
        box: up([element.x, element.y, element.size, element.size]),
        colour: rgb(element.colour, file, 1),
      };
    case 'logo':
      return { ...element, box: up(element.box) };
    case 'seal':
      return { kind: 'seal', box: up(element.box), colour: rgb(element.colour, file, 1) };
    case 'signatories': {
      const column = {
        language: element.language,
        x: 0,
        width: element.width,
        align: 'centre',
        // One line each: a second one would stand in the next signatory's or the foot's way.
        lines: 1,
        leading: 1.3,
        prefer: 'shrink',
        grow: 'down',
      } as const;
      const name = styled(source, element.nameStyle);
      return {
        kind: 'signatories',
        language: element.language,
        issuer: element.issuer,
        name: { ...column, ...name, y: height - element.y, grow: 'up' },
        title: { ...column, ...styled(source, element.titleStyle), y: height - element.y - name.size * 1.2 },
        x: element.x,
        width: element.width,
        gap: element.gap,
        rule: element.rule ? rgb(element.rule, file, 1) : null,
      };
    }
  }
}

function styled(
  source: DesignSource,
  name: string,
  minimumSize?: number,
): Pick<TextPlacement, 'face' | 'size' | 'minimumSize' | 'colour'> {
  const style = source.layout.styles[name];
  if (!style) throw new Error(`style ${name} has been checked before`);
  return {
    face: style.face,
    size: style.size,
    minimumSize: minimumSize ?? style.size * 0.75,
    colour: rgb(style.colour, source.art.file, 1),
  };
}

/** Streams at their places, all other objects in one compressed object stream, and the rows that find them. */
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
  const place = (ref: PDFRef, stream: PDFObject) => {
    writeXrefRow(rows, ref.objectNumber, 1, end, 0);
    const bytes = Buffer.from(`${ref.objectNumber} 0 obj\n${serialised(stream)}\nendobj\n`, 'latin1');
    parts.push(bytes);
    end += bytes.length;
  };
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream) {
      place(ref, object);
      continue;
    }
    index += `${ref.objectNumber} ${bodies.length} `;
    bodies += `${serialised(object)} `;
    writeXrefRow(rows, ref.objectNumber, 2, objectStream.objectNumber, packed++);
  }
  place(
    objectStream,
    context.flateStream(Buffer.from(index + bodies, 'latin1'), {
      Type: 'ObjStm',
      N: packed,
      First: index.length,
    }),
  );
  return { bytes: Buffer.concat(parts), rows };
}

function serialised(object: PDFObject): string {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return Buffer.from(bytes).toString('latin1');
}
