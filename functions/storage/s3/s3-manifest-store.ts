import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ManifestLine } from '../../domain/batch/batch-item.ts';
import type { Selection } from '../../domain/batch/selection.ts';
import type { ManifestKey, ManifestStore } from '../../domain/ports/manifest-store.ts';

const key = (batchId: string, name: string) => `batches/${batchId}/${name}`;

const manifestKey = ({ batchId, manifestId }: ManifestKey) => key(batchId, `manifest-${manifestId}.jsonl`);
const chunksKey = ({ batchId, manifestId }: ManifestKey) => key(batchId, `chunks-${manifestId}.json`);

/** Lines are handed to the upload in pieces of about this size, in UTF-8 bytes. */
const PIECE_BYTES = 64 * 1024;

/** A batch's selection and manifest in S3; memory doesn't grow with either's length. */
export class S3ManifestStore implements ManifestStore {
  readonly #s3: S3Client;
  readonly #bucketName: string;

  constructor(s3: S3Client, bucketName: string) {
    this.#s3 = s3;
    this.#bucketName = bucketName;
  }

  async storeSelection(batchId: string, selection: Selection): Promise<void> {
    await this.#putJson(key(batchId, 'selection.json'), selection);
  }

  async selection(batchId: string): Promise<Selection> {
    return JSON.parse(await this.#getText(key(batchId, 'selection.json'))) as Selection;
  }

  async write(place: ManifestKey, lines: AsyncIterable<ManifestLine>, linesPerChunk: number): Promise<void> {
    const offsets: number[] = [];
    // Imported where it is used: a worker only reads, and needn't load it.
    const { Upload } = await import('@aws-sdk/lib-storage');
    await new Upload({
      client: this.#s3,
      queueSize: 2,
      params: {
        Bucket: this.#bucketName,
        Key: manifestKey(place),
        ContentType: 'application/x-ndjson',
        Body: Readable.from(pieces(lines, linesPerChunk, offsets), { objectMode: false }),
      },
    }).done();
    await this.#putJson(chunksKey(place), offsets);
  }

  async chunkOffsets(place: ManifestKey): Promise<readonly number[]> {
    return JSON.parse(await this.#getText(chunksKey(place))) as number[];
  }

  async lines(place: ManifestKey, start: number, end: number): Promise<ManifestLine[]> {
    if (start >= end) return [];
    const text = await this.#getText(manifestKey(place), `bytes=${start}-${end - 1}`);
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ManifestLine);
  }

  async #putJson(objectKey: string, value: unknown): Promise<void> {
    await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucketName,
        Key: objectKey,
        ContentType: 'application/json',
        Body: JSON.stringify(value),
      }),
    );
  }

  async #getText(objectKey: string, range?: string): Promise<string> {
    const { Body } = await this.#s3.send(
      new GetObjectCommand({
        Bucket: this.#bucketName,
        Key: objectKey,
        ...(range === undefined ? {} : { Range: range }),
      }),
    );
    if (Body === undefined) throw new Error('S3 answered without a body');
    return Body.transformToString('utf-8');
  }
}

/** Joins lines to pieces, and notes at which byte each chunk begins and where the last one ends. */
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
