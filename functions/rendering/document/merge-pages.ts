import { hash } from 'node:crypto';
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFParser,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '../text/pdf-core.ts';
import { bytesOfObject } from '../text/raw-object.ts';

/** A file whose pages are taken over, and the name under which each of them can be found again. */
export interface MergedFile {
  readonly bytes: Uint8Array;
  /** Letters and digits. */
  readonly name?: string;
  /** How many pages it must have. */
  readonly pages?: number;
}

/** What of a page is printed; tags, links and attachments are for screens. */
const PRINTED_ENTRIES = ['MediaBox', 'Contents', 'Resources'].map((entry) => PDFName.of(entry));
const CATALOG = PDFRef.of(1);
const PAGES = PDFRef.of(2);
/** Bytes that are handed on at once. */
const PIECE_BYTES = 64 * 1024;
const ENCODER = new TextEncoder();

/**
 * Yields one file with the pages of files of ours, in their order, to print. Objects with the same content are written
 * once, whichever files they come from: fonts, logos and the art of a design. Holds one file at a time, and of what is
 * written the hash and the position of each object.
 *
 * @throws Error for a file that isn't whole.
 */
export async function* mergePages(files: AsyncIterable<MergedFile>): AsyncGenerator<Uint8Array> {
  const merged = new MergedPages();
  for await (const file of files) {
    await merged.add(file);
    yield* merged.pieces(PIECE_BYTES);
  }
  merged.end();
  yield* merged.pieces(1);
}

class MergedPages {
  /** Where each object stands, by its number. */
  readonly #positions: number[] = [0, 0, 0];
  /** Numbers of objects by the hash of their content. */
  readonly #written = new Map<string, number>();
  readonly #pages: number[] = [];
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #length = 0;

  constructor() {
    // A comment of bytes above 127 tells programs that the file isn't text.
    this.#write(Uint8Array.of(...ENCODER.encode('%PDF-1.7\n%'), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a));
  }

  async add({ bytes, name, pages }: MergedFile): Promise<void> {
    const context = await PDFParser.forBytesWithOptions(
      bytes,
      Number.POSITIVE_INFINITY,
      true,
    ).parseDocument();
    const catalog = context.lookup(context.trailerInfo.Root, PDFDict);
    const copied = new Map<PDFRef, PDFRef>();
    const before = this.#pages.length;
    for (const page of pagesUnder(context, catalog.lookup(PDFName.of('Pages'), PDFDict))) {
      const printed = context.obj({ Type: 'Page', Parent: PAGES });
      for (const entry of PRINTED_ENTRIES) {
        const value = page.get(entry);
        if (value === undefined) throw new Error(`a page to print has no ${entry.asString()}`);
        printed.set(entry, this.#copy(context, value, copied));
      }
      if (name !== undefined)
        printed.set(PDFName.of('PieceInfo'), context.obj({ Tawtheeq: { Private: PDFString.of(name) } }));
      this.#pages.push(this.#object([bytesOfObject(printed)]));
    }
    const added = this.#pages.length - before;
    if (pages !== undefined && added !== pages) throw new Error(`a file to print has ${added} pages`);
  }

  /** Writes what leads to the pages. */
  end(): void {
    const kids = this.#pages.map((page) => `${page} 0 R`).join(' ');
    this.#objectAt(
      CATALOG,
      '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None /Duplex /Simplex >> >>',
    );
    this.#objectAt(PAGES, `<< /Type /Pages /Count ${this.#pages.length} /Kids [ ${kids} ] >>`);
    const at = this.#length;
    const size = this.#positions.length;
    this.#write(ENCODER.encode(`xref\n0 ${size}\n0000000000 65535 f \n`));
    for (const position of this.#positions.slice(1))
      this.#write(ENCODER.encode(`${String(position).padStart(10, '0')} 00000 n \n`));
    this.#write(ENCODER.encode(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`));
  }

  /** Yields what has been written since, once it is as long as that. */
  *pieces(atLeast: number): Generator<Uint8Array> {
    if (this.#waitingBytes < atLeast) return;
    const pieces = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    yield Buffer.concat(pieces);
  }

  /** Returns a value of a file as it is in the merged one: its references lead to objects that are written. */
  #copy(context: PDFContext, value: PDFObject, copied: Map<PDFRef, PDFRef>): PDFObject {
    if (value instanceof PDFRef) return this.#copyObject(context, value, copied);
    if (value instanceof PDFArray)
      for (let i = 0; i < value.size(); i += 1) value.set(i, this.#copy(context, value.get(i), copied));
    const dict = value instanceof PDFRawStream ? value.dict : value;
    if (dict instanceof PDFDict)
      for (const [key, entry] of dict.entries()) dict.set(key, this.#copy(context, entry, copied));
    return value;
  }

  #copyObject(context: PDFContext, ref: PDFRef, copied: Map<PDFRef, PDFRef>): PDFRef {
    const known = copied.get(ref);
    if (known !== undefined) return known;
    const object = context.lookup(ref);
    if (object === undefined) throw new Error(`a page to print leads to no object ${ref.objectNumber}`);
    const value = this.#copy(context, object, copied);
    const parts =
      value instanceof PDFRawStream
        ? [
            bytesOfObject(value.dict),
            ENCODER.encode('\nstream\n'),
            value.contents,
            ENCODER.encode('\nendstream'),
          ]
        : [bytesOfObject(value)];
    const content = hash('sha256', Buffer.concat(parts), 'base64');
    let number = this.#written.get(content);
    if (number === undefined) {
      number = this.#object(parts);
      this.#written.set(content, number);
    }
    const own = PDFRef.of(number);
    copied.set(ref, own);
    return own;
  }

  /** Writes an object and returns its number. */
  #object(parts: readonly Uint8Array[]): number {
    const number = this.#positions.push(this.#length) - 1;
    this.#write(ENCODER.encode(`${number} 0 obj\n`));
    for (const part of parts) this.#write(part);
    this.#write(ENCODER.encode('\nendobj\n'));
    return number;
  }

  /** Writes an object whose number was taken before. */
  #objectAt({ objectNumber }: PDFRef, text: string): void {
    this.#positions[objectNumber] = this.#length;
    this.#write(ENCODER.encode(`${objectNumber} 0 obj\n${text}\nendobj\n`));
  }

  #write(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#length += bytes.length;
  }
}

/** Yields the pages under a node of the tree of pages. */
function* pagesUnder(context: PDFContext, node: PDFDict): Generator<PDFDict> {
  for (const kid of node.lookup(PDFName.of('Kids'), PDFArray).asArray()) {
    const child = context.lookup(kid, PDFDict);
    if (child.has(PDFName.of('Kids'))) yield* pagesUnder(context, child);
    else yield child;
  }
}
