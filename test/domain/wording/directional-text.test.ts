import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  factInSentence,
  leftToRight,
  orderedText,
  withoutIsolates,
} from '../../../functions/domain/wording/directional-text.ts';
import { onPaper, seen } from './seen-order.ts';

const reversed = (text: string) => [...text].reverse().join('');

describe('in an Arabic line, European digits read as they are typed', () => {
  test.each([
    ['جرعات 1.5-2.5', '1.5-2.5 تاعرج'],
    ['دوام 08:30-16:00', '08:30-16:00 ماود'],
    ['دوام 08:30 - 16:00 يوميًا', 'ايموي 08:30 - 16:00 ماود'],
    ['أيام 25/09/2025-30/09/2025', '25/09/2025-30/09/2025 مايأ'],
    ['خطوات 1,000-2,000', '1,000-2,000 تاوطخ'],
    ['فصل 2025/2026-1', '2025/2026-1 لصف'],
    ['لعمر +18', '+18 رمعل'],
    ['لعمر 18+', '18+ رمعل'],
    ['تغطية 100%', '100% ةيطغت'],
    ['نسبة 10%-20%', '10%-20% ةبسن'],
    ['حرارة 37.5°C', '37.5°C ةرارح'],
    ['سباق 5 km للجميع', 'عيمجلل 5 km قابس'],
    ['خط +966 11 000 0000', '+966 11 000 0000 طخ'],
    ['مبلغ 1 000 000', '1 000 000 غلبم'],
    ['قسم 3 ICU', 'ICU 3 مسق'],
    ['كوفيد-19', '19-ديفوك'],
    ['كوفيد-19-20', '19-20-ديفوك'],
    ['COVID-19: حملة التطعيم', 'ميعطتلا ةلمح :COVID-19'],
    ['COVID-19-20: حملة', 'ةلمح :COVID-19-20'],
    ['CPR للمسعفين', 'نيفعسملل CPR'],
    ['NMC مدينة النخيل الطبية', 'ةيبطلا ليخنلا ةنيدم NMC'],
    ['ISO 9001:2015 للجودة', 'ةدوجلل ISO 9001:2015'],
    ['برنامج Step 2 Clinical Skills', 'Step 2 Clinical Skills جمانرب'],
    ['دورة CPR و(AED) للمسعفين', 'نيفعسملل (AED)و CPR ةرود'],
    ['حملة 2024-15 ليوم 25/09/2025', '25/09/2025 مويل 2024-15 ةلمح'],
    ['فريق أثر التطوعي 15', '15 يعوطتلا رثأ قيرف'],
    ['R&D 2.0 للجميع', 'عيمجلل R&D 2.0'],
  ])('%s', (typed, expected) => {
    const plain = expected.replace('ايموي', reversed('يوميًا'));
    expect(seen(orderedText(typed, 'ar'), 'rtl')).toBe(plain);
  });
});

