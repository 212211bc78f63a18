import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The supported checksum algorithms. */
export type ChecksumAlgorithm = 'crc32' | 'sha256';

/** Returns whether a name, in lower case, is a supported algorithm. */
export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  name === 'crc32' || name === 'sha256';

/** A checksum that is computed piece by piece. */
export interface RunningChecksum {
  update(chunk: Buffer): void;
  /** Returns the checksum in base64, as in S3's headers. */
  value(): string;
}

/** Starts a checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm === 'sha256') {
    const hash = createHash('sha256');
    return { update: (chunk) => void hash.update(chunk), value: () => hash.digest('base64') };
  }
  let running = 0;
  return {
    update: (chunk) => {
      running = crc32(chunk, running);
    },
    value: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(running);
      return bytes.toString('base64');
    },
  };
}
