import type { Buffer } from 'node:buffer';
import type { Box } from '../text/text-placement.ts';
import type { DocumentWriter } from './document-writer.ts';
import { pdfDate, pdfNumber, pdfNumbers, pdfText } from './pdf-syntax.ts';
import { SEAL_PARENT, type StructureTree } from './structure-tree.ts';

/** Hexadecimal digits reserved for the signature: a CMS of 8 KB with its certificate chain. */
export const CONTENTS_LENGTH = 16384;
/** Room for the four numbers of the byte range. */
const RANGE_PLACEHOLDER = ' '.repeat(33);

/** Offsets in the file of the placeholders of a signature. */
export interface SealField {
  readonly byteRangeAt: number;
  /** Offset of the first digit after `<`. */
  readonly contentsAt: number;
}

/** Object numbers of a signature field's widget, which is an annotation of the page, and of its signature. */
export interface SealObjects {
  readonly widget: number;
  readonly signature: number;
}

/** When and by whom a document is sealed. */
export interface SealFacts {
  /** ISO 8601 instant. */
  readonly sealedAt: string;
  readonly sealer: string;
}

/** Returns the catalog entries of a document with a signature field. */
export function sealEntries({ widget, signature }: SealObjects): string {
  return `/AcroForm<</SigFlags 3/Fields[${widget} 0 R]>>/Perms<</DocMDP ${signature} 0 R>>`;
}

const FIELD_WORDS = 'الختم الإلكتروني للجهة المُصدِرة · Electronic seal of the issuer';

/** Writes the widget of the signature field, printed and never hidden, and adds it to the structure tree. */
export function writeSealField(
  writer: DocumentWriter,
  tree: StructureTree,
  page: number,
  { box, colour }: { readonly box: Box; readonly colour: string },
): SealObjects {
  const [widget, signature, appearance] = [writer.allot(), writer.allot(), writer.allot()];
  const [left, bottom, right, top] = box;
  const size = Math.min(right - left, top - bottom);
  writer.stream(
    appearance,
    `/Type/XObject/Subtype/Form/BBox[0 0 ${pdfNumbers([size, size])}]/Resources<<>>`,
    sealDrawing(size, colour),
  );
  writer.object(
    widget,
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/TU${pdfText(FIELD_WORDS)}/F 132/Rect[${pdfNumbers([left, bottom, left + size, bottom + size])}]/P ${page} 0 R/V ${signature} 0 R/AP<</N ${appearance} 0 R>>/StructParent ${SEAL_PARENT}/Contents${pdfText(FIELD_WORDS)}>>`,
  );
  tree.field('ar', widget, FIELD_WORDS);
  return { widget, signature };
}

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
 * Writes the signature dictionary outside any object stream, with placeholders for the byte range and the signature,
 * and returns their offsets. The certification (DocMDP, P 1) permits no change of the document.
 */
export function writeSignature(
  writer: DocumentWriter,
  { signature }: SealObjects,
  { sealedAt, sealer }: SealFacts,
): SealField {
  const head = '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[';
  const middle = `]/M${pdfDate(sealedAt)}/Name${pdfText(sealer)}/Reason(Certificate issued)/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]/Contents<`;
  const start = writer.plainObject(
    signature,
    `${head}${RANGE_PLACEHOLDER}${middle}${'0'.repeat(CONTENTS_LENGTH)}>>>`,
  );
  const byteRangeAt = start + head.length;
  return { byteRangeAt, contentsAt: byteRangeAt + RANGE_PLACEHOLDER.length + middle.length };
}

/** Writes and returns the byte range that the signature covers: every byte except `<…>`. */
export function fillByteRange(bytes: Buffer, field: SealField): [number, number, number, number] {
  const before = field.contentsAt - 1;
  const after = field.contentsAt + CONTENTS_LENGTH + 1;
  const range: [number, number, number, number] = [0, before, after, bytes.length - after];
  bytes.write(range.join(' '), field.byteRangeAt, 'latin1');
  return range;
}
