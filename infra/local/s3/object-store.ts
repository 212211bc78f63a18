import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, type ReadStream, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { IncomingFile } from './incoming-file.ts';
import { ObjectIndex, type ObjectRecord, type WriteCondition } from './object-index.ts';

const LONGEST_NAME_BYTES = 200;
/** Bytes of the random prefix of a file's name. */
const VERSION_BYTES = 6;

/**
 * Objects on disk: the bodies as plain files that a person can open (`objects/<bucket>/<key>`, with a random prefix
 * before the last segment), and their index. With `durable`, an acknowledged write survives a crash.
 */
export class ObjectStore {
  readonly index: ObjectIndex;
  readonly #directory: string;
  readonly #durable: boolean;
  readonly #versioned = new Set<string>();

  constructor(directory: string, options: { durable: boolean }) {
    this.#directory = directory;
    this.#durable = options.durable;
    rmSync(this.#incoming, { recursive: true, force: true });
    mkdirSync(this.#incoming, { recursive: true });
    this.index = new ObjectIndex(options.durable ? path.join(directory, 'index.sqlite') : ':memory:');
  }

  /** Keeps what is replaced or deleted in a bucket from now on, as an older version. */
  keepVersions(bucket: string): void {
    this.#versioned.add(bucket);
  }

  /** Creates a temporary file for a body. */
  receive(): Promise<IncomingFile> {
    return IncomingFile.open(this.#incoming, this.#durable);
  }

  /** Moves the body to its path, then writes the object's record. Deletes the body when the condition fails. */
  async put(
    bucket: string,
    incoming: IncomingFile,
    facts: Omit<ObjectRecord, 'file'>,
    condition: WriteCondition,
  ): Promise<void> {
    const file = pathOf(bucket, facts.key);
    await incoming.moveTo(this.#path(file));
    try {
      const replaced = this.index.put(bucket, { ...facts, file }, condition);
      if (replaced !== undefined) await this.#retire(bucket, facts.key, replaced);
    } catch (error) {
      await rm(this.#path(file), { force: true });
      throw error;
    }
  }

  /** Deletes an object; there need not be one. Of a bucket with versions it becomes an older one. */
  async remove(bucket: string, key: string): Promise<void> {
    const file = this.index.remove(bucket, key);
    if (file !== undefined) await this.#retire(bucket, key, file);
  }

  /** Deletes one version of an object for good; there need not be one. */
  async removeVersion(bucket: string, key: string, version: string): Promise<void> {
    const current = this.index.find(bucket, key);
    if (current !== undefined && versionOf(current.file) === version) this.index.remove(bucket, key);
    const older = this.index.olderVersions(bucket, key).map(({ file }) => file);
    for (const file of [...older, ...(current === undefined ? [] : [current.file])]) {
      if (versionOf(file) !== version) continue;
      this.index.forgetVersion(file);
      await rm(this.#path(file), { force: true });
    }
  }

  /** Returns the bytes from `first` to `last`, both included. */
  read(record: ObjectRecord, first: number, last: number): ReadStream {
    return createReadStream(this.#path(record.file), { start: first, end: last });
  }

  close(): void {
    this.index.close();
  }

  /** Keeps a file as an older version, or deletes it where the bucket has none. */
  async #retire(bucket: string, key: string, file: string): Promise<void> {
    if (this.#versioned.has(bucket)) this.index.keepVersion(bucket, key, file, Date.now());
    else await rm(this.#path(file), { force: true });
  }

  get #incoming(): string {
    return path.join(this.#directory, 'incoming');
  }

  #path(file: string): string {
    return path.join(this.#directory, file);
  }
}

/** Returns a new path for every write, so that a replaced body and the new one never share a file. */
function pathOf(bucket: string, key: string): string {
  const segments = key.split('/');
  const last = segments.pop() ?? '';
  const folders = segments.map(nameOf);
  return path.join(
    'objects',
    bucket,
    ...folders,
    `${randomBytes(VERSION_BYTES).toString('hex')}-${nameOf(last)}`,
  );
}

/** Returns the version ID of a file: the random prefix of its name. */
export const versionOf = (file: string): string => path.basename(file).slice(0, 2 * VERSION_BYTES);

/** Returns a segment of a key as a valid file name. */
function nameOf(segment: string): string {
  const name = encodeURIComponent(segment.toWellFormed()).slice(0, LONGEST_NAME_BYTES);
  return name === '' || name === '.' || name === '..' ? `_${name}_` : name;
}
