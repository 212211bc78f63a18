import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { StartRefusal } from './start-refusal.ts';

/** Raise it when the format of the data changes. */
export const DATA_FOLDER_VERSION = 1;

const label = z.object({ version: z.int() });

/** The open data folder. */
export interface DataFolder {
  readonly directory: string;
  /** Returns the path of a subfolder, which it creates when there is none. */
  subfolder(name: string): string;
  /** Removes the lock, so that another cloud may use the folder. */
  release(): void;
}

/**
 * Opens the folder of the embedded cloud's data, and locks it against a second cloud.
 *
 * @throws StartRefusal when it is of a newer version, in use, damaged or can't be written
 */
export function openDataFolder(directory: string): DataFolder {
  const root = path.resolve(directory);
  const lock = path.join(root, 'in-use');
  try {
    makeFolder(root);
    checkVersion(root);
    takeLock(lock, root);
  } catch (error) {
    throw refusalOf(error, root);
  }
  return {
    directory: root,
    subfolder: (name) => {
      const subfolder = path.join(root, name);
      mkdirSync(subfolder, { recursive: true });
      return subfolder;
    },
    release: () => rmSync(lock, { force: true }),
  };
}

/** Creates a folder and its parents. Not with Node's `recursive`, which never ends in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

function checkVersion(root: string): void {
  const file = path.join(root, 'embedded-cloud.json');
  const text = readIfThere(file);
  if (text === undefined) {
    writeFileSync(file, `${JSON.stringify({ version: DATA_FOLDER_VERSION })}\n`);
    return;
  }
  const { version } = label.parse(JSON.parse(text));
  if (version > DATA_FOLDER_VERSION) {
    throw new StartRefusal(
      `The data in ${root} was written by a newer release (data version ${version}, this one reads ${DATA_FOLDER_VERSION}): update, or choose another folder with --data.`,
    );
  }
}

function takeLock(lock: string, root: string): void {
  const holder = Number(readIfThere(lock));
  if (Number.isInteger(holder) && holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new StartRefusal(
      `The data in ${root} is in use by process ${holder}: stop it, or choose another folder with --data.`,
    );
  }
  writeFileSync(lock, `${process.pid}\n`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The codes of a folder that can't be written; ENOENT is what /proc answers when a folder is created in it. */
const UNWRITABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT']);

function refusalOf(error: unknown, root: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== undefined && UNWRITABLE.has(code)) {
    return new StartRefusal(`No permission to write in ${root}: choose another folder with --data.`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartRefusal(`${root} is not a folder: choose another with --data.`);
  }
  if (error instanceof SyntaxError || error instanceof z.ZodError) {
    return new StartRefusal(
      `${root} is not a data folder of the embedded cloud (embedded-cloud.json is damaged): choose another with --data.`,
    );
  }
  return error;
}
