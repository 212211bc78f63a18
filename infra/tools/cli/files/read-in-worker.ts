import { Worker } from 'node:worker_threads';
import { fileKind } from '../../../../functions/proof/reading/file-kind.ts';
import { type FileReading, readingKindOf, unread } from '../../../../functions/proof/reading/read-file.ts';

/** Time for a file, as on the page. */
const LONGEST_MS = 60_000;

/**
 * Reads a file in a thread of its own, because PDFium and ZXing can't be interrupted: one that doesn't end in time is
 * ended, and the file is `too_slow`.
 */
export function readInWorker(bytes: Uint8Array, longestMilliseconds = LONGEST_MS): Promise<FileReading> {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { workerData: bytes });
  return new Promise<FileReading>((resolve, reject) => {
    const timer = setTimeout(
      () => resolve(unread(readingKindOf(fileKind(bytes)), 'too_slow')),
      longestMilliseconds,
    );
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}
