import { describe, expect, test } from '@jest/globals';
import { hoursInArabic, hoursInEnglish } from '../../../functions/domain/wording/hours-in-words.ts';

describe('time in words', () => {
  test.each([
    [60, 'ساعة واحدة', '1 hour'],
    [120, 'ساعتان', '2 hours'],
    [180, '٣ ساعات', '3 hours'],
    [600, '١٠ ساعات', '10 hours'],
    [660, '١١ ساعة', '11 hours'],
    [5940, '٩٩ ساعة', '99 hours'],
    [6000, '١٠٠ ساعة', '100 hours'],
    [6060, '١٠١ ساعة', '101 hours'],
    [6120, '١٠٢ ساعة', '102 hours'],
    [6180, '١٠٣ ساعات', '103 hours'],
    [6600, '١١٠ ساعات', '110 hours'],
    [6660, '١١١ ساعة', '111 hours'],
    [12_000, '٢٠٠ ساعة', '200 hours'],
    [1, 'دقيقة واحدة', '1 minute'],
    [2, 'دقيقتان', '2 minutes'],
    [5, '٥ دقائق', '5 minutes'],
    [15, '١٥ دقيقة', '15 minutes'],
    [1890, '٣١ ساعة و٣٠ دقيقة', '31 hours and 30 minutes'],
    [61, 'ساعة واحدة ودقيقة واحدة', '1 hour and 1 minute'],
    [125, 'ساعتان و٥ دقائق', '2 hours and 5 minutes'],
    [74_040, '١٬٢٣٤ ساعة', '1,234 hours'],
  ])('%i minutes', (minutes, arabic, english) => {
    expect(hoursInArabic(minutes, { case: 'nominative', digits: 'arab' })).toBe(arabic);
    expect(hoursInEnglish(minutes)).toBe(english);
  });

  test('has the dual in the case of its sentence', () => {
    expect(hoursInArabic(122, { case: 'accusative', digits: 'arab' })).toBe('ساعتين ودقيقتين');
    expect(hoursInArabic(120, { case: 'genitive', digits: 'arab' })).toBe('ساعتين');
    expect(hoursInArabic(180, { case: 'accusative', digits: 'latn' })).toBe('3 ساعات');
  });

  test('agrees with the plural categories of CLDR', () => {
    const plural = new Intl.PluralRules('ar');
    for (let hours = 3; hours < 1000; hours++) {
      const noun = hoursInArabic(hours * 60, { case: 'nominative', digits: 'latn' }).split(' ')[1];
      expect([hours, noun]).toEqual([hours, plural.select(hours) === 'few' ? 'ساعات' : 'ساعة']);
    }
  });
});
