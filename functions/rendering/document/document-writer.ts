import {
  type PDFContext,
  PDFCrossRefSection,
  PDFHeader,
  PDFHexString,
  type PDFRef,
  PDFTrailer,
  PDFTrailerDict,
  PDFWriter,
} from '../text/pdf-core.ts';
import { type FileBeginning, mergedObjects, SharedObjects } from './shared-objects.ts';

/**
 * Returns the file of a document with the objects that it shares, written by pdf-lib with a classic cross-reference
 * table; `id` is hexadecimal.
 */
export function writeDocument(
  context: PDFContext,
  root: PDFRef,
  id: string,
  shared = new SharedObjects([], Number.POSITIVE_INFINITY),
): Promise<Uint8Array> {
  const fileId = PDFHexString.of(id);
  context.trailerInfo = { Root: root, ID: context.obj([fileId, fileId]) };
  return new DocumentWriter(context, shared).serializeToBuffer();
}

/** Objects that pdf-lib writes before it lets timers run: a document is too small to pause for. */
const NO_PAUSE = Number.POSITIVE_INFINITY;
/** The empty line that pdf-lib writes after the header and after each object. */
const EMPTY_LINE_BYTES = 2;

/**
 * pdf-lib's writer, for documents that share objects. The first document is written whole and its beginning is kept;
 * in those after it that beginning takes the place of the header. The bytes are the same as if each was written whole.
 */
class DocumentWriter extends PDFWriter {
  private readonly shared: SharedObjects;
  private offsets: (readonly [PDFRef, number])[] = [];

  constructor(context: PDFContext, shared: SharedObjects) {
    super(context, NO_PAUSE);
    this.shared = shared;
  }

  override async serializeToBuffer(): Promise<Uint8Array> {
    const bytes = await super.serializeToBuffer();
    this.shared.beginning ??= this.beginningOf(bytes);
    return bytes;
  }

  override async computeBufferSize() {
    const { shared, context } = this;
    const own = context.enumerateIndirectObjects();
    const first = own[0]?.[0].objectNumber ?? 0;
    const beginning = first >= shared.ownFrom ? shared.beginning : null;
    const header: PDFHeader = beginning ? asHeader(beginning) : PDFHeader.forVersion(1, 7);
    const offsets = beginning ? [...beginning.offsets] : [];
    const indirectObjects = mergedObjects(shared.objects.slice(offsets.length), own);
    let size = header.sizeInBytes() + EMPTY_LINE_BYTES;
    for (const object of indirectObjects) {
      offsets.push([object[0], size]);
      size += this.computeIndirectObjectSize(object);
    }
    const xref = PDFCrossRefSection.create();
    for (const [ref, offset] of offsets) xref.addEntry(ref, offset);
    const trailerDict = PDFTrailerDict.of(this.createTrailerDict());
    const trailer = PDFTrailer.forLastCrossRefSectionOffset(size);
    size += xref.sizeInBytes() + 1 + trailerDict.sizeInBytes() + EMPTY_LINE_BYTES + trailer.sizeInBytes();
    this.offsets = offsets;
    return { size, header, indirectObjects, xref, trailerDict, trailer };
  }

  /** Returns what stands before the first object that documents write themselves; null without one. */
  private beginningOf(bytes: Uint8Array): FileBeginning | null {
    const end = this.offsets.find(([ref]) => ref.objectNumber >= this.shared.ownFrom)?.[1];
    if (end === undefined) return null;
    return {
      bytes: bytes.slice(0, end - EMPTY_LINE_BYTES),
      offsets: this.offsets.filter(([, offset]) => offset < end),
    };
  }
}

/** Returns the beginning of a file, to be written in the place of the header. */
function asHeader({ bytes }: FileBeginning): PDFHeader {
  const header: Pick<PDFHeader, 'sizeInBytes' | 'copyBytesInto'> = {
    sizeInBytes: () => bytes.length,
    copyBytesInto(buffer, offset) {
      buffer.set(bytes, offset);
      return bytes.length;
    },
  };
  return header as PDFHeader;
}
