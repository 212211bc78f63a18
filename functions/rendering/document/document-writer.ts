import { Buffer } from 'node:buffer';
import { deflate } from './deflate.ts';

/** Bytes of a row of a cross-reference stream: a type, an offset or an object stream number, and an index. */
export const XREF_ROW_BYTES = 6;
const FREE = 0;
const AT_OFFSET = 1;
const IN_OBJECT_STREAM = 2;

/** Writes a row of a cross-reference stream (`/W [1 3 2]`). */
export function writeXrefRow(rows: Buffer, object: number, type: number, value: number, index: number): void {
  const at = object * XREF_ROW_BYTES;
  rows[at] = type;
  rows[at + 1] = value >> 16;
  rows[at + 2] = value >> 8;
  rows[at + 3] = value;
  rows[at + 4] = index >> 8;
  rows[at + 5] = index;
}

/** The beginning of a document that many documents share. */
export interface DocumentStart {
  readonly bytes: Uint8Array;
  /** Cross-reference rows of the objects in `bytes`, from row 0; the rows of reserved numbers are empty. */
  readonly rows: Uint8Array;
}

/** Returns the smallest start: a header and no objects. */
export function bareStart(): DocumentStart {
  const rows = Buffer.alloc(XREF_ROW_BYTES);
  writeXrefRow(rows, 0, FREE, 0, 0xffff);
  return { bytes: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), rows };
}

const STREAM_END = '\nendstream\nendobj\n';

/**
 * Appends objects to a start and closes the file. Compresses with our own deflate, because the output of zlib differs
 * between builds. All writers share one buffer: finish one before you create the next.
 */
export class DocumentWriter {
  private out: Buffer;
  private at: number;
  private rows: Buffer;
  private count: number;
  private packed = '';
  private packedIndex = '';
  private packedNumbers: number[] = [];

  constructor(start: DocumentStart) {
    this.out = pool;
    this.count = start.rows.length / XREF_ROW_BYTES;
    this.rows = Buffer.alloc(start.rows.length + 128 * XREF_ROW_BYTES);
    this.rows.set(start.rows);
    this.at = 0;
    this.reserve(start.bytes.length);
    this.out.set(start.bytes);
    this.at = start.bytes.length;
  }

  /** Returns a new object number. */
  allot(): number {
    return this.count++;
  }

  /** Adds an object (latin-1 text) to the object stream of the document. */
  object(number: number, body: string): void {
    this.packedIndex += `${number} ${this.packed.length} `;
    this.packed += `${body} `;
    this.packedNumbers.push(number);
  }

  /** Writes a stream; `entries` are the entries of its dictionary besides the length. */
  stream(number: number, entries: string, body: Uint8Array | string): void {
    const length = body.length;
    this.reserve(length + entries.length + 128);
    this.recordOffset(number);
    this.text(`${number} 0 obj\n<<${entries}/Length ${length}>>\nstream\n`);
    if (typeof body === 'string') this.text(body);
    else {
      this.out.set(body, this.at);
      this.at += length;
    }
    this.text(STREAM_END);
  }

  /** Compresses and writes a stream. */
  deflatedStream(number: number, entries: string, body: Uint8Array): void {
    this.stream(number, `${entries}/Filter/FlateDecode`, deflate(body));
  }

  /** Writes an object outside the object stream and returns the offset of its body. */
  plainObject(number: number, body: string): number {
    this.reserve(body.length + 64);
    this.recordOffset(number);
    this.text(`${number} 0 obj\n`);
    const start = this.at;
    this.text(`${body}\nendobj\n`);
    return start;
  }

  /** Returns the file so far as the start of other documents, which write the objects that have only a number. */
  asStart(): DocumentStart {
    this.writeObjectStream();
    return {
      bytes: Buffer.from(this.out.subarray(0, this.at)),
      rows: Buffer.from(this.rows.subarray(0, this.count * XREF_ROW_BYTES)),
    };
  }

  /** Writes object stream, cross-reference stream and trailer; `id` is 32 hexadecimal digits. */
  finish(root: number, id: string): Buffer {
    this.writeObjectStream();
    const table = this.allot();
    const start = this.at;
    this.recordOffset(table);
    const rows = this.rows.subarray(0, this.count * XREF_ROW_BYTES);
    this.reserve(rows.length + 256);
    this.text(
      `${table} 0 obj\n<</Type/XRef/Size ${this.count}/W[1 3 2]/Root ${root} 0 R/ID[<${id}><${id}>]/Length ${rows.length}>>\nstream\n`,
    );
    this.out.set(rows, this.at);
    this.at += rows.length;
    this.text(`${STREAM_END}startxref\n${start}\n%%EOF\n`);
    return Buffer.from(this.out.subarray(0, this.at));
  }

  private writeObjectStream(): void {
    const objects = this.allot();
    this.growRows();
    this.packedNumbers.forEach((number, index) => {
      writeXrefRow(this.rows, number, IN_OBJECT_STREAM, objects, index);
    });
    this.deflatedStream(
      objects,
      `/Type/ObjStm/N ${this.packedNumbers.length}/First ${this.packedIndex.length}`,
      Buffer.from(this.packedIndex + this.packed, 'latin1'),
    );
  }

  /** Records the current offset as the offset of an object. */
  private recordOffset(number: number): void {
    this.growRows();
    writeXrefRow(this.rows, number, AT_OFFSET, this.at, 0);
  }

  private growRows(): void {
    if (this.count * XREF_ROW_BYTES <= this.rows.length) return;
    const larger = Buffer.alloc(this.count * 2 * XREF_ROW_BYTES);
    larger.set(this.rows);
    this.rows = larger;
  }

  private text(text: string): void {
    this.at += this.out.write(text, this.at, 'latin1');
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= this.out.length) return;
    const larger = Buffer.alloc((this.at + bytes) * 2);
    this.out.copy(larger, 0, 0, this.at);
    this.out = larger;
    pool = larger;
  }
}

let pool = Buffer.alloc(1 << 18);
