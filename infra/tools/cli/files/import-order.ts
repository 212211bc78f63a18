import { open } from 'node:fs/promises';
import type { FileKind } from '../../../../functions/domain/import/import-record.ts';
import { HeadingMapping } from '../../../../functions/importing/heading-mapping.ts';
import { readHeadings } from '../../../../functions/importing/read-headings.ts';
import type { Mapping } from './mapping-file.ts';

const HEAD_BYTES = 16 * 1024;
const RANK: Readonly<Record<FileKind | 'unknown', number>> = {
  opportunities: 0,
  volunteers: 1,
  unknown: 2,
  hours: 3,
};

/**
 * Returns the files in the order in which they can be imported: opportunities and volunteers before the hours that
 * refer to them. Workbooks and files without known headings come between the two.
 */
export async function sortForImport(paths: readonly string[], mapping: Mapping = {}): Promise<string[]> {
  const ranked = await Promise.all(
    paths.map(async (path) => ({ path, rank: RANK[await kindByHeadings(path, mapping)] })),
  );
  return ranked.sort((one, other) => one.rank - other.rank).map(({ path }) => path);
}

/** Guesses the kind of a CSV file from its headings, for the order only; the service reads the file itself. */
async function kindByHeadings(path: string, mapping: Mapping): Promise<FileKind | 'unknown'> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    for (const encoding of ['utf-8', 'windows-1256']) {
      const line = new TextDecoder(encoding)
        .decode(head)
        .split(/\r?\n/)
        .find((text) => text.trim() !== '');
      const cells = (line ?? '').split(/[,;\t]/).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''));
      const headings = readHeadings(cells, new HeadingMapping(mapping));
      if (headings !== undefined) return headings.kind;
    }
    return 'unknown';
  } finally {
    await file.close();
  }
}
