import { type PDFContext, type PDFDict, PDFInvalidObject, type PDFObject, PDFRawStream } from './pdf-core.ts';

/** pdf-lib's object of raw bytes; its types hide the constructor. */
const RawBytes = PDFInvalidObject as unknown as new (bytes: Uint8Array) => PDFObject;

/** An object as the bytes that are written for it, copied at once; pdf-lib copies them one by one. */
export class RawObject extends RawBytes {
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

/** Returns the bytes that pdf-lib writes for an object. */
export function bytesOfObject(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
}

/** pdf-lib's stream; its types hide the constructor. */
const RawStream = PDFRawStream as unknown as new (dict: PDFDict, contents: Uint8Array) => PDFRawStream;
const BEGIN = Uint8Array.from('\nstream\n', (character) => character.charCodeAt(0));
const END = Uint8Array.from('\nendstream', (character) => character.charCodeAt(0));

/** A stream whose content is copied at once. */
class CopiedStream extends RawStream {
  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    this.updateDict();
    let at = offset + this.dict.copyBytesInto(buffer, offset);
    for (const part of [BEGIN, this.contents, END]) {
      buffer.set(part, at);
      at += part.length;
    }
    return at - offset;
  }
}

/** Returns a stream of bytes that are encoded as its entries say. */
export function streamOf(
  context: PDFContext,
  bytes: Uint8Array,
  entries: Parameters<PDFContext['stream']>[1] = {},
): PDFRawStream {
  return new CopiedStream(context.obj(entries), bytes);
}
