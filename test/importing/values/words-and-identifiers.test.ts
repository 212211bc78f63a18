import { describe, expect, test } from '@jest/globals';
import {
  GENDER_WORDS,
  readChoice,
  STATUS_WORDS,
  TRACK_WORDS,
} from '../../../functions/importing/values/choice-words.ts';
import { isPlaceholder } from '../../../functions/importing/values/placeholder-words.ts';
import { readId } from '../../../functions/importing/values/read-identifier.ts';
import { readTitle } from '../../../functions/importing/values/read-text.ts';

const outcome = <T>(reading: { value: T } | { problem: { code: string } }) =>
  'problem' in reading ? reading.problem.code : reading.value;

describe('an identifier', () => {
  test.each([
    ['1098765432', '1098765432'],
    ['1098765432.0', '1098765432'],
    ['1098765432.00', '1098765432'],
    ["'0012345", '0012345'],
    ['٠٠١٢٣', '00123'],
    ['BG-V-001', 'BG-V-001'],
    ['V-1.0', 'V-1.0'],
    ['1.23457E+14', 'ID_SCIENTIFIC'],
    ['1.0987654E9', 'ID_SCIENTIFIC'],
    ['1E5', '1E5'],
    ['5-Mar', 'ID_TIME'],
    ['Mar-05', 'ID_TIME'],
    ['5-Ward', '5-Ward'],
    ['1.0987654321e+15', 'ID_SCIENTIFIC'],
    ['NULL', 'PLACEHOLDER'],
    ['nan', 'PLACEHOLDER'],
    ['لا يوجد', 'PLACEHOLDER'],
    ['V 1', 'ID_CHARACTER'],
    ['-1', 'ID_FORM'],
  ])('%s is %s', (text, id) => {
    expect(outcome(readId(text))).toBe(id);
  });
});

test('a gender and a track may be the words of a list of several, or of a sentence', () => {
  expect(outcome(readChoice('ذكور', GENDER_WORDS))).toBe('male');
  expect(outcome(readChoice('إناث', GENDER_WORDS))).toBe('female');
  expect(outcome(readChoice('المسار الوقائي', TRACK_WORDS))).toBe('preventive');
});

describe('a status', () => {
  test.each([
    ['approved', 'approved'],
    ['Approved', 'approved'],
    ['APPROVED ✓', 'approved'],
    ['معتمدة', 'approved'],
    ['تم الاعتماد', 'approved'],
    ['تمت الموافقة', 'approved'],
    ['Pending approval', 'pending'],
    ['قيد الاعتماد', 'pending'],
    ['لم تُعتمد بعد', 'pending'],
    ['تم الرفض', 'rejected'],
    ['Declined', 'rejected'],
    ['محذوفة', 'rejected'],
    ['Deleted', 'rejected'],
    ['✓', 'CHOICE_UNKNOWN'],
    ['yes', 'CHOICE_UNKNOWN'],
    ['نعم', 'CHOICE_UNKNOWN'],
    ['done', 'CHOICE_UNKNOWN'],
    ['غير معتمد', 'CHOICE_UNKNOWN'],
  ])('%s is %s', (text, status) => {
    expect(outcome(readChoice(text, STATUS_WORDS))).toBe(status);
  });
});

describe('a placeholder', () => {
  test.each([
    'NULL',
    'nan',
    'None',
    'N/A',
    '#N/A',
    'لا يوجد',
    'غير معروف',
    'اختبار',
    'Test',
    '--',
    '—',
    'unknown',
  ])('is %s', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  test.each(['Nana Testa', 'نون', 'Noor', 'Unknown Soldier', 'لا يوجد سعد'])('is not %s', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});

describe('a title', () => {
  test.each([
    ['- حملة القلب', '- حملة القلب'],
    ['+18 Awareness', '+18 Awareness'],
    ['@Home Care', '@Home Care'],
    ['% of Health', '% of Health'],
    ['|| Health ||', '|| Health ||'],
    ['دورة \u200eCPR\u200f و\u2066+5%\u2069', 'دورة CPR و+5%'],
    ['حملة\u200b القلب\ufeff', 'حملة القلب'],
    ['فيتامين د 500 \u03bcg عند 37\u2103', 'فيتامين د 500 \u00b5g عند 37°C'],
    ['سكري النوع \u2161 وجرعة 5 \u338e', 'سكري النوع II وجرعة 5 mg'],
    ['abc\u202edef', 'TEXT_FORM'],
    ['=SUM(A1)', 'CELL_FORMULA'],
    ['NULL', 'PLACEHOLDER'],
    ['2025', 'TEXT_FORM'],
  ])('%s is %s', (text, title) => {
    expect(outcome(readTitle(text, 160))).toBe(title);
  });
});
