import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { publish } from '../../functions/rendering/design/publish.ts';
import { compileVectorArt } from '../../functions/rendering/design/vector-art.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';

/** Returns a new templates folder with the design `course`, one file of it changed. */
function changedTemplates(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  cpSync(join(templatesDirectory(), 'designs', 'course'), join(folder, 'designs', 'course'), {
    recursive: true,
  });
  const path = join(folder, 'designs', 'course', file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return folder;
}

/** Returns the number of the line that contains a text, from 1. */
function lineOf(folder: string, file: string, part: string): number {
  return (
    readFileSync(join(folder, 'designs', 'course', file), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(part)) + 1
  );
}

describe('a mistake in a design is reported with file and line', () => {
  test.each([
    ['layout.json', '"align": "right"', '"align": "rihgt"', 'align'],
    ['layout.json', '"size": 12.5', '"size": -3', 'size'],
    ['layout.json', '"colour": "#1c2a52"', '"colour": "navy"', 'write a colour as #rrggbb'],
    ['layout.json', '"wording": "statement"', '"wording": "statment"', 'there is no wording "statment"'],
    ['layout.json', '"style": "nameAr"', '"style": "nameArabic"', 'there is no style "nameArabic"'],
    ['layout.json', '"kind": "qr"', '"kind": "barcode"', 'kind'],
    ['wording.ar.json', '{title}', '{tilte}', '{tilte} is not a fact'],
    ['wording.en.json', '"periodLabel": "Period",', '"periodLabel" "Period",', 'Colon expected'],
  ])('reports in %s: %s written as %s', (file, good, bad, problem) => {
    const folder = changedTemplates(file, (text) => text.replace(good, bad));
    const line = lineOf(folder, file, bad);
    expect(() => readDesignSource(folder, 'course')).toThrow(
      `${join(folder, 'designs', 'course', file)}:${line}: `,
    );
    expect(() => readDesignSource(folder, 'course')).toThrow(problem);
  });

  test('reports a key that only one language has', () => {
    const folder = changedTemplates('wording.en.json', (text) =>
      text.replace('"periodLabel"', '"periodTitle"'),
    );
    expect(() => readDesignSource(folder, 'course')).toThrow(
      '"periodLabel" is in wording.ar.json and missing here',
    );
  });

  test('reports a design that prints no name', () => {
    const folder = changedTemplates('layout.json', (text) =>
      text.replaceAll('"wording": "name"', '"wording": "title"'),
    );
    expect(() => readDesignSource(folder, 'course')).toThrow('no element prints {name}');
  });

  test('reports a link with the facts of a single certificate', () => {
    const folder = changedTemplates('wording.en.json', (text) => text.replace('{verifyPage}', '{verifyUrl}'));
    expect(() => readDesignSource(folder, 'course')).toThrow(
      'a link shows what all certificates have in common, such as {verifyPage}',
    );
  });

  test.each([
    ['<svg viewBox="0 0 9 9">\n<linearGradient/></svg>', 'a.svg:2: <linearGradient> is not supported'],
    ['<svg viewBox="0 0 9 9">\n\n<path d="M0 0L1"/></svg>', 'a.svg:3: SvgPath: '],
    [
      '<svg viewBox="0 0 9 9"><rect fill="red" width="1" height="1"/></svg>',
      'a.svg:1: "red" is not a colour',
    ],
    ['<svg viewBox="0 0 9 9"><rect opacity="0.5" width="1" height="1"/></svg>', 'attribute opacity'],
    ['<svg viewBox="0 0 9 9"><use href="#b"/></svg>', "doesn't exist"],
    ['<svg viewBox="0 0 9 9"><g id="a"><use href="#a"/></g></svg>', 'refers to itself'],
    ['<svg viewBox="0 0 9 9">\n<g></svg>', 'a.svg:2: unexpected close tag'],
    ['<svg></svg>', 'needs viewBox'],
  ])('reports in art: %s', (svg, problem) => {
    expect(() => compileVectorArt(svg, 'a.svg')).toThrow(problem);
  });
});

test('publishing refuses to change a published version', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  cpSync(templatesDirectory(), folder, { recursive: true });
  const wording = join(folder, 'designs', 'team', 'wording.en.json');
  writeFileSync(wording, readFileSync(wording, 'utf8').replace('Date of issue', 'Issued'));
  await expect(publish(folder)).rejects.toThrow('team@1.pdf is published and its sources have changed');
  const layout = join(folder, 'designs', 'team', 'layout.json');
  writeFileSync(layout, readFileSync(layout, 'utf8').replace('"version": 1', '"version": 2'));
  expect(await publish(folder)).toEqual(['team@2.pdf', 'team@2.json']);
});
