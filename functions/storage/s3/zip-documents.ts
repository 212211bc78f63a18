import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { displayId } from '../../domain/certificate/certificate-id.ts';
import { requireDocument } from '../../domain/certificate/require-document.ts';
import { inOrder } from '../../domain/in-order.ts';
import type { ArchivedDocument } from '../../domain/ports/result-store.ts';
import { spreadsheetRows } from '../../domain/report/spreadsheet-rows.ts';

/** How many documents are fetched at the same time. */
const FETCHED_AHEAD = 8;

/** Modification time of every entry, so that a part that is built twice has the same bytes. */
const ENTRY_TIME = new Date('2000-01-01T00:00:00Z');

/** Entries are stored, not compressed: the streams in a PDF are compressed already. */
const STORED = { compress: false, mtime: ENTRY_TIME } as const;

/** The entry to hand the documents out by: who holds which, for a spreadsheet. */
const HAND_OUT_NAME = 'list.csv';
const HAND_OUT_HEADINGS = [
  'name_ar',
  'name_en',
  'volunteer_id',
  'title_ar',
  'title_en',
  'certificate_id',
  'file',
];

/** The entry with the hashes, in the format of `sha256sum -c`. */
const LIST_NAME = 'SHA256SUMS';

/**
 * Returns a ZIP of documents as a stream, with the hashes in `SHA256SUMS` and the holders in `list.csv`. Holds a few documents at a time: the next
 * ones are fetched when a reader has taken those before. The stream fails if a document doesn't have its recorded hash.
 */
export function zipDocuments(
  documents: AsyncIterable<ArchivedDocument>,
  fetchDocument: (certificateId: string) => Promise<Uint8Array>,
): Readable {
  const zip = new ZipFile();
  // yazl emits errors on the ZipFile, not on its output stream.
  const output = new PassThrough();
  zip.on('error', (error: Error) => output.destroy(error));
  zip.outputStream.pipe(output);
  fill(zip, documents, fetchDocument).catch((error: Error) => output.destroy(error));
  return output;
}

/** Adds the documents, one by one, and the list of hashes. */
async function fill(
  zip: ZipFile,
  documents: AsyncIterable<ArchivedDocument>,
  fetchDocument: (certificateId: string) => Promise<Uint8Array>,
): Promise<void> {
  const sums: string[] = [];
  const holders: string[][] = [];
  const fetched = inOrder(documents, FETCHED_AHEAD, async (document) => ({
    document,
    bytes: requireDocument(document, await fetchDocument(document.certificateId)),
  }));
  for await (const { document, bytes } of fetched) {
    const name = `${document.certificateId}.pdf`;
    const content = Readable.from([bytes], { objectMode: false });
    const written = once(content, 'end');
    zip.addReadStream(content, name, { ...STORED, size: bytes.length });
    sums.push(`${document.documentSha256}  ${name}\n`);
    const { nameAr, nameEn, volunteerId, titleAr, titleEn, certificateId } = document;
    holders.push([nameAr, nameEn, volunteerId, titleAr, titleEn, displayId(certificateId), name]);
    await written;
  }
  zip.addBuffer(Buffer.from(sums.join('')), LIST_NAME, STORED);
  zip.addBuffer(
    Buffer.from(`\ufeff${spreadsheetRows([HAND_OUT_HEADINGS, ...holders])}`),
    HAND_OUT_NAME,
    STORED,
  );
  zip.end();
}
