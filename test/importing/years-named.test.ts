import { expect, test } from '@jest/globals';
import { yearsNamed } from '../../functions/importing/years-named.ts';

const above = (...texts: string[]) => texts.map((text, index) => ({ text, row: index + 1 }));

test.each([
  ['a title', ['كشف حضور المتطوعين لعام ٢٠٢٥م'], 2025],
  ['a month', ['مارس 2025'], 2025],
  ['a period', ['من 01/02/2025 إلى 28/02/2025'], 2025],
  ['a programme beside it', ['ضمن رؤية المملكة 2030', 'ساعات 2025'], 2025],
  ['when it was made', ['حضور 2025', 'تاريخ الإعداد: 5/1/2026'], 2025],
  ['an identifier beside it', ['رقم الفرصة: OP-2024-017', 'حضور 2025'], 2025],
  ['two years', ['العام الدراسي 2024/2025'], undefined],
  ['no year', ['كشف الحضور', 'هاتف 0112025'], undefined],
])('the rows above a table name one year or none: %s', (_what, texts, year) => {
  expect(yearsNamed(above(...texts), 'hours.csv').gregorian?.year).toBe(year);
});

test('the file’s name counts only where nothing above names a year', () => {
  expect(yearsNamed([], 'hours 2025.csv').gregorian).toEqual({ year: 2025, text: 'hours 2025', row: null });
  expect(yearsNamed(above('حضور 2024'), 'hours 2025.csv').gregorian?.year).toBe(2024);
  expect(yearsNamed(above('2023/2024'), 'hours 2025.csv').gregorian).toBeNull();
});

test('each calendar has a year of its own', () => {
  const { gregorian, hijri } = yearsNamed(above('شعبان 1446هـ، فبراير 2025م'), 'hours.csv');
  expect([gregorian?.year, hijri?.year]).toEqual([2025, 1446]);
});
