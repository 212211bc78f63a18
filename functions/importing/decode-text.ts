import { isAscii } from 'node:buffer';
import { UnreadableFile } from '../domain/import/import-problem.ts';

/** Enough text past the first letter that isn't ASCII to tell UTF-8 from a one-byte encoding. */
const DECIDING_BYTES = 1024;

/**
 * The text of a CSV file: UTF-8 or UTF-16 by its byte order mark, else UTF-8 if its first letters beyond ASCII are,
 * else Windows-1256, as Excel on Arabic Windows saves. Bytes that break UTF-8 later on make the file unreadable:
 * read as Windows-1256 they would turn its names into nonsense. What stands before them is given out first, so that
 * whoever counts rows knows where they are.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoding: Decoding | undefined;
  let held: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const bytes of chunks) {
    let chunk =
      held.length > 0
        ? Buffer.concat([held, bytes])
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    held = Buffer.alloc(0);
    if (first) {
      if (chunk.length < 3) {
        held = chunk;
        continue;
      }
      first = false;
      const marked = markedEncoding(chunk);
      if (marked) decoding = new Decoding(marked);
    }
    if (!decoding) {
      if (isAscii(chunk)) {
        yield chunk.toString('latin1');
        continue;
      }
      const start = chunk.findIndex((byte) => byte > 0x7f);
      if (chunk.length - start < DECIDING_BYTES) {
        if (start > 0) yield chunk.toString('latin1', 0, start);
        held = chunk.subarray(start);
        continue;
      }
      chunk = Buffer.from(chunk);
      decoding = new Decoding(unmarkedEncoding(chunk, true));
    }
    yield* decoding.text(chunk);
  }
  if (held.length > 0) {
    decoding ??= new Decoding(unmarkedEncoding(held, false));
    yield* decoding.text(held);
  }
  yield* decoding?.end() ?? [];
}

/** Windows-1256 has Latin letters where other encodings of Arabic go on with it: within a word they give that away. */
const OTHER_ARABIC = /[\u0621-\u064a][àâçèéêëîïôùûü]|[àâçèéêëîïôùûü][\u0621-\u064a]/;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256';

function markedEncoding(start: Buffer): Encoding | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : undefined;
}

/** Of Windows-1256 hardly a byte is UTF-8; of UTF-8 with a fault nearly all is. */
function unmarkedEncoding(bytes: Buffer, more: boolean): Encoding {
  // As a stream: a letter cut off by the end of the file is not one that is broken.
  const asUtf8 = new TextDecoder('utf-8').decode(bytes, { stream: true });
  const broken = asUtf8.match(/\ufffd/g)?.length ?? 0;
  const sound = asUtf8.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (broken === 0 && (more || sound > 0)) return 'utf-8';
  return sound > broken ? 'utf-8' : 'windows-1256';
}

/** Text of one encoding, a piece at a time; throws `UnreadableFile` at the first bytes that aren't of it. */
class Decoding {
  readonly #strict: TextDecoder;
  readonly #lenient: TextDecoder;

  constructor(encoding: Encoding) {
    this.#strict = new TextDecoder(encoding, { fatal: true });
    this.#lenient = new TextDecoder(encoding);
  }

  *text(bytes: Uint8Array): Generator<string> {
    const lenient = this.#lenient.decode(bytes, { stream: true });
    try {
      this.#strict.decode(bytes, { stream: true });
    } catch {
      yield lenient.slice(0, Math.max(0, lenient.indexOf('\ufffd')));
      throw new UnreadableFile({ code: 'FILE_ENCODING' });
    }
    if (this.#strict.encoding === 'windows-1256' && OTHER_ARABIC.test(lenient))
      throw new UnreadableFile({ code: 'FILE_ENCODING' });
    yield lenient;
  }

  *end(): Generator<string> {
    try {
      const rest = this.#strict.decode();
      if (rest !== '') yield rest;
    } catch {
      throw new UnreadableFile({ code: 'FILE_CUT_OFF' });
    }
  }
}
