import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scratchFolders } from './scratch-folders.ts';

const made: string[] = [];

describe('while tests run', () => {
  const newFolder = scratchFolders();

  test('each call makes another folder', async () => {
    made.push(await newFolder(), await newFolder());
    await writeFile(join(made[0] ?? '', 'file'), 'text');
    expect(new Set(made).size).toBe(2);
    expect(made.every(existsSync)).toBe(true);
  });
});

test('all folders are removed afterwards', () => {
  expect(made.map((folder) => existsSync(folder))).toEqual([false, false]);
});
