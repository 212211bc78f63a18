import { describe, expect, test } from '@jest/globals';
import { readName } from '../../../functions/domain/hours/display-name.ts';

const outcome = (text: string, script: 'ar' | 'en', kind: 'individual' | 'institution' = 'individual') => {
  const reading = readName(text, script, kind);
  return 'name' in reading ? reading.name : `${reading.problem} ${reading.codePoint ?? ''}`.trim();
};

describe('harmless signs in a name are put right', () => {
  test.each([
    ['سعد المطيري\u200f', 'ar', 'سعد المطيري'],
    ['Saad Almutairi\u200e', 'en', 'Saad Almutairi'],
    ['\ufeffسعد الرشيدي', 'ar', 'سعد الرشيدي'],
    ['Saad\u200b Alrashidi', 'en', 'Saad Alrashidi'],
    ['\u202bسعد السبيعي\u202c', 'ar', 'سعد السبيعي'],
    ['\u2068Saad Alsubaie\u2069', 'en', 'Saad Alsubaie'],
    ['سعد\u200c السبيعي\u200d', 'ar', 'سعد السبيعي'],
    ['سعد\tالسبيعي', 'ar', 'سعد السبيعي'],
    ['Saad\u202fAldosari', 'en', 'Saad Aldosari'],
    ['Saad\u3000\u2009Aldosari', 'en', 'Saad Aldosari'],
    ['Saad\r\nAldosari', 'en', 'Saad Aldosari'],
    ['Saad O`Neil', 'en', 'Saad O’Neil'],
    ['Saad O´Neil', 'en', 'Saad O’Neil'],
    ["Saad O'Neil", 'en', 'Saad O’Neil'],
    ['Saad O’Neil', 'en', 'Saad O’Neil'],
    ['Saad O′Neil', 'en', 'Saad O’Neil'],
    ['Saad O＇Neil', 'en', 'Saad O’Neil'],
    ['Saad Al–Qahtani', 'en', 'Saad Al-Qahtani'],
    ['Saad Al‑Qahtani', 'en', 'Saad Al-Qahtani'],
    ['د/ سعد القحطاني', 'ar', 'د. سعد القحطاني'],
    ['أ.د/سعد القحطاني', 'ar', 'أ.د. سعد القحطاني'],
    ['م / سعد القحطاني', 'ar', 'م. سعد القحطاني'],
    ['Eng/ Saad Alqahtani', 'en', 'Eng. Saad Alqahtani'],
    ['DR. / Saad Alqahtani', 'en', 'DR. Saad Alqahtani'],
  ] as const)('%j (%s) is %s', (text, script, name) => {
    expect(outcome(text, script)).toBe(name);
  });

  test.each([
    'فريق CARE التطوعي',
    'عطاء 100% & نبض #1',
    'نبض @ الروابي',
    'فريق “نبض” ‘الروابي’',
    'نبض_الروابي: معًا!',
    'من لها؟',
  ])('an institution may be called %s', (name) => {
    expect(outcome(name, 'ar', 'institution')).toBe(name);
    expect(outcome(name, 'ar')).not.toBe(name);
  });

  test('but the dash and the slash of an institution stay', () => {
    expect(outcome('فريق القلب – جدة', 'ar', 'institution')).toBe('فريق القلب – جدة');
    expect(outcome('Heart/Lung Team', 'en', 'institution')).toBe('Heart/Lung Team');
  });
});

describe('dangerous characters of a name are refused', () => {
  test.each([
    ['سعد\u202eالقحطاني', 'ar', 'CONTROL U+202E'],
    ['\u202eسعد القحطاني', 'ar', 'CONTROL U+202E'],
    ['Sa\u200bad Alqahtani', 'en', 'CONTROL U+200B'],
    ['Sa\u200fad Alqahtani', 'en', 'CONTROL U+200F'],
    ['Saad Al\u00admalki', 'en', 'CONTROL U+00AD'],
    ['Saad Alqаhtani', 'en', 'SCRIPT U+0430'],
    ['سعد / محمد', 'ar', 'SIGN U+002F'],
    ['القحطاني، سعد', 'ar', 'SIGN U+060C'],
    ['Saad (Abu Ali)', 'en', 'SIGN U+0028'],
    ['Saad 2', 'en', 'DIGIT U+0032'],
  ] as const)('%j (%s) as %s', (text, script, problem) => {
    expect(outcome(text, script)).toBe(problem);
  });
});
