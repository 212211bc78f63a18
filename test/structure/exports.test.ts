import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** A value that a file exports. Types stand in the signatures of functions that others call. */
const EXPORTED = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;

test('every value that a file exports is named in another one', () => {
  const wordsOf = new Map(
    globSync('{functions,infra,templates,test}/**/*.{ts,tsx,mjs}', { cwd: ROOT }).map((file) => [
      file,
      new Set(read(file).match(/\w+/g)),
    ]),
  );
  const unused = [...wordsOf.keys()]
    .filter((file) => /^(?:functions|infra)\//.test(file))
    .flatMap((file) => [...read(file).matchAll(EXPORTED)].map(([, name = '']) => ({ file, name })))
    .filter(({ file, name }) => ![...wordsOf].some(([other, words]) => other !== file && words.has(name)));
  expect(unused).toEqual([]);
});
