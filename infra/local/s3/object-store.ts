import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, type ReadStream, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { IncomingFile } from './incoming-file.ts';
import { ObjectIndex, type ObjectRecord, type WriteCondition } from './object-index.ts';

const LONGEST_NAME_BYTES = 200;

/**
 * Objects on disk: bodies as plain files that a person can open (`<bucket>/<key>` with a short mark before the last
 * part), and an index beside them. What has been answered survives a SIGKILL.
 */
export class ObjectStore {
  readonly index: ObjectIndex;
  readonly #directory: string;
  readonly #durable: boolean;

  constructor(directory: string, options: { durable: boolean }) {
    this.#directory = directory;
    this.#durable = options.durable;
    rmSync(this.#incoming, { recursive: true, force: true });
    mkdirSync(this.#incoming, { recursive: true });
    this.index = new ObjectIndex(options.durable ? path.join(directory, 'index.sqlite') : ':memory:');
  }

  receive(): Promise<IncomingFile> {
    return IncomingFile.open(this.#incoming, this.#durable);
  }

  /** Gives the bytes their place and then the key its object; when the condition fails nothing is left behind. */
  async put(
    bucket: string,
    incoming: IncomingFile,
    facts: Omit<ObjectRecord, 'file'>,
    condition: WriteCondition,
  ): Promise<void> {
    const file = placeOf(bucket, facts.key);
    await incoming.keep(this.#path(file));
    try {
      const replaced = this.index.put(bucket, { ...facts, file }, condition);
      if (replaced !== undefined) await rm(this.#path(replaced), { force: true });
    } catch (error) {
      await rm(this.#path(file), { force: true });
      throw error;
    }
  }

  async remove(bucket: string, key: string): Promise<void> {
    const file = this.index.remove(bucket, key);
    if (file !== undefined) await rm(this.#path(file), { force: true });
  }

  /** `first` and `last` are byte positions, both included. */
  read(record: ObjectRecord, first: number, last: number): ReadStream {
    return createReadStream(this.#path(record.file), { start: first, end: last });
  }

  close(): void {
    this.index.close();
  }

  get #incoming(): string {
    return path.join(this.#directory, 'incoming');
  }

  #path(file: string): string {
    return path.join(this.#directory, file);
  }
}

/** A place of its own for every write, so that a replaced body and its successor never share a file. */
function placeOf(bucket: string, key: string): string {
  const parts = key.split('/');
  const last = parts.pop() ?? '';
  const folders = parts.map((part) => `${nameOf(part)}`);
  return path.join('objects', bucket, ...folders, `${randomBytes(6).toString('hex')}-${nameOf(last)}`);
}

/** A part of a key as a file name: no separators, no dots alone, not too long. */
function nameOf(part: string): string {
  const name = encodeURIComponent(part.toWellFormed()).slice(0, LONGEST_NAME_BYTES);
  return name === '' || name === '.' || name === '..' ? `_${name}_` : name;
}
