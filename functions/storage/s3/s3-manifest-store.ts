import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { isSettled, type ManifestLine } from '../../domain/batch/batch-item.ts';
import type { Selection } from '../../domain/batch/selection.ts';
import type { ManifestKey, ManifestStore } from '../../domain/ports/manifest-store.ts';
import { PREFIXES } from './prefixes.ts';

const selectionPath = (batchId: string) => `${PREFIXES.batches}${batchId}/selection.json`;
const manifestPath = ({ batchId, manifestId }: ManifestKey) =>
  `${PREFIXES.batches}${batchId}/manifest-${manifestId}.jsonl`;
const chunksPath = ({ batchId, manifestId }: ManifestKey) =>
  `${PREFIXES.batches}${batchId}/chunks-${manifestId}.json`;

/** The chunks of a manifest: the byte at which each begins, then its length; and the numbers of the settled ones. */
interface ChunkIndex {
  readonly offsets: number[];
  readonly settled: number[];
}

/** About how many bytes of lines are passed to the upload at once. */
const PIECE_BYTES = 64 * 1024;

/**
 * Selections and manifests in S3: `batches/<batch>/selection.json`, `manifest-<manifest>.jsonl` with a line for each
 * item, and `chunks-<manifest>.json` with the byte offsets of the chunks and the settled ones. Uploads are streams.
 */
export class S3ManifestStore implements ManifestStore {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  async storeSelection(batchId: string, selection: Selection): Promise<void> {
    await this.#putJson(selectionPath(batchId), selection);
  }

  async selection(batchId: string): Promise<Selection> {
    return JSON.parse(await this.#getText(selectionPath(batchId))) as Selection;
  }

  async write(key: ManifestKey, lines: AsyncIterable<ManifestLine>, linesPerChunk: number): Promise<void> {
    const chunks: ChunkIndex = { offsets: [], settled: [] };
    // Imported on use: chunk workers only read manifests, and needn't load it.
    const { Upload } = await import('@aws-sdk/lib-storage');
    await new Upload({
      client: this.#s3,
      queueSize: 2,
      params: {
        Bucket: this.#bucketName,
        Key: manifestPath(key),
        ContentType: 'application/x-ndjson',
        Body: Readable.from(pieces(lines, linesPerChunk, chunks), { objectMode: false }),
      },
    }).done();
    await this.#putJson(chunksPath(key), chunks);
  }

  async chunkOffsets(key: ManifestKey): Promise<readonly number[]> {
    return (await this.#chunkIndex(key)).offsets;
  }

  async settledChunks(key: ManifestKey): Promise<readonly number[]> {
    return (await this.#chunkIndex(key)).settled;
  }

  async #chunkIndex(key: ManifestKey): Promise<ChunkIndex> {
    return JSON.parse(await this.#getText(chunksPath(key))) as ChunkIndex;
  }

  async lines(key: ManifestKey, start: number, end: number): Promise<ManifestLine[]> {
    if (start >= end) return [];
    const text = await this.#getText(manifestPath(key), `bytes=${start}-${end - 1}`);
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ManifestLine);
  }

  async #putJson(path: string, value: unknown): Promise<void> {
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucketName,
        Key: path,
        ContentType: 'application/json',
        Body: JSON.stringify(value),
      }),
    );
  }

  async #getText(path: string, range?: string): Promise<string> {
    const { Body } = await this.#s3.send(
      new GetObjectCommand({
        Bucket: this.#bucketName,
        Key: path,
        ...(range === undefined ? {} : { Range: range }),
      }),
    );
    if (Body === undefined) throw new Error('S3 answered without a body');
    return Body.transformToString('utf-8');
  }
}

/** Joins lines into larger buffers, and fills the index of the chunks. */
async function* pieces(
  lines: AsyncIterable<ManifestLine>,
  linesPerChunk: number,
  { offsets, settled }: ChunkIndex,
): AsyncGenerator<Buffer> {
  let piece: Buffer[] = [];
  let pieceBytes = 0;
  let bytes = 0;
  let count = 0;
  let allSettled = true;
  const endChunk = () => {
    if (allSettled && count > 0) settled.push(offsets.length - 1);
    allSettled = true;
  };
  for await (const line of lines) {
    if (count % linesPerChunk === 0) {
      endChunk();
      offsets.push(bytes);
    }
    allSettled &&= isSettled(line);
    const encoded = Buffer.from(`${JSON.stringify(line)}\n`);
    piece.push(encoded);
    pieceBytes += encoded.length;
    bytes += encoded.length;
    count += 1;
    if (pieceBytes < PIECE_BYTES) continue;
    yield Buffer.concat(piece);
    piece = [];
    pieceBytes = 0;
  }
  if (pieceBytes > 0) yield Buffer.concat(piece);
  endChunk();
  offsets.push(bytes);
}
