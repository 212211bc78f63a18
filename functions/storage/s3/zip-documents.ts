import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { inOrder } from '../../domain/in-order.ts';
import type { ArchivedDocument } from '../../domain/ports/result-store.ts';

/** Documents fetched ahead of the one being written. */
const FETCHED_AHEAD = 8;

/** The same for every entry, so that a part built twice has the same bytes. */
const ENTRY_TIME = new Date('2000-01-01T00:00:00Z');

/** Kept as they are: PDF streams are compressed already. */
const STORED = { compress: false, mtime: ENTRY_TIME } as const;

/** The name of the list of hashes, in the form that `sha256sum -c` checks. */
const LIST_NAME = 'SHA256SUMS';

/**
 * A ZIP of documents as a stream. Holds a few documents at a time, however many there are: the next is only
 * fetched when a reader has taken those before.
 */
export function zipDocuments(
  documents: AsyncIterable<ArchivedDocument>,
  fetchDocument: (certificateId: string) => Promise<Uint8Array>,
): Readable {
  const zip = new ZipFile();
  // yazl reports what goes wrong on itself, not on the stream it writes to.
  const output = new PassThrough();
  zip.on('error', (error: Error) => output.destroy(error));
  zip.outputStream.pipe(output);
  fill(zip, documents, fetchDocument).catch((error: Error) => output.destroy(error));
  return output;
}

async function fill(
  zip: ZipFile,
  documents: AsyncIterable<ArchivedDocument>,
  fetchDocument: (certificateId: string) => Promise<Uint8Array>,
): Promise<void> {
  const sums: string[] = [];
  const fetched = inOrder(documents, FETCHED_AHEAD, async (document) => ({
    document,
    bytes: await checkedDocument(document, fetchDocument),
  }));
  for await (const { document, bytes } of fetched) {
    const name = `${document.certificateId}.pdf`;
    const content = Readable.from([bytes], { objectMode: false });
    const written = once(content, 'end');
    zip.addReadStream(content, name, { ...STORED, size: bytes.length });
    sums.push(`${document.documentSha256}  ${name}\n`);
    await written;
  }
  zip.addBuffer(Buffer.from(sums.join('')), LIST_NAME, STORED);
  zip.end();
}

async function checkedDocument(
  { certificateId, documentSha256 }: ArchivedDocument,
  fetchDocument: (certificateId: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const bytes = await fetchDocument(certificateId);
  if (createHash('sha256').update(bytes).digest('hex') !== documentSha256)
    throw new Error(`The document of certificate ${certificateId} is not the one that was recorded`);
  return bytes;
}
