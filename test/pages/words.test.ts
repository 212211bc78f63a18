import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const FOLDER = new URL('../../templates/pages/', import.meta.url);

/** The texts of each page and part of a page: `console/home`. */
const TEXTS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.en.json'))
  .map((name) => name.slice(0, -'.en.json'.length));

const read = (name: string, language: string) =>
  JSON.parse(readFileSync(new URL(`${name}.${language}.json`, FOLDER), 'utf8'));

/** Returns the placeholders of every text, by its path. */
function textsOf(value: unknown, path = ''): Map<string, readonly string[]> {
  if (typeof value === 'string')
    return new Map([[path, [...value.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()]]);
  return new Map(
    Object.entries(value as object).flatMap(([key, inner]) => [...textsOf(inner, `${path}.${key}`)]),
  );
}

test('every page has its texts', () => expect(TEXTS.length).toBeGreaterThan(4));

test.each(TEXTS)('both languages have the same texts: %s', (name) => {
  expect([...textsOf(read(name, 'ar')).keys()]).toEqual([...textsOf(read(name, 'en')).keys()]);
});

test.each(TEXTS)('both languages have the same placeholders: %s', (name) => {
  const english = textsOf(read(name, 'en'));
  for (const [path, names] of textsOf(read(name, 'ar')))
    expect([path, names]).toEqual([path, english.get(path)]);
});

test.each(TEXTS)('every Arabic text is translated and not empty: %s', (name) => {
  const arabic = JSON.stringify(read(name, 'ar'));
  expect(arabic).not.toMatch(/""/);
  const latin = new Set(arabic.match(/(?<=:")[A-Za-z][^"\u0600-\u06ff]*(?=")/g) ?? []);
  for (const text of latin) expect(['ar', 'rtl', 'English', 'LinkedIn']).toContain(text);
});
