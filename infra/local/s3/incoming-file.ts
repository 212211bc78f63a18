import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** A body on its way to disk: written aside, then either kept under its final name or gone. */
export class IncomingFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #durable: boolean;

  private constructor(file: string, handle: FileHandle, durable: boolean) {
    this.#path = file;
    this.#handle = handle;
    this.#durable = durable;
  }

  /** `durable` waits for the disk before the file is kept; tests in memory need not. */
  static async open(directory: string, durable: boolean): Promise<IncomingFile> {
    const file = path.join(directory, randomUUID());
    return new IncomingFile(file, await open(file, 'wx', 0o600), durable);
  }

  async write(chunk: Buffer): Promise<void> {
    await this.#handle.writeFile(chunk);
  }

  /** First the bytes are safe, then they get their name: a crash leaves no half object. */
  async keep(destination: string): Promise<void> {
    if (this.#durable) await this.#handle.sync();
    await this.#handle.close();
    await mkdir(path.dirname(destination), { recursive: true });
    await rename(this.#path, destination);
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }
}
