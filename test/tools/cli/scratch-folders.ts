import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** For one test file, or one `describe`: makes empty folders, and removes them after its last test. */
export function scratchFolders(): () => Promise<string> {
  const made: string[] = [];
  afterAll(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true }))));
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tawtheeq-cli-'));
    made.push(folder);
    return folder;
  };
}
