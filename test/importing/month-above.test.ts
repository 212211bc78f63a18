import { expect, test } from '@jest/globals';
import { dayOfMonth, monthAbove } from '../../functions/importing/month-above.ts';

test.each([
  ['كشف حضور المتطوعين لشهر مارس 2025', '2025-03-07'],
  ['حضور لمارس ٢٠٢٥م', '2025-03-07'],
  ['آذار/مارس 2025', '2025-03-07'],
  ['March, 2025', '2025-03-07'],
  ['2025 March', '2025-03-07'],
  ['Attendance 03/2025', '2025-03-07'],
  ['2025-03', '2025-03-07'],
  ['الشهر: 3 السنة: 2025', '2025-03-07'],
  ['Month | March | Year | 2025', '2025-03-07'],
  ['شهر ربيع الأول 1446هـ', '1446/03/07 هـ'],
  ['1446/9', '1446/09/07 هـ'],
  ['خطة 2030 - مارس 2025', '2025-03-07'],
  ['الشهر 2025-03-01', '2025-03-07'],
  ['Month: 2025-03-01', '2025-03-07'],
])('«%s» names one month', (text, date) => {
  const month = monthAbove([text]);
  expect(month && dayOfMonth(month, 7)).toBe(date);
});

test.each([
  ['no month', ['كشف الحضور 2025']],
  ['no year', ['كشف حضور مارس']],
  ['two months in a line', ['من مارس إلى أبريل 2025']],
  ['two months in two lines', ['March 2025', 'April 2025']],
  ['a month in two calendars', ['رمضان 1446 الموافق مارس 2025']],
  ['a month of another calendar than its year', ['رمضان 2025']],
  ['whole dates', ['من 01/03/2025 إلى 31/03/2025']],
  ['a day of a month', ['الشهر 2025-03-15']],
  ['when it was printed', ['طُبع في مارس 2025']],
  ['a thirteenth month', ['13/2025']],
])('%s leaves the month open', (_what, texts) => {
  expect(monthAbove(texts)).toBeUndefined();
});

test('a date beside the month is not another month', () => {
  expect(monthAbove(['مارس 2025', 'تاريخ الإعداد: 05/04/2025'])).toMatchObject({ year: 2025, month: 3 });
});
