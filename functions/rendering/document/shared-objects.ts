import { PDFContext, type PDFObject, PDFRef } from '../text/pdf-core.ts';
import { bytesOfObject, RawObject } from '../text/raw-object.ts';

/** An object with its number. */
export type NumberedObject = [PDFRef, PDFObject];

/** The beginning of a file that pdf-lib has written, up to an object. */
export interface FileBeginning {
  readonly bytes: Uint8Array;
  /** Number of objects in it. */
  readonly objects: number;
  /** The beginning of the cross-reference table, with the entries of these objects. */
  readonly table: Uint8Array;
}

/** Objects that many documents share, held as the bytes that pdf-lib writes for them. */
export class SharedObjects {
  /** In the order of their numbers. */
  readonly objects: readonly NumberedObject[];
  /** Number of the first object that each document writes itself. */
  readonly ownFrom: number;
  /** The beginning of every file that writes no shared object again; null until the first file is written. */
  beginning: FileBeginning | null = null;

  constructor(objects: readonly NumberedObject[], ownFrom: number) {
    this.objects = objects;
    this.ownFrom = ownFrom;
  }
}

/**
 * Returns the objects of a document for others to share, with those that the document shares itself. `ownFrom` is the
 * number of the first object that is not shared.
 */
export function shareObjects(
  context: PDFContext,
  ownFrom: number,
  shared: readonly NumberedObject[] = [],
): SharedObjects {
  const objects = mergedObjects(shared, context.enumerateIndirectObjects())
    .filter(([{ objectNumber }]) => objectNumber < ownFrom)
    .map(
      ([ref, object]): NumberedObject => [
        ref,
        object instanceof RawObject ? object : new RawObject(bytesOfObject(object)),
      ],
    );
  return new SharedObjects(objects, ownFrom);
}

/** Returns objects in the order of their numbers; those of `own` replace shared ones. */
export function mergedObjects(
  shared: readonly NumberedObject[],
  own: readonly NumberedObject[],
): NumberedObject[] {
  const replaced = new Set(own.map(([ref]) => ref));
  return [...shared.filter(([ref]) => !replaced.has(ref)), ...own].sort(
    ([one], [other]) => one.objectNumber - other.objectNumber,
  );
}

/** Returns the context of a document that begins with shared objects; it holds what the document writes itself. */
export function contextWith({ ownFrom }: SharedObjects): PDFContext {
  const context = PDFContext.create();
  context.largestObjectNumber = ownFrom - 1;
  return context;
}

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

/** Returns the objects of a published file that its documents share. */
export function readSharedObjects(
  file: Uint8Array,
  ranges: readonly ObjectRange[],
  ownFrom: number,
): SharedObjects {
  const objects = ranges.map(
    ([object, from, to]): NumberedObject => [PDFRef.of(object), new RawObject(file.subarray(from, to))],
  );
  return new SharedObjects(objects, ownFrom);
}
