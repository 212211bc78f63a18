import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { isChecksumAlgorithm, startChecksum } from './checksum.ts';
import { objectHeaders } from './object-headers.ts';
import type { StoredChecksum } from './object-index.ts';
import type { ObjectStore } from './object-store.ts';
import { receiveBody } from './received-body.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { contentsOf, element, malformed, parent, textOf, xmlDocument } from './xml.ts';

const SMALLEST_PART_BYTES = 5 * 2 ** 20;

const checksumShape = z.object({ algorithm: z.enum(['crc32', 'sha256']), value: z.string() });
const uploadShape = z.object({
  bucket: z.string(),
  key: z.string(),
  headers: z.record(z.string(), z.string()),
  checksumAlgorithm: z.enum(['crc32', 'sha256']).optional(),
});
const partShape = z.object({ size: z.number(), md5: z.string(), checksum: checksumShape.optional() });
type Part = z.infer<typeof partShape> & { readonly number: number };

/** The multipart uploads that are neither completed nor aborted: a folder each, with two files for each part. */
export class MultipartUploads {
  readonly #directory: string;
  readonly #store: ObjectStore;

  constructor(directory: string, store: ObjectStore) {
    this.#directory = directory;
    this.#store = store;
    mkdirSync(directory, { recursive: true });
  }

