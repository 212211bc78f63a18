import {
  PDFContext,
  PDFHexString,
  PDFInvalidObject,
  type PDFObject,
  PDFRef,
  PDFWriter,
} from '../text/pdf-core.ts';

/** pdf-lib's object of raw bytes; its types hide the constructor. */
const RawBytes = PDFInvalidObject as unknown as new (bytes: Uint8Array) => PDFObject;

/** Raw bytes that are copied at once; pdf-lib copies them one by one. */
class RawObject extends RawBytes {
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.bytes = bytes;
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    buffer.set(this.bytes, offset);
    return this.bytes.length;
  }
}

/** Objects that many documents share, held as the bytes that pdf-lib writes for them. */
export interface SharedObjects {
  readonly objects: readonly (readonly [PDFRef, PDFObject])[];
  /** Largest object number that is taken. */
  readonly largest: number;
}

/** Returns the objects of a document for others to share. */
export function shareObjects(context: PDFContext): SharedObjects {
  return {
    objects: context
      .enumerateIndirectObjects()
      .map(([ref, object]) => [ref, object instanceof RawObject ? object : new RawObject(bytesOf(object))]),
    largest: context.largestObjectNumber,
  };
}

/** Returns a new document that begins with shared objects; an object may be assigned again. */
export function contextWith({ objects, largest }: SharedObjects): PDFContext {
  const context = PDFContext.create();
  for (const [ref, object] of objects) context.assign(ref, object);
  context.largestObjectNumber = largest;
  return context;
}

/** Returns the file of a document, written by pdf-lib with a classic cross-reference table; `id` is hexadecimal. */
export function writeDocument(context: PDFContext, root: PDFRef, id: string): Promise<Uint8Array> {
  const fileId = PDFHexString.of(id);
  context.trailerInfo = { Root: root, ID: context.obj([fileId, fileId]) };
  return PDFWriter.forContext(context, NO_PAUSE).serializeToBuffer();
}

/** Objects that pdf-lib writes before it lets timers run: a document is too small to pause for. */
const NO_PAUSE = Number.POSITIVE_INFINITY;

/** The position of an object in a file: its number, and the range of its bytes. */
export type ObjectRange = readonly [object: number, from: number, to: number];

/** What pdf-lib writes after the header, and after each object. */
const HEADER_END = '\n\n';
const OBJECT_END = '\nendobj\n\n';

/**
 * Returns where `writeDocument` writes the objects of a document, so that a published file is read without a parser.
 *
 * @throws Error when an object stands elsewhere in the file.
 */
export function objectRanges(context: PDFContext, file: Uint8Array): ObjectRange[] {
  let at = context.header.sizeInBytes() + HEADER_END.length;
  return context.enumerateIndirectObjects().map(([ref, object]) => {
    const head = `${ref.objectNumber} 0 obj\n`;
    const found = String.fromCharCode(...file.subarray(at, at + head.length));
    if (found !== head) throw new Error(`object ${ref.objectNumber} doesn't stand at ${at}`);
    const from = at + head.length;
    const to = from + object.sizeInBytes();
    at = to + OBJECT_END.length;
    return [ref.objectNumber, from, to];
  });
}

/** Returns the objects of a published file. */
export function readSharedObjects(
  file: Uint8Array,
  ranges: readonly ObjectRange[],
  largest: number,
): SharedObjects {
  return {
    objects: ranges.map(([object, from, to]) => [PDFRef.of(object), new RawObject(file.subarray(from, to))]),
    largest,
  };
}

function bytesOf(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
}
