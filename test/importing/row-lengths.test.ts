import { describe, expect, test } from '@jest/globals';
import { RowLengths } from '../../functions/importing/csv/row-lengths.ts';

const WIDTH = 4;

/** The row lengths of a file with headings in row 1 and `lastRow` rows, of which some are short. */
function lengthsOf(lastRow: number, short: readonly number[]): RowLengths {
  const lengths = new RowLengths(WIDTH);
  for (let row = 2; row <= lastRow; row += 1)
    lengths.add({ row, cells: Array<string>(short.includes(row) ? WIDTH - 1 : WIDTH).fill('x') });
  return lengths;
}

describe('short rows of a CSV', () => {
  test.each([
    ['one of a few', 10, [5], [5]],
    ['the only row of the file', 2, [2], []],
    ['two of a few', 10, [5, 7], []],
    ['two of two thousand', 2_001, [5, 777], [5, 777]],
    ['three of two thousand', 2_001, [5, 777, 900], []],
    ['all of Excel’s last block of 16, which has one row', 33, [33], []],
    ['all of a block of 16', 100, Array.from({ length: 16 }, (_, n) => 17 + n), []],
    ['a block of 16, and one elsewhere', 100, [50, ...Array.from({ length: 16 }, (_, n) => 17 + n)], [50]],
    ['part of the last block', 34, [33], [33]],
    ['half of the rows', 10_000, Array.from({ length: 5_000 }, (_, n) => 2 * n + 2), []],
  ])('are reported as exceptions or not: %s', (_, lastRow, short, reported) => {
    expect(
      lengthsOf(lastRow, short)
        .exceptions()
        .map(({ row }) => row),
    ).toEqual(reported);
  });

  test('are cut off if they are last, have no line break and no row is shorter', () => {
    const last = { row: 11, cells: ['x', 'x'], unterminated: true } as const;
    expect(lengthsOf(10, [5]).cutOff(last)).toMatchObject({ found: 2, expected: WIDTH });
    expect(lengthsOf(10, [5]).cutOff({ ...last, cells: ['x', 'x', 'x'] })).toBeUndefined();
    expect(lengthsOf(10, []).cutOff({ row: 11, cells: ['x', 'x'] })).toBeUndefined();
  });
});
