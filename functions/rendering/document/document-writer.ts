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
  /** Where each object after the beginning stands, and then the cross-reference table. */
  private offsets: (readonly [PDFRef, number])[] = [];
  private tableAt = 0;

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
    const offsets: (readonly [PDFRef, number])[] = [];
    const indirectObjects = mergedObjects(shared.objects.slice(beginning?.objects ?? 0), own);
    let size = header.sizeInBytes() + EMPTY_LINE_BYTES;
    for (const object of indirectObjects) {
      offsets.push([object[0], size]);
      size += this.computeIndirectObjectSize(object);
    }
    this.tableAt = size;
    const table = beginning ? PDFCrossRefSection.createEmpty() : PDFCrossRefSection.create();
    for (const [ref, offset] of offsets) table.addEntry(ref, offset);
    const xref = beginning ? continuedTable(beginning.table, table, offsets.length) : table;
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
    const objects = this.offsets.filter(([, offset]) => offset < end).length;
    const head = `xref\n0 ${this.offsets.length + 1}\n`.length;
    return {
      bytes: bytes.slice(0, end - EMPTY_LINE_BYTES),
      objects,
      // The first entry is that of the free objects.
      table: bytes.slice(this.tableAt, this.tableAt + head + TABLE_ENTRY_BYTES * (objects + 1)),
    };
  }
}

/** Bytes of an entry of the cross-reference table (ISO 32000-1, 7.5.4). */
const TABLE_ENTRY_BYTES = 20;

/** Returns a table that continues the beginning of another one with the `count` entries of `rest`. */
function continuedTable(beginning: Uint8Array, rest: PDFCrossRefSection, count: number): PDFCrossRefSection {
  const entries = TABLE_ENTRY_BYTES * count;
  const head = rest.sizeInBytes() - entries;
  const table: Pick<PDFCrossRefSection, 'sizeInBytes' | 'copyBytesInto'> = {
    sizeInBytes: () => beginning.length + entries,
    copyBytesInto(buffer, offset) {
      // The beginning is written over the head that `rest` has as a table of its own.
      rest.copyBytesInto(buffer, offset + beginning.length - head);
      buffer.set(beginning, offset);
      return beginning.length + entries;
    },
  };
  return table as PDFCrossRefSection;
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
