import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const MOST_LINES = 300;
const MOST_FILES = 30;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => /^(functions|infra|templates|test)\/.*\.(ts|tsx|mts|mjs|cjs)$/.test(file))
  .filter((file) => existsSync(join(ROOT, file)));
const sources = files.filter((file) => !file.startsWith('test/'));

test(`no file has more than ${MOST_LINES} lines`, () => {
  const long = files
    .map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(sources.length).toBeGreaterThan(400);
  expect(files.length - sources.length).toBeGreaterThan(300);
  expect(long).toEqual([]);
});

test(`no folder has more than ${MOST_FILES} files beside each other`, () => {
  const byFolder = Map.groupBy(sources, (file) => dirname(file));
  const crowded = [...byFolder].filter(([, files]) => files.length > MOST_FILES).map(([folder]) => folder);
  expect(crowded).toEqual([]);
});
