import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (language: string) =>
  JSON.parse(
    readFileSync(new URL(`../../templates/pages/verification.${language}.json`, import.meta.url), 'utf8'),
  );

/** Returns the placeholders of every text, by its path. */
function textsOf(value: unknown, path = ''): Map<string, readonly string[]> {
  if (typeof value === 'string')
    return new Map([[path, [...value.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()]]);
  return new Map(
    Object.entries(value as object).flatMap(([key, inner]) => [...textsOf(inner, `${path}.${key}`)]),
  );
}

test('both languages have the same texts', () => {
  expect([...textsOf(read('ar')).keys()]).toEqual([...textsOf(read('en')).keys()]);
});

test('both languages have the same placeholders', () => {
  const english = textsOf(read('en'));
  for (const [path, names] of textsOf(read('ar'))) expect([path, names]).toEqual([path, english.get(path)]);
});

test('every Arabic text is translated and not empty', () => {
  const arabic = JSON.stringify(read('ar'));
  expect(arabic).not.toMatch(/""/);
  const latin = new Set(arabic.match(/(?<=:")[A-Za-z][^"\u0600-\u06ff]*(?=")/g) ?? []);
  expect([...latin]).toEqual(['ar', 'rtl', 'English']);
});
