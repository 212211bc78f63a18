import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { UnreadableFile } from '../domain/import/import-problem.ts';
import { IMPORT_LIMITS } from './import-limits.ts';

const MOST_PARTS = 2_000;

/** The parts of a workbook file by path, each streamed when asked for. */
export interface XlsxPackage {
  has(path: string): boolean;
  open(path: string): Promise<Readable>;
}

/**
 * Opens a workbook's ZIP. What its directory says it unpacks to is bounded before anything is unpacked, and the ZIP
 * reader ends a part that is longer than its directory says: a bomb is refused either way.
 */
export async function openXlsxPackage(bytes: Buffer): Promise<XlsxPackage> {
  const zip = await opened(bytes);
  const parts = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => reject(new UnreadableFile({ code: 'FILE_DAMAGED' })));
    zip.on('end', () => resolve());
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      if (unpacked > IMPORT_LIMITS.xlsxUnpackedBytes || parts.size >= MOST_PARTS)
        return reject(
          new UnreadableFile({
            code: 'WORKBOOK_TOO_LARGE',
            facts: { limit: IMPORT_LIMITS.xlsxUnpackedBytes / 1024 / 1024, parts: MOST_PARTS },
          }),
        );
      parts.set(entry.fileName.replace(/^\//, ''), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  if (!parts.has('xl/workbook.xml'))
    throw new UnreadableFile({ code: 'FILE_TYPE', facts: { found: kindOfZip([...parts.keys()]) } });
  return {
    has: (path) => parts.has(path),
    open: (path) => {
      const entry = parts.get(path);
      if (entry === undefined) throw new UnreadableFile({ code: 'FILE_DAMAGED' });
      return streamOf(zip, entry);
    },
  };
}

/** What a ZIP that is no workbook of ours most likely is, by what is in it. */
const kindOfZip = (paths: readonly string[]): string =>
  ZIP_KINDS.find(([sign]) => paths.some((path) => sign.test(path)))?.[1] ?? 'ZIP';

const ZIP_KINDS = [
  [/^content\.xml$/, 'OpenDocument (ODS)'],
  [/^xl\/workbook\.bin$/, 'XLSB'],
  [/^Index(?:\.zip|\/.*\.iwa)$/, 'Apple Numbers'],
  [/^word\//, 'Word'],
  [/^ppt\//, 'PowerPoint'],
] as const;

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(new UnreadableFile({ code: 'FILE_DAMAGED' })) : resolve(zip),
    );
  });

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    if (entry.isEncrypted()) return reject(new UnreadableFile({ code: 'FILE_PROTECTED' }));
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(new UnreadableFile({ code: 'FILE_DAMAGED' })) : resolve(stream),
    );
  });
