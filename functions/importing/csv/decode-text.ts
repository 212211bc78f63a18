import { isAscii } from 'node:buffer';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import type { Encoding, Understanding } from '../../domain/import/understanding.ts';
import { checkWindows1256 } from './one-byte-encodings.ts';

/** Bytes from the first one beyond ASCII in which the encoding is looked for. */
const DETECTION_BYTES = 65_536;

/** Receives the encoding of a text as soon as it is known. */
type ReportEncoding = (found: Pick<Understanding, 'encoding' | 'encodingGuessed'>) => void;

/**
 * Decodes a CSV file. A byte order mark decides for UTF-8 or UTF-16. Without one the file is UTF-8 if its first
 * characters beyond ASCII are, else Windows-1256, which Excel writes on Arabic Windows, if its letters prove it.
 *
 * @throws UnreadableFile FILE_ENCODING at the first bytes that are not valid in the encoding; FILE_CUT_OFF when the
 * file ends inside a character. The text before them is yielded first, so that the caller can count its rows. A file
 * that is partly not UTF-8 is refused rather than read as Windows-1256, which would corrupt its names.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  report: ReportEncoding,
): AsyncGenerator<string> {
  let decoder: StrictDecoder | undefined;
  let held: Buffer = Buffer.alloc(0);
  let first = true;
  report({ encoding: 'utf-8', encodingGuessed: false });
  for await (const bytes of chunks) {
    const chunk =
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
      const marked = encodingOfMark(chunk);
      if (marked) {
        report({ encoding: marked, encodingGuessed: false });
        decoder = new StrictDecoder(marked);
      }
    }
    if (!decoder) {
      if (isAscii(chunk)) {
        yield chunk.toString('latin1');
        continue;
      }
      const start = chunk.findIndex((byte) => byte > 0x7f);
      if (chunk.length - start < DETECTION_BYTES) {
        if (start > 0) yield chunk.toString('latin1', 0, start);
        held = chunk.subarray(start);
        continue;
      }
      decoder = detectedDecoder(chunk, true, report);
    }
    yield* decoder.decode(chunk);
  }
  if (held.length > 0) {
    decoder ??= detectedDecoder(held, false, report);
    yield* decoder.decode(held);
  }
  yield* decoder?.end() ?? [];
}

/** Accented Latin letters beside Arabic ones: Arabic of another one-byte encoding, read as Windows-1256. */
const OTHER_ARABIC = /[\u0621-\u064a][àâçèéêëîïôùûü]|[àâçèéêëîïôùûü][\u0621-\u064a]/;

function encodingOfMark(start: Buffer): Encoding | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : undefined;
}

/** Returns a decoder for bytes without a mark. */
function detectedDecoder(bytes: Buffer, more: boolean, report: ReportEncoding): StrictDecoder {
  const encoding = isUtf8(bytes, more) ? 'utf-8' : 'windows-1256';
  if (encoding === 'windows-1256') checkWindows1256(bytes);
  report({ encoding, encodingGuessed: encoding === 'windows-1256' });
  return new StrictDecoder(encoding);
}

/** Hardly any byte beyond ASCII in one-byte text is valid UTF-8; in damaged UTF-8 nearly all are. */
function isUtf8(bytes: Buffer, more: boolean): boolean {
  // In stream mode a character that is incomplete at the end doesn't count as invalid.
  const asUtf8 = new TextDecoder('utf-8').decode(bytes, { stream: true });
  const invalid = asUtf8.match(/\ufffd/g)?.length ?? 0;
  const valid = asUtf8.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return (invalid === 0 && (more || valid > 0)) || valid > invalid;
}

/** Decodes text of one encoding, chunk by chunk. Throws `UnreadableFile` at the first bytes that are not valid. */
class StrictDecoder {
  readonly #strict: TextDecoder;
  readonly #lenient: TextDecoder;

  constructor(encoding: Encoding) {
    this.#strict = new TextDecoder(encoding, { fatal: true });
    this.#lenient = new TextDecoder(encoding);
  }

  *decode(bytes: Uint8Array): Generator<string> {
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
