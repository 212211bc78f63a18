import { describe, expect, test } from '@jest/globals';
import { orderedText } from '../../../functions/domain/wording/directional-text.ts';
import { onPaper, seen } from './seen-order.ts';

describe('in an Arabic line, a number reads with the word that it belongs to', () => {
  test.each([
    // Units of medicine, of time and of training.
    ['جرعة 500 mcg يوميًا', 'يوميًا 500 mcg جرعة'],
    ['معدل 60 mL/min/1.73m² للكلى', 'للكلى 60 mL/min/1.73m² معدل'],
    ['صوديوم 140 mEq/L', '140 mEq/L صوديوم'],
    ['الساعة 20:00 UTC', '20:00 UTC الساعة'],
    ['إذاعة 98.5 FM', '98.5 FM إذاعة'],
    ['دورة إنعاش 6 CME', '6 CME إنعاش دورة'],
    // A number after a Latin word that an Arabic word counts or dates.
    ['World Kidney Day – 13 مارس 2025', '2025 مارس 13 – World Kidney Day'],
    ['World Kidney Day 13 مارس 2025', '2025 مارس 13 World Kidney Day'],
    ['حملة COVID-19 – 12 مدينة', 'مدينة 12 – COVID-19 حملة'],
    ['حملة Pink October 2025م', 'م2025 Pink October حملة'],
    ['حملة Movember 1447 هـ', 'هـ 1447 Movember حملة'],
    ['دورة BLS 8:30 ص - 4:00 م', 'م 4:00 - ص 8:30 BLS دورة'],
    ['دورة BLS 3 - 5 أيام', 'أيام 3 - 5 BLS دورة'],
    ['دورة BLS - 10,000 متدرب', 'متدرب 10,000 - BLS دورة'],
    ['Zone 3 – 4 متطوعين', 'متطوعين 3 – 4 Zone'],
    ['محلول D5W 500 مل', 'مل 500 D5W محلول'],
    ['لقاح Tdap 0.5 مل', 'مل 0.5 Tdap لقاح'],
    ['أقراص ASA 81 ملغ', 'ملغ 81 ASA أقراص'],
    ['أفضل Top 10 نصائح', 'نصائح Top 10 أفضل'],
    ['حملة COVID - 19 جديدة', 'جديدة COVID - 19 حملة'],
    // Two numbers that are neither a range nor groups of one number.
    ['حملة 2025 – 100 مدرسة', 'مدرسة 100 – 2025 حملة'],
    ['حملة 2025 – 10,000 خطوة', 'خطوة 10,000 – 2025 حملة'],
    ['خطة 2025 – 2030 للتطوع', 'للتطوع 2025 – 2030 خطة'],
    ['اتصل على 937 - 24 ساعة', 'ساعة 24 - 937 على اتصل'],
    ['فيتامين ب12 1000 وحدة', 'وحدة 1000 12ب فيتامين'],
    ['فيتامين د3 1000 وحدة', 'وحدة 1000 3د فيتامين'],
    ['فيتامين ب١٢ ١٠٠٠ وحدة', 'وحدة ١٠٠٠ ١٢ب فيتامين'],
    ['الدفعة ٣ ٢٠٢٥ للتطوع', 'للتطوع ٢٠٢٥ ٣ الدفعة'],
    ['مبلغ ١٢ ٥٠٠ ريال', 'ريال ١٢ ٥٠٠ مبلغ'],
    ['مبلغ لـ12 500 ريال', 'ريال 12 500لـ مبلغ'],
    ['الدفعة 3 2025 للتطوع', 'للتطوع 2025 3 الدفعة'],
    // A small number and a year; but dates and ranges of years.
    ['الدورة 3 – 1446هـ', 'هـ1446 – 3 الدورة'],
    ['حملة 3 - 2025م', 'م2025 - 3 حملة'],
    ['الدفعة 2 - 2025', '2025 - 2 الدفعة'],
    ['حملة 2025 - 3', '3 - 2025 حملة'],
    ['حملة 1446 - 1447هـ', 'هـ1446 - 1447 حملة'],
    ['بتاريخ 14 - 11 - 2025م', 'م14 - 11 - 2025 بتاريخ'],
    ['بتاريخ 2025 - 11 - 14', '2025 - 11 - 14 بتاريخ'],
    ['سعرات 2000 - 2500', '2000 - 2500 سعرات'],
    ['خطة Phase 2 - 2025 Plan', 'Phase 2 - 2025 Plan خطة'],
    // The number of a noun, and a count.
    ['المستوى 1 - 3 أيام', 'أيام 3 - 1 المستوى'],
    ['المستوى 2 – 12 ساعة', 'ساعة 12 – 2 المستوى'],
    ['للمرحلة 1 : 20 ساعة', 'ساعة 20 : 1 للمرحلة'],
    ['يوم 1 / 8 ساعات', 'ساعات 8 / 1 يوم'],
    ['يوم 12 - 13 مارس 2025', '2025 مارس 12 - 13 يوم'],
    ['دورة 3 - 5 أيام', 'أيام 3 - 5 دورة'],
    ['Day 1 / 5 نوفمبر', 'نوفمبر 5 / Day 1'],
    // A count after a Latin phrase that ends with a number of its own.
    ['جرعة 5 mg 3 مرات يوميًا', 'يوميًا مرات 3 5 mg جرعة'],
    ['Aspirin 100 mg 3 مرات', 'مرات 3 Aspirin 100 mg'],
    ['BLS 2025 5 ساعات', 'ساعات 5 BLS 2025'],
    ['12 CME - 20 متدربًا', 'متدربًا 20 - 12 CME'],
    ['سباق 5 km - 100 متسابق', 'متسابق 100 - 5 km سباق'],
    ['MS Word 2019 20 مقعدًا', 'مقعدًا 20 MS Word 2019'],
    ['دورة BLS 2 3 أيام', 'أيام 3 BLS 2 دورة'],
    ['BLS 10 000 متدرب', 'متدرب 10 000 BLS'],
    // Two numbers that can't be groups of one.
    ['أعمار 18-25 100 مقعد', 'مقعد 100 18-25 أعمار'],
    ['دوام 8:30 500 متطوع', 'متطوع 500 8:30 دوام'],
    ['خصم 50% 100 متطوع', 'متطوع 100 50% خصم'],
    ['خصم 50% - 100 متطوع', 'متطوع 100 - 50% خصم'],
    ['18+ 100 مقعد', 'مقعد 100 18+'],
    ['الدفعة 10 5000 متطوع', 'متطوع 5000 10 الدفعة'],
    ['مبلغ 1 000$ للفرد', 'للفرد 1 000$ مبلغ'],
    // Any noun that is counted, but no adverb.
    ['BLS 20 طبيبًا', 'طبيبًا 20 BLS'],
    ['Flu 500 شخص', 'شخص 500 Flu'],
    ['ACLS 20 طالبة', 'طالبة 20 ACLS'],
    ['Aspirin 81 يوميًا', 'يوميًا Aspirin 81'],
    ['Windows 11 متقدم', 'متقدم Windows 11'],
    // A product.
    ['3 x 10 دقائق', 'دقائق 3 x 10'],
    ['(3 x 10 دقائق)', '(دقائق 3 x 10)'],
    ['مدة 3 x 10 دقائق', 'دقائق 3 x 10 مدة'],
    // Negatives, and sentences in English within a title.
    ['فصائل Rh- وRh+ النادرة', 'النادرة Rh+و Rh- فصائل'],
    ['أورام HER2+/HER2-', 'HER2+/HER2- أورام'],
    ['نتائج +ve و-ve', '-veو +ve نتائج'],
    ['ورشة How to Read an ECG? للمبتدئين', 'للمبتدئين How to Read an ECG? ورشة'],
    ['حملة Get Well Soon! للأطفال', 'للأطفال Get Well Soon! حملة'],
    ['تعال إلى Open Day!', '!Open Day إلى تعال'],
  ])('%s', (typed, expected) => {
    expect(seen(orderedText(typed, 'ar'), 'rtl')).toBe(onPaper(expected));
  });
});

