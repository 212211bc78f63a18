import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import { dateInArabic, dateInEnglish } from '../../../functions/domain/wording/dates-in-words.ts';
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
