import { inflateSync } from 'node:zlib';
import { parseCertificateId } from '../domain/certificate/certificate-id.ts';

/** How a file is framed as a PDF, read from its bytes without its objects. */
export interface PdfFrame {
  /** It begins with the header of a PDF, of which one byte may be wrong. */
  readonly begins: boolean;
  /** It ends with `startxref` and the end mark, of which one may be wrong. */
  readonly ends: boolean;
  /** It declares encryption. */
  readonly encrypted: boolean;
}

const HEADER = '%PDF-';
const HEADER_WITHIN = 1024;
const END_WITHIN = 1024;
const LARGEST_INFLATED_BYTES = 4 * 1024 * 1024;
const MOST_STREAMS = 500;

const STREAM = /(?<!end)stream\r?\n/g;
/** An ID in a verification link. A longer run of letters and digits is no ID. */
const LINKED_ID = /\/(?:v|verify)\/([0-9A-Z]{18})(?![0-9A-Z])/gi;
/** The ID as the identifier in the metadata, which other writers keep. */
const IDENTIFIER = /<dc:identifier>([0-9A-Z-]{18,22})</gi;

/** Returns how a file begins and ends. */
export function pdfFrame(bytes: Uint8Array): PdfFrame {
  const text = latin1(bytes);
  const same = [...HEADER].filter((character, index) => text[index] === character).length;
  const end = text.slice(-END_WITHIN);
  return {
    begins: same >= HEADER.length - 1 || text.slice(0, HEADER_WITHIN).includes(HEADER),
    ends: end.includes('%%EOF') || /startxref\s+\d+/.test(end),
    encrypted: /\/Encrypt\s+(?:\d+\s+\d+\s+R|<<)/.test(text),
  };
}

/**
 * Returns the sound certificate IDs that the bytes of a PDF name in links and in its metadata, whether or
 * not its objects can be read: one changed byte makes a reader of objects stop.
 */
export function scannedCertificateIds(bytes: Uint8Array): string[] {
  const text = latin1(bytes);
  const found = [text, ...inflatedStreams(bytes, text)].flatMap((part) => [
    ...[...part.matchAll(LINKED_ID)].map(([, id = '']) => id),
    ...[...part.matchAll(IDENTIFIER)].map(([, id = '']) => id.replaceAll('-', '')),
  ]);
  const ids = found.flatMap((id) => {
    const read = /^[0-9A-Z]{18}$/i.test(id) ? parseCertificateId(id) : undefined;
    return read?.ok ? [read.certificateId] : [];
  });
  return [...new Set(ids)];
}

function inflatedStreams(bytes: Uint8Array, text: string): string[] {
  const inflated: string[] = [];
  let left = LARGEST_INFLATED_BYTES;
  for (const { index, 0: keyword } of [...text.matchAll(STREAM)].slice(0, MOST_STREAMS)) {
    if (left <= 0) break;
    try {
      const content = inflateSync(bytes.subarray(index + keyword.length), { maxOutputLength: left });
      left -= content.length;
      inflated.push(content.toString('latin1'));
    } catch {
      // A stream of another filter, too large, or with a changed byte names nothing.
    }
  }
  return inflated;
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
