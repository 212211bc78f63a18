import { describe, expect, test } from '@jest/globals';
import { inDigits } from '../../../functions/domain/wording/digits.ts';
import { orderedText } from '../../../functions/domain/wording/directional-text.ts';
import { onPaper, seen } from './seen-order.ts';

describe('in Arabic digits each number is whole and a range has its first value at the right', () => {
  test.each([
    ['جرعات ١٫٥-٢٫٥', '٢٫٥-١٫٥ تاعرج'],
    ['دوام ٠٨:٣٠-١٦:٠٠', '١٦:٠٠-٠٨:٣٠ ماود'],
    ['دوام ٠٨:٣٠ – ١٦:٠٠', '١٦:٠٠ – ٠٨:٣٠ ماود'],
    ['أيام ٢٥/٠٩/٢٠٢٥-٣٠/٠٩/٢٠٢٥', '٣٠/٠٩/٢٠٢٥-٢٥/٠٩/٢٠٢٥ مايأ'],
    ['خطوات ١٬٠٠٠-٢٬٠٠٠', '٢٬٠٠٠-١٬٠٠٠ تاوطخ'],
    ['فصل ٢٠٢٥/٢٠٢٦-١', '١-٢٠٢٥/٢٠٢٦ لصف'],
    ['CARE ١٠-٢٠ plus', 'CARE ٢٠-١٠ plus'],
    ['سال ۱۰-۲۰', '۲۰-۱۰ لاس'],
    ['۱۰-۲۰ سال', 'لاس ۲۰-۱۰'],
    ['مبلغ ١ ٠٠٠ ٠٠٠ - ٢ ٠٠٠ ٠٠٠', '٢ ٠٠٠ ٠٠٠ - ١ ٠٠٠ ٠٠٠ غلبم'],
    ['مبلغ ١ ٠٠٠ ٠٠٠ ريال', 'لاير ١ ٠٠٠ ٠٠٠ غلبم'],
    ['يوم ٢٥/٠٩/٢٠٢٥', '٢٥/٠٩/٢٠٢٥ موي'],
    ['الساعة ٠٨:٣٠', '٠٨:٣٠ ةعاسلا'],
  ])('%s', (typed, expected) => {
    expect(seen(orderedText(typed, 'ar'), 'rtl')).toBe(expected);
  });
});

describe('a telephone number reads from left to right in either digits', () => {
  test.each([
    '+966 11 000 0000',
    '+966 (11) 234 5678',
    '+966-11-234-5678',
    '+966112345678',
    '00966 50 123 4567',
    '(011) 234-5678',
    '(011) 234 5678',
    '(011)234-5678',
    '011-234-5678',
    '050 12 34 567',
    '050-123 4567',
    '9200-00000',
    '9200 12345',
    '920 000 000',
    '800 124 1234',
  ])('%s', (typed) => {
    for (const number of [typed, inDigits(typed, 'arab')]) {
      expect(seen(orderedText(`هاتف ${number} للتسجيل`, 'ar'), 'rtl')).toContain(number);
      expect(seen(orderedText(`للتسجيل ${number}`, 'ar'), 'rtl')).toContain(number);
      expect(seen(orderedText(`هاتف ${number}`, 'en'), 'ltr')).toContain(number);
    }
  });
});

describe('a Latin word with Arabic digits is whole', () => {
  test.each(['v٢.٠', 'ISO-٩٠٠١:٢٠١٥', 'HM-٢٠٢٥-١٧', 'HM-٢٠٢٥/١٧', 'B١٢-٣', 'PM٢٫٥', 'Q١-Q٢', 'v٢.٠.١-beta'])(
    '%s',
    (typed) => {
      expect(seen(orderedText(`محضر ${typed} للجودة`, 'ar'), 'rtl')).toBe(onPaper(`للجودة ${typed} محضر`));
      expect(seen(orderedText(typed, 'ar'), 'rtl')).toBe(typed);
    },
  );

  test('but a product in Arabic digits reads as one with its sign', () => {
    expect(seen(orderedText('طول ٥x١٠ سم', 'ar'), 'rtl')).toBe(onPaper('سم ١٠x٥ طول'));
  });
});
