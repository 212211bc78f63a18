import { expect, test } from '@jest/globals';
import { readerFormat } from '../../functions/pages/reader-format.ts';

test('the abbreviation of an era stays on the line of its year', () => {
  const { day, dayInFull, moment } = readerFormat('ar', 'SA');
  expect(day('2026-07-01')).toBe('١ يوليو ٢٠٢٦\u00a0م');
  expect(dayInFull('2025-07-01')).toBe('٦ محرم ١٤٤٧\u00a0هـ الموافق ١ يوليو ٢٠٢٥\u00a0م');
  // A month that begins with the same character is not an era.
  expect(dayInFull('2026-05-01')).toContain('١ مايو ٢٠٢٦\u00a0م');
  expect(moment('2026-03-09T10:00:00.000Z').date).toBe('٩ مارس ٢٠٢٦\u00a0م');
});

test('dates of a country without eras have no non-breaking space', () => {
  expect(readerFormat('ar', 'IQ').dayInFull('2025-07-01')).toBe('١ تموز ٢٠٢٥');
});