describe('in an Arabic line, signs and units read with their number or Latin word', () => {
  test.each([
    // Numbers with spaces inside.
    ['نسبة 10 % من الحالات', 'الحالات من 10 % نسبة'],
    ['حرارة 37 °C – 38 °C', '37 °C – 38 °C حرارة'],
    ['مسار 3 + 2 سنوات', 'سنوات 3 + 2 مسار'],
    ['3 × 10 دقائق', 'دقائق 3 × 10'],
    ['درجة 9 / 10', '9 / 10 درجة'],
    ['مقياس 1 : 1000', '1 : 1000 مقياس'],
    ['بتاريخ 14 / 11 / 2025', '14 / 11 / 2025 بتاريخ'],
    ['وزن 3.5 kg – 4 kg', '3.5 kg – 4 kg وزن'],
    ['الساعة 8:30 AM - 4:00 PM', '8:30 AM - 4:00 PM الساعة'],
    ['حملة 25 Sep – 3 Oct 2025', '25 Sep – 3 Oct 2025 حملة'],
    ['حملة Sep 25 - Oct 3, 2025', 'Sep 25 - Oct 3, 2025 حملة'],
    ['أقل من 5 mg/kg/day', '5 mg/kg/day من أقل'],
    ['حملة 2025 - 3 دفعات', 'دفعات 3 - 2025 حملة'],
    ['حملة 2025 500 متطوع', 'متطوع 500 2025 حملة'],
    // Signs at the ends of numbers.
    ['تكلفة 500$', '500$ تكلفة'],
    ['تكلفة 500€ للفرد', 'للفرد 500€ تكلفة'],
    ['لعمر ≥18 سنة', 'سنة ≥18 لعمر'],
    ['زيادة ~5%', '~5% زيادة'],
    [`طول 5'10" للذكور`, `للذكور 5'10" طول`],
    ['طول 5′10″', '5′10″ طول'],
    ['سكر HbA1c < 7%', 'HbA1c < 7% سكر'],
    ['من 2020 → 2030', '2020 → 2030 من'],
    // Telephone numbers.
    ['هاتف (011) 234-5678', '(011) 234-5678 هاتف'],
    ['هاتف +966 (11) 234 5678', '+966 (11) 234 5678 هاتف'],
    ['هاتف 937 و+966 11 000 0000', '+966 11 000 0000و 937 هاتف'],
    ['هاتف 050 12 34 567', '050 12 34 567 هاتف'],
    ['هاتف ٠١١-٢٣٤-٥٦٧٨', '٠١١-٢٣٤-٥٦٧٨ هاتف'],
    ['هاتف +٩٦٦ ٥٠ ١٢٣ ٤٥٦٧', '+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧ هاتف'],
    // Dates with hyphens in Arabic digits; three numbers that are no date are a range.
    ['تلفن ۰۲۱-۱۲۳-۴۵۶۷', '۰۲۱-۱۲۳-۴۵۶۷ تلفن'],
    ['حرارة ٣٧°C', '°C٣٧ حرارة'],
    ['يوم ٢٠٢٥-٠٩-٢٥', '٢٠٢٥-٠٩-٢٥ يوم'],
    ['يوم ٢٥-٩-٢٠٢٥م', 'م٢٥-٩-٢٠٢٥ يوم'],
    ['خطة ٣٠-٦٠-٩٠', '٩٠-٦٠-٣٠ خطة'],
    // Latin words.
    ['تابعوا @SaudiMOH و#Health_2030', '#Health_2030و @SaudiMOH تابعوا'],
    ['دورة .NET وC++', 'C++و .NET دورة'],
    ['فصيلة O- أو AB+', 'AB+ أو O- فصيلة'],
    ['الدكتور M.D. استشاري', 'استشاري M.D. الدكتور'],
    ['رابط https://moh.example/ar/reg?id=5&x=1 للتسجيل', 'للتسجيل https://moh.example/ar/reg?id=5&x=1 رابط'],
    ['رابط moh.example/ للتسجيل', 'للتسجيل moh.example/ رابط'],
    ['جرعة 1½ قرص', 'قرص 1½ جرعة'],
    ['نسبة SpO₂ 95%', 'SpO₂ 95% نسبة'],
    ['محضر HM-٢٠٢٥/١٧', 'HM-٢٠٢٥/١٧ محضر'],
    ['دورة BLS (Level 2) المتقدمة', 'المتقدمة BLS (Level 2) دورة'],
    ['دورة BLS (المستوى 2)', '(2 المستوى) BLS دورة'],
    ['مؤشر 18.5 ≤ BMI < 25 للبالغين', 'للبالغين 18.5 ≤ BMI < 25 مؤشر'],
    ['ضغط الدم (≥ 140/90 mmHg) للجميع', 'للجميع (≥ 140/90 mmHg) الدم ضغط'],
    ['أطفال < 5 سنوات و> 3 سنوات', 'سنوات > 3و سنوات < 5 أطفال'],
    ['5 < 10 دائمًا', 'دائمًا 5 < 10'],
    ['دورة 1 1/2 ساعة', 'ساعة 1 1/2 دورة'],
    ['الدفعة 2025 1/3', '1/3 2025 الدفعة'],
    ['حرارة +5°C (±0.5) درجة', 'درجة +5°C (±0.5) حرارة'],
    ['ملتقى +500 (3 أيام)', '(أيام 3) +500 ملتقى'],
    ['دورة BLS: 3 أيام', 'أيام 3 :BLS دورة'],
    ['دورة BLS - 12 ساعة', 'ساعة 12 - BLS دورة'],
    ['دورة BLS 3 أيام', 'أيام 3 BLS دورة'],
    ['دورة CPR 0% - 10 أيام', 'أيام 10 - CPR 0% دورة'],
    ['الدفعات 1،2،3', '3،2،1 الدفعات'],
    ['الدفعات ١،٢،٣', '٣،٢،١ الدفعات'],
    ['مدة 1،5 ساعة', 'ساعة 1،5 مدة'],
    ['دورة BLS، 3 للجميع', 'للجميع 3 ،BLS دورة'],
    ['حملة COVID - 19 للجميع', 'للجميع COVID - 19 حملة'],
    ['قسم ICU 3 بالمستشفى', 'بالمستشفى ICU 3 قسم'],
    ['دورة ATLS 10th Ed.', 'ATLS 10th Ed. دورة'],
    ['نسبة O2 sat. 95%', 'O2 sat. 95% نسبة'],
    ['اطلب *123# الآن', 'الآن *123# اطلب'],
    ['شركة Rawabi Ltd. و Nakheel Inc. معًا', 'معًا Nakheel Inc. و Rawabi Ltd. شركة'],
    ['Mr. و Mrs.', 'Mrs. و Mr.'],
    ['e.g. مثال', 'مثال e.g.'],
    ['تعلم CPR. ثم علّم', 'علّم ثم .CPR تعلم'],
    ['دورة BLS™ للجميع', 'للجميع BLS™ دورة'],
    ['©2025 الروابي', 'الروابي ©2025'],
    ['دورة C++ و.NET', '.NETو C++ دورة'],
    ['A- الوقاية', 'الوقاية -A'],
    ['AB- أو A- نادرة', 'نادرة A- أو AB-'],
    // A Latin sentence ends with its own sign; an Arabic one may end with a Latin word.
    ['Be Well! Live Well! كن بخير', 'بخير كن Be Well! Live Well!'],
    ['لقاء «Who am I?» الأول', 'الأول «Who am I?» لقاء'],
    ['هل تعرف CPR?', '?CPR تعرف هل'],
    ['برنامج “Be Well!” للصحة', 'للصحة “Be Well!” برنامج'],
    ['لقاء ‘Q&A’ و“نبض”', '”نبض“و ‘Q&A’ لقاء'],
    // A sign between a Latin and an Arabic word belongs to neither.
    ['CPR+الإنعاش', 'الإنعاش+CPR'],
    ['CPR / الإنعاش / AED', 'AED / الإنعاش / CPR'],
    ['مساحة م² 50', '50 ²م مساحة'],
    ['محضر ب-17/2025', '17/2025-ب محضر'],
    ['أوميغا-3', '3-أوميغا'],
  ])('%s', (typed, expected) => {
    expect(seen(orderedText(typed, 'ar'), 'rtl')).toBe(onPaper(expected));
  });
});

