import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** Returns a function that makes empty folders, and removes them after the last test of the file or `describe`. */
export function scratchFolders(): () => Promise<string> {
  const made: string[] = [];
  afterAll(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true }))));
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tawtheeq-cli-'));
    made.push(folder);
    return folder;
  };
}
