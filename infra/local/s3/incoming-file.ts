import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** A body that is being received: a temporary file that is then either moved to its final path or deleted. */
export class IncomingFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #durable: boolean;

  private constructor(file: string, handle: FileHandle, durable: boolean) {
    this.#path = file;
    this.#handle = handle;
    this.#durable = durable;
  }

  /** Creates the file. `durable` syncs it to the disk before it is moved; clouds in memory don't need that. */
  static async open(directory: string, durable: boolean): Promise<IncomingFile> {
    const file = path.join(directory, randomUUID());
    return new IncomingFile(file, await open(file, 'wx', 0o600), durable);
  }

  /** Appends bytes. */
  async write(chunk: Buffer): Promise<void> {
    await this.#handle.writeFile(chunk);
  }

  /** Syncs the bytes, then moves the file to its final path, so that a crash leaves no incomplete object there. */
  async moveTo(destination: string): Promise<void> {
    if (this.#durable) await this.#handle.sync();
    await this.#handle.close();
    await mkdir(path.dirname(destination), { recursive: true });
    await rename(this.#path, destination);
  }

  /** Deletes the file. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }
}
