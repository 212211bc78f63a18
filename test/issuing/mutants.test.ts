import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { MUTANTS } from './mutants.ts';

test.each(MUTANTS)('the code that a mutant changes is where it looks for it: $what', ({ file, find }) => {
  expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
});