describe('in an English line', () => {
  test.each([
    ['CPR for Responders 1.5-2.5', 'CPR for Responders 1.5-2.5'],
    ['Team عطاء 15', 'Team ءاطع 15'],
    ['Team عطاء of Care', 'Team ءاطع of Care'],
    ['عطاء 08:30-16:00 shift', 'ءاطع 08:30-16:00 shift'],
    // People leave the Arabic title where the English one belongs.
    ['حملة 2025 للتوعية (3 أيام)', '(مايأ 3) ةيعوتلل 2025 ةلمح'],
    ['عطاء 2.0', '2.0 ءاطع'],
    ['Team عطاء 15 للجميع 2025', 'Team عيمجلل 15 ءاطع 2025'],
    ['Hajj Season 1446هـ - 1447هـ', 'Hajj Season ـه1447 - ـه1446'],
    ['Hajj Season 1446هـ', 'Hajj Season ـه1446'],
    ['Hajj 1446 هـ Season', 'Hajj ـه 1446 Season'],
    ['Hajj 1446 هـ/2025 م Season', 'Hajj م 2025/ـه 1446 Season'],
    ['عطاء ٠٨:٣٠-١٦:٠٠ shift', 'ءاطع ١٦:٠٠-٠٨:٣٠ shift'],
  ])('%s', (typed, expected) => {
    expect(seen(orderedText(typed, 'en'), 'ltr')).toBe(expected);
  });
});

