import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../..');
/** A test as the page names it: a link to its file, a colon, and its name. */
const NAMED_TEST = /^\[`[^`]+`\]\(([^)]+)\): (.+)$/;

interface Threat {
  readonly threat: string;
  readonly behaviour: string;
  readonly tests: readonly string[];
}

/** Returns the rows of the tables of threats in a page. */
const threatsIn = (page: string): Threat[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| threat |'))
    .map((line) => {
      const [, threat = '', behaviour = '', tests = ''] = line.split(/ ?\| ?/);
      return { threat, behaviour, tests: tests.split('<br>').map((one) => one.replaceAll('&#124;', '|')) };
    });

/** Returns what is wrong with how a page names a test; undefined if there is a file of tests that has it. */
function faultOf(named: string): string | undefined {
  const [, file, name] = NAMED_TEST.exec(named) ?? [];
  if (file === undefined || name === undefined) return `no test: ${named}`;
  if (!file.startsWith('test/') || !existsSync(path.join(ROOT, file))) return `no file: ${file}`;
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const isTest = ["'", '"', '`'].some((quote) => text.includes(quote + name + quote));
  return isTest ? undefined : `${file} has no test: ${name}`;
}

const threats = threatsIn(readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8'));

describe('SECURITY.md', () => {
  test('names threats', () => {
    expect(threats.length).toBeGreaterThan(40);
  });

  test.each(threats.map((one) => [one.threat, one] as const))(
    'says what the service does, and which tests show it: %s',
    (_, { behaviour, tests }) => {
      expect(behaviour).toMatch(/^[A-Z“].*\.$/);
      expect(tests.length).toBeGreaterThan(0);
      expect(tests.flatMap((named) => faultOf(named) ?? [])).toEqual([]);
    },
  );
});

test.each([
  ['A threat that no test shows', ''],
  ['A file that isn’t there', '[`x`](test/x.test.ts): is refused'],
  [
    'A test that isn’t there',
    `[\`docs/security\`](test/docs/security.test.ts): ${'names threats'.toUpperCase()}`,
  ],
])('a row is found wrong: %s', (_, named) => {
  expect(faultOf(named)).toBeDefined();
});
