import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import {
  dateInArabic,
  dateInEnglish,
  periodInArabic,
  spanInEnglish,
} from '../../../functions/domain/wording/dates-in-words.ts';
import { ummAlQura } from '../../../functions/domain/wording/umm-al-qura.ts';

describe('a date in words', () => {
  test.each([
    ['2025-07-01', '٦ محرم ١٤٤٧ هـ الموافق ١ يوليو ٢٠٢٥ م', '١ تموز ٢٠٢٥', '1 July 2025'],
    ['2025-09-25', '٣ ربيع الآخر ١٤٤٧ هـ الموافق ٢٥ سبتمبر ٢٠٢٥ م', '٢٥ أيلول ٢٠٢٥', '25 September 2025'],
    ['2024-01-31', '١٩ رجب ١٤٤٥ هـ الموافق ٣١ يناير ٢٠٢٤ م', '٣١ كانون الثاني ٢٠٢٤', '31 January 2024'],
  ])('%s', (date, saudi, iraqi, english) => {
    expect(dateInArabic(date, 'SA')).toBe(saudi);
    expect(dateInArabic(date, 'IQ')).toBe(iraqi);
    expect(dateInEnglish(date)).toBe(english);
  });

  test('is Gregorian only, outside the published range of the Hijri calendar', () => {
    expect(dateInArabic('2078-01-01', 'SA')).toBe('١ يناير ٢٠٧٨ م');
    expect(ummAlQura('1900-04-29')).toBeNull();
  });
});

describe('a period in words', () => {
  test.each([
    ['a day', '2025-07-01', '2025-07-01', '٦ محرم ١٤٤٧ هـ (١ يوليو ٢٠٢٥ م)', '١ تموز ٢٠٢٥', '1 July 2025'],
    [
      'a month',
      '2025-07-05',
      '2025-07-09',
      'من ١٠ إلى ١٤ محرم ١٤٤٧ هـ (من ٥ إلى ٩ يوليو ٢٠٢٥ م)',
      'من ٥ إلى ٩ تموز ٢٠٢٥',
      '5–9 July 2025',
    ],
    [
      'a year',
      '2025-07-01',
      '2025-08-15',
      'من ٦ محرم إلى ٢١ صفر ١٤٤٧ هـ (من ١ يوليو إلى ١٥ أغسطس ٢٠٢٥ م)',
      'من ١ تموز إلى ١٥ آب ٢٠٢٥',
      '1 July – 15 August 2025',
    ],
    [
      'a Hijri new year',
      '2025-06-20',
      '2025-07-05',
      'من ٢٤ ذي الحجة ١٤٤٦ هـ إلى ١٠ محرم ١٤٤٧ هـ (من ٢٠ يونيو إلى ٥ يوليو ٢٠٢٥ م)',
      'من ٢٠ حزيران إلى ٥ تموز ٢٠٢٥',
      '20 June – 5 July 2025',
    ],
    [
      'a Gregorian new year',
      '2024-12-30',
      '2025-01-02',
      'من ٢٩ جمادى الآخرة إلى ٢ رجب ١٤٤٦ هـ (من ٣٠ ديسمبر ٢٠٢٤ م إلى ٢ يناير ٢٠٢٥ م)',
      'من ٣٠ كانون الأول ٢٠٢٤ إلى ٢ كانون الثاني ٢٠٢٥',
      '30 December 2024 – 2 January 2025',
    ],
  ])('of %s', (_, from, to, saudi, iraqi, english) => {
    expect(periodInArabic({ from, to }, 'SA')).toBe(saudi);
    expect(periodInArabic({ from, to }, 'IQ')).toBe(iraqi);
    expect(spanInEnglish({ from, to })).toBe(english);
  });
});

describe('the Umm al-Qura calendar', () => {
  test.each([
    ['2018-12-08', 1440, 4, 1],
    ['2024-12-02', 1446, 6, 1],
    ['2024-12-07', 1446, 6, 6],
    ['1983-10-31', 1404, 1, 24],
    ['1989-08-08', 1410, 1, 6],
  ])('%s', (date, year, month, day) => {
    expect(ummAlQura(date)).toEqual({ year, month, day });
  });

  test('agrees with ICU on every day from 1900 to 2077', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    for (let at = Date.UTC(1900, 3, 30); at < Date.UTC(2077, 10, 17); at += DAY_MS) {
      const date = new Date(at).toISOString().slice(0, 10);
      const ours = ummAlQura(date);
      const [month, day, year] = format.format(at).replace(' AH', '').split('/').map(Number);
      if (ours?.year !== year || ours?.month !== month || ours?.day !== day) {
        expect({ date, ...ours }).toEqual({ date, year, month, day });
      }
    }
  });
});
