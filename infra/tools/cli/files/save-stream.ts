import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file that was written. */
export interface SavedFile {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Writes a body to a file. The file gets its name only when it is complete and `accept` has not thrown, so that a
 * broken or altered download never looks complete. Throws what `accept` throws.
 */
export async function saveStream(
  body: AsyncIterable<Uint8Array>,
  path: string,
  accept: (file: SavedFile) => void = () => {},
): Promise<SavedFile> {
  const partial = `${path}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(body, measure, createWriteStream(partial));
    const file = { bytes, sha256: hash.digest('hex') };
    accept(file);
    await rename(partial, path);
    return file;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
