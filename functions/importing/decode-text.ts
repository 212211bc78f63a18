import { isAscii } from 'node:buffer';
import { UnreadableFile } from '../domain/import-problem.ts';

/** Enough text past the first letter that isn't ASCII to tell UTF-8 from a one-byte encoding. */
const DECIDING_BYTES = 1024;

/**
 * The text of a CSV file: UTF-8 or UTF-16 by its byte order mark, else UTF-8 if its first letters beyond ASCII are,
 * else Windows-1256, as Excel on Arabic Windows saves. Bytes that break UTF-8 later on make the file unreadable:
 * read as Windows-1256 they would turn its names into nonsense.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
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
      if (marked) decoder = new TextDecoder(marked, { fatal: true });
    }
    if (!decoder) {
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
      decoder = decoderFor(chunk, true);
    }
    yield decode(decoder, chunk, true);
  }
  if (held.length > 0) {
    decoder ??= decoderFor(held, false);
    yield decode(decoder, held, true);
  }
  if (decoder) yield decode(decoder, Buffer.alloc(0), false);
}

function markedEncoding(start: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : undefined;
}

/** Of Windows-1256 hardly a byte is UTF-8; of UTF-8 with a fault nearly all is. */
function decoderFor(bytes: Buffer, more: boolean): TextDecoder {
  const asUtf8 = new TextDecoder('utf-8').decode(bytes, { stream: more });
  const broken = asUtf8.match(/\ufffd/g)?.length ?? 0;
  if (broken === 0) return new TextDecoder('utf-8', { fatal: true });
  const sound = asUtf8.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (sound > broken) throw new UnreadableFile({ code: 'FILE_ENCODING' });
  return new TextDecoder('windows-1256');
}

function decode(decoder: TextDecoder, bytes: Buffer, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new UnreadableFile({ code: 'FILE_ENCODING' });
  }
}
