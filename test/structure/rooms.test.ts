import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const MOST_LINES = 300;
const MOST_FILES = 30;

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => /^(functions|infra|templates)\/.*\.(ts|tsx|mts|mjs|cjs)$/.test(file))
  .filter((file) => existsSync(join(ROOT, file)));

test(`no file has more than ${MOST_LINES} lines`, () => {
  const long = sources
    .map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(sources.length).toBeGreaterThan(400);
  expect(long).toEqual([]);
});

test(`no folder has more than ${MOST_FILES} files beside each other`, () => {
  const byFolder = Map.groupBy(sources, (file) => dirname(file));
  const crowded = [...byFolder].filter(([, files]) => files.length > MOST_FILES).map(([folder]) => folder);
  expect(crowded).toEqual([]);
});
