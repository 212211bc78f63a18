import { describe, expect, test } from '@jest/globals';
import { NumberFormat } from '../../functions/importing/workbook/number-format.ts';

const read = (code: string, stored: string) => new NumberFormat(code).textOf(stored, false);

describe('a number of a worksheet', () => {
  test.each([
    ['2.9999999999999996', '3'],
    ['7.4999999999999991', '7.5'],
    ['-1.1102230246251565E-16', '0'],
    ['1098765432101', '1098765432101'],
  ])('%s is %s, without the noise of arithmetic', (stored, text) => {
    expect(read('General', stored)).toEqual({ text });
  });

  test.each([
    ['mmm-yy', 'Mar-25'],
    ['yyyy', '2025'],
  ])('as a date in %s shows another thing than its day', (code, shown) => {
    expect(read(code, '45717')).toEqual({ text: '2025-03-01', time: true, shown });
  });

  test('as a date that shows its day is that day', () => {
    for (const code of ['d/m', 'dddd', 'yyyy-mm-dd'])
      expect(read(code, '45717')).toEqual({ text: '2025-03-01', time: true });
  });

  test('as a time without its minutes says so', () => {
    expect(read('h', '0.3125')).toEqual({ text: '07:30', time: true, rounded: '7' });
    expect(read('h', '0.25')).toEqual({ text: '06:00', time: true });
  });
});
