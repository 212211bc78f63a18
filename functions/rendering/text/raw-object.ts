import { PDFInvalidObject, type PDFObject } from './pdf-core.ts';

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
