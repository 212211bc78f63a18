import { describe, expect, test } from '@jest/globals';
import { keepTogether } from '../../../functions/domain/wording/keep-together.ts';

/** Returns what a line never divides, each a piece of the text. */
const pieces = (text: string) =>
  keepTogether(text)
    .split(' ')
    .map((piece) => piece.replaceAll('\u00A0', ' '));

describe('what belongs together stays on a line', () => {
  test.each([
    ['بلغ ١٠١ ساعة و٣٠ دقيقة', ['بلغ', '١٠١ ساعة', 'و٣٠ دقيقة']],
    ['101 hours and 30 minutes', ['101 hours', 'and', '30 minutes']],
    ['من ٦ محرم إلى ٢١ ربيع الأول ١٤٤٧ هـ', ['من', '٦ محرم', 'إلى', '٢١ ربيع الأول ١٤٤٧ هـ']],
    ['١ كانون الثاني ٢٠٢٥', ['١ كانون الثاني ٢٠٢٥']],
    ['on 20 August 2025, 1446 AH', ['on', '20 August 2025,', '1446 AH']],
    ['نورة بنت عبد الله آل سعد أم خالد', ['نورة', 'بنت عبد الله', 'آل سعد', 'أم خالد']],
    ['1 July – 15 August 2025', ['1 July –', '15 August 2025']],
    ['دوام 8:30 - 16:00 يوميًا', ['دوام', '8:30 - 16:00 يوميًا']],
    [
      'أعمار \u2067\u2066٥\u2069 – \u2066١٠\u2069\u2069',
      ['أعمار', '\u2067\u2066٥\u2069 – \u2066١٠\u2069\u2069'],
    ],
    ['حملة العطاء - الدفعة الثانية', ['حملة', 'العطاء -', 'الدفعة', 'الثانية']],
    ['نسبة \u206610 %\u2069 منها', ['نسبة', '\u206610 %\u2069', 'منها']],
    ['خط +966 11 000 0000 للتطوع', ['خط', '+966 11 000 0000', 'للتطوع']],
    ['مُحَمَّدُ بْنُ سَعِيدٍ', ['مُحَمَّدُ', 'بْنُ سَعِيدٍ']],
    ['عَبْدُ الله الحربي', ['عَبْدُ الله', 'الحربي']],
    ['ابو بكر ام كلثوم محمد ال سعيد إبن علي', ['ابو بكر', 'ام كلثوم', 'محمد', 'ال سعيد', 'إبن علي']],
    ['until December 31, 2025', ['until', 'December 31, 2025']],
    ['السكري من النوع 2 للأطفال', ['السكري', 'من', 'النوع 2', 'للأطفال']],
    ['السكري من النوع ٢ في المدارس', ['السكري', 'من', 'النوع ٢', 'في', 'المدارس']],
    ['Diabetes Type 2 in Children', ['Diabetes', 'Type 2', 'in', 'Children']],
    ['جرعة ٢ لتر يوميًا', ['جرعة', '٢ لتر', 'يوميًا']],
    ['حملة 2025 في المدارس', ['حملة 2025', 'في', 'المدارس']],
    ['Saleh bin Nasser', ['Saleh', 'bin Nasser']],
    ['د. سلمى العريني', ['د. سلمى', 'العريني']],
    ['سباق \u20665-7\u2069 كم للجميع', ['سباق', '\u20665-7\u2069 كم', 'للجميع']],
    ['عبدالله العتيبي', ['عبدالله', 'العتيبي']],
    ['دورة الإنعاش – المستوى ٢» بواقع', ['دورة', 'الإنعاش –', 'المستوى ٢»', 'بواقع']],
    ['Life Support (Season III)”, in', ['Life', 'Support', '(Season III)”,', 'in']],
    ['فريق أثر \u206615\u2069', ['فريق', 'أثر \u206615\u2069']],
    ['ضغط (\u2066≥ 140/90\u2069) للجميع', ['ضغط', '(\u2066≥ 140/90\u2069)', 'للجميع']],
    ['مؤشر \u206618.5 ≤ BMI\u2069 فأكثر', ['مؤشر', '\u206618.5 ≤ BMI\u2069', 'فأكثر']],
    ['BP & HbA1c ≥ 6.5%', ['BP', '&', 'HbA1c ≥ 6.5%']],
    ['Health / Safety', ['Health /', 'Safety']],
    ['مساحة 1.5 كم', ['مساحة', '1.5 كم']],
  ])('%s', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  test('but for an address that is longer than a column', () => {
    const address = 'https://rawabi-health.example/register?id=5&lang=ar';
    expect(keepTogether(`رابط ${address}`).split('\u200B')).toEqual([
      'رابط https://rawabi-health',
      '.example',
      '/register',
      '?id',
      '=5',
      '&lang',
      '=ar',
    ]);
    expect(keepTogether('info@rawabi-health.example')).toBe('info@rawabi-health.example');
  });
});
