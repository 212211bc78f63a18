import { describe, expect, test } from '@jest/globals';
import { displayWidth, padded } from '../../../infra/tools/cli/output/display-width.ts';
import { table } from '../../../infra/tools/cli/output/table.ts';

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
