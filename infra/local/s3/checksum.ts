import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type ChecksumAlgorithm = 'crc32' | 'sha256';

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  name === 'crc32' || name === 'sha256';

export interface RunningChecksum {
  update(chunk: Buffer): void;
  /** In base64, as S3's headers carry it. */
  value(): string;
}

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