test('a date, a school year or a fraction keeps its era or noun, whatever Latin word stands before', () => {
  const dates = [
    '15/3/1446',
    '15-3-1446',
    '15.3.1446',
    '2025',
    '2025/2026',
    '2025-2026',
    '2025 - 2026',
    '12/3 - 15/3/2025',
  ];
  const marks = ['هـ', ' هـ', 'م', ' م', ' يوم'];
  const numbers = [
    ...dates.flatMap((date) => marks.map((mark) => [date, mark] as const)),
    ...['1/2', '1 1/2', '2.5', '1-2'].map((amount) => [amount, ' حبة'] as const),
    ...['8:30', '8:30-10:30', '8:30 - 10:30'].map((time) => [time, ' ص'] as const),
  ];
  for (const latin of ['ACLS', 'Pink October', 'COVID-19', 'C++', 'Aspirin'])
    for (const between of [' ', ': ', ' - ', ' ('])
      for (const [number, mark] of numbers) {
        const typed = `دورة ${latin}${between}${number}${mark} للجميع`;
        const paper = seen(orderedText(typed, 'ar'), 'rtl');
        // The mark stands at the left of its number, and the Latin word at the right of it.
        expect({ typed, paper }).toEqual({
          typed,
          paper: expect.stringContaining(
            `${onPaper(mark.trim())}${mark.startsWith(' ') ? ' ' : ''}${number}`,
          ),
        });
      }
});
