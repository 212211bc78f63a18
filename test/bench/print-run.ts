/**
 * Measures what a print run costs: `node test/bench/print-run.ts [certificates] [MiB]`, 17,360 and 256 by default. The
 * documents of a half-year are stored in the embedded cloud's bucket, on disk. Each part is then built by a process of its own
 * whose heap is bounded so that it fits a function of that memory; it prints seconds, CPU, bytes and its peak memory, which
 * must not be above.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Batch } from '../../functions/domain/batch/batch.ts';
import { certificateIdFrom } from '../../functions/domain/certificate/certificate-id.ts';
import { inOrder } from '../../functions/domain/in-order.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { openPrintRunRenderer } from '../../functions/rendering/print-run/render-print-run.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { S3DocumentStore } from '../../functions/storage/s3/s3-document-store.ts';
import { S3ResultStore } from '../../functions/storage/s3/s3-result-store.ts';
import { writePrintRun } from '../../functions/workflows/batches/write-print-run.ts';
import { issuedOf } from '../certificates.ts';
import { s3At, startBucket } from '../s3-bucket.ts';
import { CREDENTIAL, person } from './people.ts';

const PART = 5_000;
const STORED_AT_ONCE = 16;
const ISSUER_ID = 'rawabi-health-cluster';

const numbered = (index: number) => {
  const bytes = new Uint8Array(10).fill(0x5c);
  new DataView(bytes.buffer).setUint32(6, index);
  return certificateIdFrom(bytes);
};
const snapshotAt = (index: number) => ({ ...person(index), certificateId: numbered(index) });

if (process.send === undefined)
  await measure(Number(process.argv[2] ?? 17_360), Number(process.argv[3] ?? 256));
else process.once('message', (message) => void build(message as Order));

interface Order {
  readonly endpoint: string;
  readonly bucketName: string;
  readonly hashes: readonly string[];
  readonly first: number;
}

async function measure(count: number, memoryMiB: number): Promise<void> {
  const { s3, endpoint, bucketName, stop } = await startBucket();
  const documents = new S3DocumentStore(s3, bucketName);
  const renderer = loadRenderer(templatesDirectory());
  const hashes: string[] = [];
  let documentBytes = 0;
  const stored = inOrder(Array(count).keys(), STORED_AT_ONCE, async (index) => {
    const bytes = await renderer.render(snapshotAt(index), { credentialJwt: CREDENTIAL });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await documents.store(numbered(index), bytes, sha256);
    documentBytes += bytes.length;
    return sha256;
  });
  for await (const sha256 of stored) hashes.push(sha256);
  console.log(JSON.stringify({ certificates: count, documentBytes }));
  for (let first = 0; first < count; first += PART) {
    // A process has some 110 MiB besides the heap of its objects: code, fonts, parts that are uploaded.
    const child = fork(import.meta.filename, {
      execArgv: [`--max-old-space-size=${memoryMiB - 150}`, '--max-semi-space-size=4'],
    });
    const order: Order = { endpoint, bucketName, hashes: hashes.slice(first, first + PART), first };
    child.send(order);
    await new Promise((resolve, reject) => {
      child.on('message', (measured) => {
        console.log(JSON.stringify(measured));
        const { peakMiB } = measured as { peakMiB: number };
        if (peakMiB > memoryMiB) reject(new Error(`A part took ${peakMiB} MiB of ${memoryMiB}`));
      });
      child.on('exit', (code) =>
        code === 0 ? resolve(undefined) : reject(new Error(`A part ended with ${code}`)),
      );
    });
  }
  await stop();
}

async function build({ endpoint, bucketName, hashes, first }: Order): Promise<void> {
  const s3 = s3At(endpoint);
  const library = openFontLibrary(templatesDirectory());
  const indexOf = new Map(hashes.map((_, at) => [numbered(first + at), at]));
  const started = performance.now();
  let bytes = 0;
  const results = new S3ResultStore(s3, bucketName);
  await writePrintRun(
    { batchId: 'B-1', run: 1, name: `print-${first}.pdf` },
    {
      batch: { batchId: 'B-1', issuerIds: [ISSUER_ID], plan: { chunkCount: 1736 } } as unknown as Batch,
      part: first / PART,
      format: 'print-ar',
      certificateIds: [...indexOf.keys()],
    },
    {
      register: {
        findMany: async (ids) =>
          ids.map((id) => {
            const at = indexOf.get(id) ?? 0;
            return issuedOf(snapshotAt(first + at), { documentSha256: hashes[at] ?? '' });
          }),
      },
      documents: new S3DocumentStore(s3, bucketName),
      results: {
        write: (key, mediaType, content) =>
          results.write(
            key,
            mediaType,
            (async function* () {
              for await (const piece of content) {
                bytes += piece.length;
                yield piece;
              }
            })(),
          ),
      },
      printing: openPrintRunRenderer(templatesDirectory(), library),
      issuers: loadIssuers(templatesDirectory()),
      now: () => new Date().toISOString(),
    },
  );
  const { user, system } = process.cpuUsage();
  process.send?.(
    {
      certificates: hashes.length,
      bytes,
      seconds: Math.round(performance.now() - started) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    },
    () => process.exit(0),
  );
}
