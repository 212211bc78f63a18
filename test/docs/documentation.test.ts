import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { COLUMNS } from '../../functions/importing/file-kind.ts';
import { MORE_HEADINGS } from '../../functions/importing/more-headings.ts';
import { apiReference } from '../../infra/tools/reference/api-reference.ts';
import { runTawtheeq } from '../tools/cli/run-tawtheeq.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .trim()
  .split('\n');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Returns every text of a file of words. */
const textsIn = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap(textsIn);

describe('the page about files', () => {
  const page = read('docs/importing.md');

  test.each(Object.entries(COLUMNS))('names every heading of %s, in English and Arabic', (kind, columns) => {
    const section = page.split(`**${kind}**`)[1]?.split('\n\n**')[0] ?? '';
    for (const [name, { arabic }] of Object.entries(columns)) {
      expect(section).toContain(`| \`${name}\` | ${arabic.join('، ')} |`);
    }
  });

  test.each(Object.entries(MORE_HEADINGS))('names what else is read as a heading of %s', (kind, columns) => {
    for (const [name, headings] of Object.entries(columns))
      expect(page).toContain(`| ${kind} | \`${name}\` | ${headings.join('، ')} |`);
  });
});

test('the reference of the API is written from the route table', () => {
  // If not: node infra/tools/reference/api-reference.ts
  expect(read('docs/api.md')).toBe(apiReference());
});

test.each(documents)('every link of %s leads somewhere', (path) => {
  const targets = [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
    ([, target]) => target ?? '',
  );
  const missing = targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)));
  expect(missing).toEqual([]);
});

/** The design that `templates/README.md` shows how to add. */
const EXAMPLE = /gratitude/;

test.each(documents)('every file that %s names is there', (path) => {
  const named = [...read(path).matchAll(/`((?:functions|infra|templates|test|docs)\/[\w./@-]+)`(?!\])/g)].map(
    ([, file]) => file ?? '',
  );
  const missing = named.filter((file) => !EXAMPLE.test(file) && !existsSync(join(ROOT, file)));
  expect(missing).toEqual([]);
});

test('every command in the documentation exists', async () => {
  const named = documents.flatMap((path) =>
    [...read(path).matchAll(/npx tawtheeq ([a-z][a-z-]*)(?: ([a-z]+))?/g)].map(([, command = '', second]) =>
      command === 'batch' && second ? `batch ${second}` : command,
    ),
  );
  const help = await runTawtheeq(['--help']);
  const batchHelp = await runTawtheeq(['batch', '--help']);
  const known = new Set([
    ...[...help.stdout.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, command]) => command),
    ...[...batchHelp.stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, command]) => `batch ${command}`),
  ]);
  expect(known.size).toBeGreaterThan(20);
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((command) => !known.has(command))).toEqual([]);
});

test('the index names every decision', () => {
  const index = read('docs/decisions/README.md');
  const pages = documents.filter((path) => /^docs\/decisions\/\d{4}-/.test(path));
  expect(pages.length).toBeGreaterThan(5);
  for (const path of pages) {
    const [, number, title] = /^# (\d{4}) (.+)$/m.exec(read(path)) ?? [];
    expect(index).toContain(`- [${number}](${path.split('/').at(-1)}) ${title}`);
  }
});

describe('the coordinator’s guide', () => {
  const FOLDER = join(ROOT, 'templates', 'pages');
  const texts = ['my', 'console'].flatMap((folder) =>
    readdirSync(join(FOLDER, folder))
      .filter((name) => name.endsWith('.ar.json'))
      .flatMap((name) => textsIn(JSON.parse(readFileSync(join(FOLDER, folder, name), 'utf8')))),
  );
  const named = [...read('docs/coordinator.ar.md').matchAll(/«([^»]+)»/g)].map(([, name = '']) => name);

  test.each([...new Set(named)])('names what the console says: %s', (name) => {
    // The end of a text may hold what differs from case to case.
    expect(texts.some((text) => text.startsWith(name.replace(/ …$/, '')))).toBe(true);
  });
});