  /** Starts an upload; returns its id. */
  start(request: S3Request): string {
    const id = randomUUID();
    const algorithm = request.header('x-amz-checksum-algorithm')?.toLowerCase();
    if (algorithm !== undefined && !isChecksumAlgorithm(algorithm))
      throw notImplemented(`The checksum ${algorithm}`);
    if (request.header('x-amz-checksum-type') === 'FULL_OBJECT')
      throw notImplemented('A full-object checksum of parts');
    const { bucket, key } = request;
    mkdirSync(this.#folder(id));
    writeFileSync(
      this.#uploadFile(id),
      JSON.stringify({ bucket, key, headers: objectHeaders(request), checksumAlgorithm: algorithm }),
    );
    return id;
  }

  /** Receives a part; returns its size, MD5 and checksum. */
  async receivePart(request: S3Request, id: string, payloadHash: string): Promise<z.infer<typeof partShape>> {
    this.#upload(request, id);
    const number = Number(request.query.get('partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > 10_000) {
      throw new S3Error(
        400,
        'InvalidArgument',
        'Part number must be an integer between 1 and 10000, inclusive',
      );
    }
    const incoming = await this.#store.receive();
    try {
      const facts = await receiveBody(request, payloadHash, (chunk) => incoming.write(chunk));
      await incoming.moveTo(path.join(this.#folder(id), `${number}.body`));
      await writeFile(path.join(this.#folder(id), `${number}.json`), JSON.stringify(facts));
      return facts;
    } catch (error) {
      await incoming.discard();
      throw error;
    }
  }

  /** Returns the document that lists the parts that are there. */
  async list(request: S3Request, id: string): Promise<string> {
    this.#upload(request, id);
    const parts = [...(await this.#parts(id)).values()].toSorted((one, other) => one.number - other.number);
    return xmlDocument(
      parent('ListPartsResult', [
        element('UploadId', id),
        element('IsTruncated', false),
        ...parts.map(({ number, md5, size }) =>
          parent('Part', [element('PartNumber', number), element('ETag', `"${md5}"`), element('Size', size)]),
        ),
      ]),
    );
  }

  /** Deletes an upload with its parts. */
  async abort(request: S3Request, id: string): Promise<void> {
    this.#upload(request, id);
    await rm(this.#folder(id), { recursive: true, force: true });
  }

  /** Joins the parts that the body lists into the object. Returns its ETag and its checksum of the parts' checksums. */
  async complete(
    request: S3Request,
    id: string,
    body: string,
    nowMilliseconds: number,
  ): Promise<{ etag: string; checksum?: StoredChecksum }> {
    const upload = this.#upload(request, id);
    const parts = this.#partsListed(body, await this.#parts(id));
    const incoming = await this.#store.receive();
    try {
      for (const part of parts) {
        const file = path.join(this.#folder(id), `${part.number}.body`);
        for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>)
          await incoming.write(chunk);
      }
      const etag = `${digestOfDigests(parts)}-${parts.length}`;
      const checksum =
        upload.checksumAlgorithm === undefined
          ? undefined
          : compositeChecksum(parts, upload.checksumAlgorithm);
      const facts = {
        key: upload.key,
        size: parts.reduce((sum, part) => sum + part.size, 0),
        etag,
        modifiedAtMilliseconds: nowMilliseconds,
        headers: upload.headers,
        ...(checksum === undefined ? {} : { checksum }),
      };
      await this.#store.put(upload.bucket, incoming, facts, {
        absent: request.header('if-none-match') === '*',
      });
      rmSync(this.#folder(id), { recursive: true, force: true });
      return { etag, ...(checksum === undefined ? {} : { checksum }) };
    } catch (error) {
      await incoming.discard();
      throw error;
    }
  }

  #upload(request: S3Request, id: string): z.infer<typeof uploadShape> {
    const unknown = () => new S3Error(404, 'NoSuchUpload', 'The specified multipart upload does not exist.');
    if (!/^[0-9a-f-]{36}$/.test(id)) throw unknown();
    let text: string;
    try {
      text = readFileSync(this.#uploadFile(id), 'utf8');
    } catch {
      throw unknown();
    }
    const upload = uploadShape.parse(JSON.parse(text));
    if (upload.bucket !== request.bucket || upload.key !== request.key) throw unknown();
    return upload;
  }

  async #parts(id: string): Promise<Map<number, Part>> {
    const names = (await readdir(this.#folder(id))).filter((name) => /^\d+\.json$/.test(name));
    const parts = await Promise.all(
      names.map(async (name) => {
        const number = Number.parseInt(name, 10);
        return [
          number,
          {
            ...partShape.parse(JSON.parse(await readFile(path.join(this.#folder(id), name), 'utf8'))),
            number,
          },
        ] as const;
      }),
    );
    return new Map(parts);
  }

  #partsListed(body: string, stored: ReadonlyMap<number, Part>): Part[] {
    const chosen = contentsOf(body, 'Part').map((text) => {
      const part = stored.get(Number(textOf(text, 'PartNumber')));
      if (part === undefined || textOf(text, 'ETag')?.replaceAll('"', '') !== part.md5) {
        throw new S3Error(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
      }
      return part;
    });
    if (chosen.length === 0) throw malformed();
    if (chosen.some((part, index) => index > 0 && part.number <= (chosen[index - 1]?.number ?? 0))) {
      throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    if (chosen.slice(0, -1).some((part) => part.size < SMALLEST_PART_BYTES)) {
      throw new S3Error(
        400,
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
      );
    }
    return chosen;
  }

  #folder(id: string): string {
    return path.join(this.#directory, id);
  }

  #uploadFile(id: string): string {
    return path.join(this.#folder(id), 'upload.json');
  }
}

const digestOfDigests = (parts: readonly Part[]): string =>
  createHash('md5')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex'))))
    .digest('hex');

/** Returns S3's COMPOSITE checksum: the checksum of the parts' checksums, and the number of parts. */
function compositeChecksum(parts: readonly Part[], algorithm: StoredChecksum['algorithm']): StoredChecksum {
  const checksum = startChecksum(algorithm);
  for (const part of parts) {
    if (part.checksum?.algorithm !== algorithm) {
      throw new S3Error(
        400,
        'InvalidRequest',
        `The upload was created using the ${algorithm} checksum, a part has none.`,
      );
    }
    checksum.update(Buffer.from(part.checksum.value, 'base64'));
  }
  return { algorithm, value: `${checksum.value()}-${parts.length}` };
}
