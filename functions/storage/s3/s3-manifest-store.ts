import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ManifestLine } from '../../domain/batch/batch-item.ts';
import type { Selection } from '../../domain/batch/selection.ts';
import type { ManifestKey, ManifestStore } from '../../domain/ports/manifest-store.ts';
import { PREFIXES } from './prefixes.ts';

const selectionPath = (batchId: string) => `${PREFIXES.batches}${batchId}/selection.json`;
const manifestPath = ({ batchId, manifestId }: ManifestKey) =>
  `${PREFIXES.batches}${batchId}/manifest-${manifestId}.jsonl`;
const offsetsPath = ({ batchId, manifestId }: ManifestKey) =>
  `${PREFIXES.batches}${batchId}/chunks-${manifestId}.json`;

/** About how many bytes of lines are passed to the upload at once. */
const PIECE_BYTES = 64 * 1024;

/**
 * Selections and manifests in S3: `batches/<batch>/selection.json`, `manifest-<manifest>.jsonl` with a line for each
 * item, and `chunks-<manifest>.json` with the byte offsets of the chunks. Uploads are streams.
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
    const offsets: number[] = [];
    // Imported on use: chunk workers only read manifests, and needn't load it.
    const { Upload } = await import('@aws-sdk/lib-storage');
    await new Upload({
      client: this.#s3,
      queueSize: 2,
      params: {
        Bucket: this.#bucketName,
        Key: manifestPath(key),
        ContentType: 'application/x-ndjson',
        Body: Readable.from(pieces(lines, linesPerChunk, offsets), { objectMode: false }),
      },
    }).done();
    await this.#putJson(offsetsPath(key), offsets);
  }

  async chunkOffsets(key: ManifestKey): Promise<readonly number[]> {
    return JSON.parse(await this.#getText(offsetsPath(key))) as number[];
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

/** Joins lines into larger buffers. Adds to `offsets` the byte at which each chunk begins, and the total length. */
async function* pieces(
  lines: AsyncIterable<ManifestLine>,
  linesPerChunk: number,
  offsets: number[],
): AsyncGenerator<Buffer> {
  let piece: Buffer[] = [];
  let pieceBytes = 0;
  let bytes = 0;
  let count = 0;
  for await (const line of lines) {
    if (count % linesPerChunk === 0) offsets.push(bytes);
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
  offsets.push(bytes);
}
