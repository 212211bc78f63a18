import { latin1 } from './file-kind.ts';

/** How a PDF ends and what its bytes hold, read without its objects. */
export interface PdfFrame {
  /** It has the end of a PDF, of which one byte may be wrong, and is as long as it says. */
  readonly whole: boolean;
  /** Something was added after its first end. */
  readonly revised: boolean;
  /** It declares encryption. */
  readonly encrypted: boolean;
  /** The texts in which IDs may stand: the bytes as they are, and the streams that can be inflated. */
  readonly texts: readonly string[];
}

const LARGEST_INFLATED_BYTES = 4 * 1024 * 1024;
const MOST_STREAMS = 500;
const STREAM = /(?<!end)stream\r?\n/g;
/** The mark at its end, or one with a wrong character where it must stand. Without the last bytes there is neither. */
const END_MARK = /%%EOF|startxref\s+\d+\s+(?:.%EOF|%.EOF|%%.OF|%%E.F|%%EO.)/s;
/** A PDF arranged for the web has an end mark near its beginning too, and says how long it is. */
const LINEARIZED = /\/Linearized\b[^>]{0,200}?\/L\s+(\d{1,10})/;
const ENCRYPT = /\/Encrypt\s+(?:\d+\s+\d+\s+R|<<)/;

/** Reads how a PDF ends and what its bytes hold. One changed byte can make every reader of objects stop. */
export async function pdfFrame(bytes: Uint8Array): Promise<PdfFrame> {
  const text = latin1(bytes);
  const declared = Number(LINEARIZED.exec(text.slice(0, 1024))?.[1] ?? 0);
  return {
    whole: END_MARK.test(text) && declared <= bytes.length,
    // A PDF arranged for the web has two from the beginning.
    revised: text.split('startxref').length - 1 > (declared > 0 ? 2 : 1),
    encrypted: ENCRYPT.test(text),
    texts: [text, ...(await inflatedStreams(bytes, text))],
  };
}

async function inflatedStreams(bytes: Uint8Array, text: string): Promise<string[]> {
  const inflated: string[] = [];
  let left = LARGEST_INFLATED_BYTES;
  let streams = 0;
  for (const { index, 0: keyword } of text.matchAll(STREAM)) {
    streams += 1;
    if (left <= 0 || streams > MOST_STREAMS) break;
    const end = text.indexOf('endstream', index);
    const start = index + keyword.length;
    const content = await inflate(bytes.slice(start, end < 0 ? undefined : end), left);
    left -= content.length;
    if (content !== '') inflated.push(content);
  }
  return inflated;
}

/** Returns what a compressed stream holds, up to the first error: another filter, a changed byte, the line end after it. */
async function inflate(bytes: Uint8Array<ArrayBuffer>, atMost: number): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts: string[] = [];
  let length = 0;
  try {
    while (length < atMost) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      parts.push(latin1(value));
    }
  } catch {
    // What was inflated before the error counts.
  }
  void reader.cancel().catch(() => {});
  return parts.join('');
}
