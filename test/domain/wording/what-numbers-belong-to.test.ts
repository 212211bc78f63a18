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
