import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { UnreadableFile } from '../../domain/import/import-problem.ts';
import { IMPORT_LIMITS } from '../import-limits.ts';

const MAX_PARTS = 2_000;

/** The parts of a workbook (files of its ZIP, ECMA-376 part 2) by path, streamed on request. */
export interface XlsxPackage {
  has(path: string): boolean;
  open(path: string): Promise<Readable>;
}

/**
 * Opens the ZIP of a workbook. Refuses ZIP bombs: the sum of the sizes in its directory is checked before anything is
 * unpacked, and the ZIP reader fails on a part that is longer than its directory entry says.
 *
 * @throws UnreadableFile when the file is damaged, too large or not a workbook.
 */
export async function openXlsxPackage(bytes: Buffer): Promise<XlsxPackage> {
  const zip = await openZip(bytes);
  const parts = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => reject(new UnreadableFile({ code: 'FILE_DAMAGED' })));
    zip.on('end', () => resolve());
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      if (unpacked > IMPORT_LIMITS.xlsxUnpackedBytes || parts.size >= MAX_PARTS)
        return reject(
          new UnreadableFile({
            code: 'WORKBOOK_TOO_LARGE',
            facts: { limit: IMPORT_LIMITS.xlsxUnpackedBytes / 1024 / 1024, parts: MAX_PARTS },
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

/** Names the likely type of a ZIP that is not an XLSX workbook, by the paths in it. */
const kindOfZip = (paths: readonly string[]): string =>
  ZIP_KINDS.find(([pattern]) => paths.some((path) => pattern.test(path)))?.[1] ?? 'ZIP';

const ZIP_KINDS = [
  [/^content\.xml$/, 'OpenDocument (ODS)'],
  [/^xl\/workbook\.bin$/, 'XLSB'],
  [/^Index(?:\.zip|\/.*\.iwa)$/, 'Apple Numbers'],
  [/^word\//, 'Word'],
  [/^ppt\//, 'PowerPoint'],
] as const;

const openZip = (bytes: Buffer): Promise<ZipFile> =>
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
