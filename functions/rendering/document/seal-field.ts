import { Buffer } from 'node:buffer';
import { pdfNumber, pdfNumbers, rounded } from '../text/operands.ts';
import { type PDFContext, PDFHexString, type PDFObject, type PDFRef, PDFString } from '../text/pdf-core.ts';
import type { Box } from '../text/text-placement.ts';
import type { TagNode, TagTree } from './tag-tree.ts';

/** Hexadecimal digits reserved for the signature: a CMS of 8 KB with its certificate chain. */
const CONTENTS_LENGTH = 16384;
/** Stands in the byte range until the offsets are known; as long as the largest number that replaces it. */
const UNKNOWN = 9_999_999_999;

/** A signature field's widget, which is an annotation of the page, and its signature. */
export interface SealObjects {
  readonly widget: PDFRef;
  readonly signature: PDFRef;
}

/** When and by whom a document is sealed. */
export interface SealFacts {
  /** ISO 8601 instant. */
  readonly sealedAt: string;
  readonly sealer: string;
}

/** Returns the catalog entries of a document with a signature field. */
export function sealEntries(
  context: PDFContext,
  { widget, signature }: SealObjects,
): Record<string, PDFObject> {
  return {
    AcroForm: context.obj({ SigFlags: 3, Fields: [widget] }),
    Perms: context.obj({ DocMDP: signature }),
  };
}

const FIELD_WORDS = 'الختم الإلكتروني للجهة المُصدِرة · Electronic seal of the issuer';

/** Writes the widget of the signature field, printed and never hidden, as an element of a section. */
export function writeSealField(
  context: PDFContext,
  tree: TagTree,
  section: TagNode,
  page: PDFRef,
  { box, colour }: { readonly box: Box; readonly colour: string },
): SealObjects {
  const [widget, signature] = [context.nextRef(), context.nextRef()];
  const [left, bottom, right, top] = box;
  const size = Math.min(right - left, top - bottom);
  const words = PDFHexString.fromText(FIELD_WORDS);
  const appearance = context.register(
    context.stream(sealDrawing(size, colour), {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, rounded(size), rounded(size)],
      Resources: {},
    }),
  );
  context.assign(
    widget,
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('Seal'),
      TU: words,
      F: PRINTED_AND_LOCKED,
      Rect: [left, bottom, left + size, bottom + size].map(rounded),
      P: page,
      V: signature,
      AP: { N: appearance },
      StructParent: tree.annotation(tree.add(section, 'Form', { Alt: words }), widget, page),
      Contents: words,
    }),
  );
  return { widget, signature };
}

/** Flags of the annotation (ISO 32000-1, 12.5.3). */
const PRINTED_AND_LOCKED = 132;

/** Returns the operators of the appearance: a tick in two rings. */
function sealDrawing(size: number, colour: string): string {
  const c = size / 2;
  const ring = (radius: number) => {
    const k = radius * 0.5523;
    return `${pdfNumbers([c + radius, c])} m ${pdfNumbers([c + radius, c + k, c + k, c + radius, c, c + radius])} c ${pdfNumbers([c - k, c + radius, c - radius, c + k, c - radius, c])} c ${pdfNumbers([c - radius, c - k, c - k, c - radius, c, c - radius])} c ${pdfNumbers([c + k, c - radius, c + radius, c - k, c + radius, c])} c S\n`;
  };
  const tick = [c - size * 0.17, c, c - size * 0.04, c - size * 0.14, c + size * 0.19, c + size * 0.15].map(
    pdfNumber,
  );
  return `${colour} RG ${pdfNumber(size * 0.025)} w\n${ring(size * 0.46)}${ring(size * 0.38)}${pdfNumber(size * 0.06)} w 1 J 1 j ${tick[0]} ${tick[1]} m ${tick[2]} ${tick[3]} l ${tick[4]} ${tick[5]} l S\n`;
}

/**
 * Writes the signature, with placeholders for the byte range and the signed bytes. The certification (DocMDP, P 1)
 * permits no change of the document.
 */
export function writeSignature(
  context: PDFContext,
  { signature }: SealObjects,
  { sealedAt, sealer }: SealFacts,
): void {
  context.assign(
    signature,
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, UNKNOWN, UNKNOWN, UNKNOWN],
      M: PDFString.fromDate(new Date(sealedAt)),
      Name: PDFHexString.fromText(sealer),
      Reason: PDFString.of('Certificate issued'),
      Reference: [
        {
          Type: 'SigRef',
          TransformMethod: 'DocMDP',
          TransformParams: { Type: 'TransformParams', P: 1, V: '1.2' },
        },
      ],
      Contents: PDFHexString.of(EMPTY_CONTENTS),
    }),
  );
}

const EMPTY_CONTENTS = '0'.repeat(CONTENTS_LENGTH);
const EMPTY_RANGE = `[ 0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN} ]`;

/**
 * Finds the placeholders of the signature in a written document, and writes and returns the byte range that the
 * signature covers: every byte except `<…>`.
 *
 * @throws Error when the document has not exactly one empty signature.
 */
export function fillByteRange(bytes: Uint8Array): [number, number, number, number] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const before = onlyIndexOf(file, `<${EMPTY_CONTENTS}>`);
  const after = before + EMPTY_CONTENTS.length + 2;
  const range: [number, number, number, number] = [0, before, after, bytes.length - after];
  file.write(`[ ${range.join(' ')}`.padEnd(EMPTY_RANGE.length - 1), onlyIndexOf(file, EMPTY_RANGE), 'latin1');
  return range;
}

function onlyIndexOf(file: Buffer, text: string): number {
  const found = file.indexOf(text, 0, 'latin1');
  if (found < 0 || file.indexOf(text, found + text.length, 'latin1') >= 0)
    throw new Error('the document has not exactly one empty signature');
  return found;
}
