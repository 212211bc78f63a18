import { afterEach, describe, expect, test } from '@jest/globals';
import { displayWidth, padded } from '../../../infra/tools/cli/output/display-width.ts';
import { fact, facts, inReadingOrder, table } from '../../../infra/tools/cli/output/table.ts';
import { bilingualName } from '../../../infra/tools/cli/output/verification-lines.ts';

describe('the terminal columns of a text', () => {
  test.each([
    ['Noura', 5],
    ['نورة', 4],
    ['نُورَة', 4],
    ['مُحَمَّد', 4],
    ['\u200eنورة\u2069', 4],
    ['e\u0301', 1],
    ['東京', 4],
    ['👩‍⚕️', 2],
    ['\x1b[1mbold\x1b[22m', 4],
    ['', 0],
  ])('%s', (text, width) => {
    expect(displayWidth(text)).toBe(width);
    expect(displayWidth(padded(text, 10))).toBe(10);
  });
});

test('rows align when names have combining marks', () => {
  const lines = table(
    ['name', 'hours'],
    [
      ['نُورَة', 30],
      ['Abdullah', 7],
      [null, 'a\nb'],
    ],
  ).split('\n');
  expect(lines).toHaveLength(4);
  const columns = lines.map((line) => displayWidth(line.slice(0, line.lastIndexOf('  ') + 2)));
  expect(new Set(columns.slice(0, 3))).toEqual(new Set([10]));
  expect(lines[3]).toBe('–         a b');
});

describe('on a terminal', () => {
  const { isTTY, columns } = process.stdout;
  afterEach(() => {
    Object.assign(process.stdout, { isTTY, columns });
  });
  const onTerminal = (columns: number) => Object.assign(process.stdout, { isTTY: true, columns });
  const HEADINGS = ['certificate', 'name', 'hours'];
  const ID = 'B1P9-0CH3-5ABA-RTZ7-68';
  const ROWS = [
    [ID, 'نورة سالم الحربي', 30],
    ['CJ58-MZTQ-M6C1-ZGE7-10', 'ليلى الحربي', 7],
  ];

  test('an ID is copied as it is, and an Arabic name doesn’t swap with what is beside it', () => {
    onTerminal(80);
    const [, row = ''] = table(HEADINGS, ROWS).split('\n');
    expect(row.startsWith(`${ID}  \u2067`)).toBe(true);
    expect(row).toMatch(/\u2069\u200e {2}30$/u);
  });

  test('a fact reads in the direction of its language, whichever has most of its letters', () => {
    onTerminal(80);
    const [titleAr, nameEn] = ['COVID-19 vaccination: حملة', 'Team عطاء الخير للرعاية'];
    const [, row = ''] = table(['title', 'name'], [[fact('ar', titleAr), fact('en', nameEn)]]).split('\n');
    const [first = '', second = ''] = row.split('\u200e  ');
    expect([first[0], second[0]]).toEqual(['\u2067', '\u2066']);
    expect(facts([['name', fact('en', nameEn)]])).toContain(`  \u2066${second[1]}`);
    const both = bilingualName({ nameAr: titleAr, nameEn }, 'en')?.split(' – ');
    expect(both?.map(([start]) => start)).toEqual(['\u2066', '\u2067']);
    expect(inReadingOrder(nameEn).startsWith('\u2067')).toBe(true);
  });

  test('no line is longer than the terminal is wide, where it says its width', () => {
    onTerminal(40);
    const text = table(HEADINGS, ROWS);
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(40);
    expect(text.split('\n\n')).toHaveLength(2);
    for (const cell of [ID, 'نورة سالم الحربي', 'CJ58-MZTQ-M6C1-ZGE7-10', 'hours'])
      expect(text).toContain(cell);
    for (const columns of [80, 0]) {
      onTerminal(columns);
      expect(table(HEADINGS, ROWS).split('\n')).toHaveLength(3);
    }
  });
});