describe('a fact in a sentence', () => {
  test('is ordered by its language and not by its first letter', () => {
    expect(seen(`في «${factInSentence('CPR للمسعفين', 'ar')}» ضمن`, 'rtl')).toBe('نمض «نيفعسملل CPR» يف');
    expect(seen(`in “${factInSentence('عطاء of Care', 'en')}” today`, 'ltr')).toBe('in “ءاطع of Care” today');
  });

  test('takes nothing from the sentence and gives it nothing, whatever controls were typed', () => {
    const typed = '\u202EABC\u2069 للمسعفين\u2067';
    expect(seen(`عن ${factInSentence(typed, 'ar')} في`, 'rtl')).toBe('يف نيفعسملل ABC نع');
  });

  test('an address reads from left to right', () => {
    expect(seen(`على ${leftToRight('verify.example/verify')}.`, 'rtl')).toBe('.verify.example/verify ىلع');
  });
});

const number = fc.nat(99_999).map(String);
const isYear = (typed: string) => /^(?:1[34]|19|20)..$/.test(typed);
const token = fc
  .tuple(
    number,
    fc.constantFrom(
      '.',
      ',',
      ':',
      '/',
      '-',
      '–',
      '%-',
      '٫',
      '٬',
      ' - ',
      ' – ',
      ' × ',
      ' + ',
      ' : ',
      ' / ',
      '% - ',
    ),
    number,
    fc.constantFrom('', '%', ' %', '°', '°C', ' °C', '+', '٪', ' km', ' mg/dl', '$'),
  )
  // «حملة 2025 - 500 متطوع», «937 - 24 ساعة», «الدفعة 3 - 2025» and «خصم 50% - 100 متطوع» are no ranges.
  .filter(
    ([first, sign, second, unit]) =>
      !(isYear(first) && / /.test(sign)) &&
      !(sign === '% - ' && unit === '') &&
      (!/^ [-–] $/.test(sign) ||
        (Number(first) <= Number(second) && !(Number(first) < 100 && isYear(second)))),
  )
  .map((pieces) => pieces.join(''));
const arabicWords = fc.array(
  fc.constantFrom('حملة', 'دوام', 'أيام', 'للجميع', 'المسعفين', '(الروابي)', '«نبض»'),
  {
    maxLength: 4,
  },
);
const latinOrArabic = fc.array(fc.constantFrom('حملة', 'دوام', 'CPR', 'AED', 'للجميع'), { maxLength: 3 });
const arabicDigits = (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x630));

describe('in whatever Arabic line', () => {
  test('a number in European digits is seen as it was typed', () => {
    fc.assert(
      fc.property(latinOrArabic, token, arabicWords, (before, typed, after) => {
        const line = [...before, typed, ...after].join(' ');
        expect(seen(orderedText(line, 'ar'), 'rtl')).toContain(typed);
        expect(seen(`في «${factInSentence(line, 'ar')}» ضمن`, 'rtl')).toContain(typed);
        expect(seen(`in “${factInSentence(line, 'en')}” today`, 'ltr')).toContain(typed);
      }),
    );
  });

  test('a range in Arabic digits has its first value at the right, each value whole', () => {
    const value = fc
      .tuple(number, fc.constantFrom(':', '/', '.', '٫', '٬', ','), number)
      .map((pieces) => arabicDigits(pieces.join('')));
    fc.assert(
      fc.property(latinOrArabic, value, value, arabicWords, (before, first, second, after) => {
        const line = [...before, `${first}-${second}`, ...after].join(' ');
        expect(seen(orderedText(line, 'ar'), 'rtl')).toContain(`${second}-${first}`);
        expect(seen(orderedText(line, 'en'), 'ltr')).toContain(`${second}-${first}`);
      }),
    );
  });

  test('no character is lost or added', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('ar', 'en'),
        (text, language) => {
          const plain = text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
          expect(withoutIsolates(orderedText(text, language as 'ar' | 'en'))).toBe(plain);
        },
      ),
    );
  });
});
