import { expect, test } from '@jest/globals';
import { readerFormat } from '../../functions/pages/reader-format.ts';

/** Returns what a line never divides, each a piece of the text. */
const pieces = (text: string) => text.split(' ').map((piece) => piece.replaceAll('\u00a0', ' '));

test('a date is never divided between lines', () => {
  const { day, dayInFull, moment } = readerFormat('ar', 'SA');
  expect(pieces(day('2026-07-01'))).toEqual(['١ يوليو ٢٠٢٦ م']);
  expect(pieces(dayInFull('2025-07-01'))).toEqual(['٦ محرم ١٤٤٧ هـ', 'الموافق', '١ يوليو ٢٠٢٥ م']);
  expect(pieces(moment('2026-03-09T10:00:00.000Z').date)).toEqual(['٩ مارس ٢٠٢٦ م']);
  expect(pieces(readerFormat('ar', 'IQ').dayInFull('2025-01-01'))).toEqual(['١ كانون الثاني ٢٠٢٥']);
  expect(pieces(readerFormat('en', 'SA').day('2026-07-01'))).toEqual(['1 July 2026']);
});

test('a period is one range, with its equivalent in brackets and no year twice', () => {
  const period = { from: '2025-07-01', to: '2025-08-15' };
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  expect(plain(readerFormat('ar', 'SA').period(period))).toBe(
    'من ٦ محرم إلى ٢١ صفر ١٤٤٧ هـ (من ١ يوليو إلى ١٥ أغسطس ٢٠٢٥ م)',
  );
  expect(plain(readerFormat('ar', 'IQ').period(period))).toBe('من ١ تموز إلى ١٥ آب ٢٠٢٥');
  expect(plain(readerFormat('en', 'SA').period(period))).toBe('1 July – 15 August 2025');
});

test('a number of things stands in the form that it asks for, with its thousands grouped', () => {
  const texts = { one: 'شهادة واحدة', two: 'شهادتان', few: '{count} شهادات', many: '{count} شهادة' };
  const { counted, number } = readerFormat('ar', 'SA');
  expect([1, 2, 7, 11, 102, 21_171].map((count) => counted(texts, count))).toEqual([
    'شهادة واحدة',
    'شهادتان',
    '٧ شهادات',
    '١١ شهادة',
    '١٠٢ شهادة',
    '٢١٬١٧١ شهادة',
  ]);
  expect(number(21_171)).toBe('٢١٬١٧١');
});
