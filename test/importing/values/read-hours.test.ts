import { describe, expect, test } from '@jest/globals';
import { type HoursRules, readHours } from '../../../functions/importing/values/read-hours.ts';

const CSV: HoursRules = { unit: undefined, numbersTrimmed: false };
const WORKBOOK: HoursRules = { unit: undefined, numbersTrimmed: true };
const read = (text: string, rules: Partial<HoursRules> = {}) => {
  const reading = readHours(text, { ...CSV, ...rules });
  return 'problem' in reading ? reading.problem.code : reading.value;
};

describe('hours', () => {
  test.each([
    ['7', 420],
    ['7.5', 450],
    ['7,5', 450],
    ['٧٫٥', 450],
    ['7:30', 450],
    ['07:30:00', 450],
    ['7:30:45', 450],
    ['7h', 420],
    ['7 hrs', 420],
    ['7.5 hours', 450],
    ['7h30', 450],
    ['7h 30m', 450],
    ['7 hours and 30 minutes', 450],
    ['7 ساعات', 420],
    ['٣ ساعة', 180],
    ['ساعتان', 120],
    ['ساعة ونصف', 90],
    ['7 ساعات ونصف', 450],
    ['7 ساعات و15 دقيقة', 435],
    ['نصف ساعة', 30],
    ['ساعتين ونص', 150],
    ['2.9999999999999996', 180],
    ['ثلاث ساعات', 180],
    ['أربع ساعات ونصف', 270],
    ['ثماني ساعات', 480],
    ['ثمان ساعات', 480],
    ['عشر ساعات', 600],
    ['ثلاث ساعات إلا ربع', 165],
    ['3 ساعات إلا ثلث', 160],
    ['ساعة إلا ربع', 45],
    ['ساعتان و٢٠ دقيقة', 140],
    ['ساعة و5 دقائق', 65],
    ['7½', 450],
    ['½', 30],
    ['7 1/2', 450],
    ['7¼ h', 435],
    ['PT7H30M', 450],
    ['PT7.5H', 450],
    ['PT450M', 450],
    ['P0DT7H30M0S', 450],
    ['0 days 07:30:00', 450],
    ['450 min', 450],
    ['٤٥ دقيقة', 45],
    ['7.3333333', 440],
    ["'7.5", 450],
    ['.5', 30],
    ['٫٥', 30],
    ['ساعة واحدة', 60],
    ['ثلاثة ساعات', 180],
    ['ستة ساعات ونصف', 390],
    ['7 ونصف', 450],
    ['٧ و ربع', 435],
    ['8 إلا ربع', 465],
    ['7 ساعات ونصف الساعة', 450],
    ['8 ساعات إلا 10 دقائق', 470],
    ['4 ساعات فقط', 240],
    ['4 hours only', 240],
  ])('%s are %d minutes', (text, minutes) => {
    expect(read(text)).toBe(minutes);
  });

  test.each([
    ['7:5', 'HOURS_MINUTES'],
    ['7h5', 'HOURS_MINUTES'],
    ['7:75', 'HOURS_FORM'],
    ['7h 75m', 'HOURS_FORM'],
    ['1,000', 'HOURS_THREE_DIGITS'],
    ['7.125', 'HOURS_THREE_DIGITS'],
    ['-3', 'HOURS_NOT_POSITIVE'],
    ['0', 'HOURS_NOT_POSITIVE'],
    ['0 h', 'HOURS_NOT_POSITIVE'],
    ['75%', 'HOURS_FORM'],
    ['ساعة و70 دقيقة', 'HOURS_FORM'],
    ['✓', 'HOURS_MARK'],
    ['x', 'HOURS_MARK'],
    ['ح', 'HOURS_MARK'],
    ['حاضر', 'HOURS_MARK'],
    ['(P)', 'HOURS_MARK'],
    ['7-8', 'HOURS_RANGE'],
    ['08:00 – 12:30', 'HOURS_RANGE'],
    ['من 8 ص إلى 12 م', 'HOURS_RANGE'],
    ['2025-03-17 03:45', 'HOURS_FORM'],
    ['2025-05-04', 'HOURS_DATE'],
    ['5-Apr', 'HOURS_DATE'],
    ['Apr-05', 'HOURS_DATE'],
    ['４', 'HOURS_FORM'],
    ['حوالي 4 ونصف', 'HOURS_FORM'],
    ['-', 'HOURS_MARK'],
    ['seven', 'HOURS_FORM'],
    ['7 days', 'HOURS_FORM'],
    ['5/4', 'HOURS_FORM'],
  ])('%s are refused as %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  test('are hours and minutes when the person who imports says so', () => {
    expect(read('1.30', { unit: 'clock' })).toBe(90);
    expect(read('1.3', { unit: 'clock' })).toBe('HOURS_MINUTES');
    expect(read('1.3', { unit: 'clock', numbersTrimmed: true })).toBe(90);
    expect(read('1.75', { unit: 'clock' })).toBe('HOURS_FORM');
    expect(read('8', { unit: 'clock' })).toBe(480);
  });

  test('with three digits are fractions when the person who imports, or the workbook, says so', () => {
    expect(read('1,125', { unit: 'decimal' })).toBe(68);
    expect(read('7.125', WORKBOOK)).toBe(428);
    expect(read('1,000', WORKBOOK)).toBe('HOURS_THREE_DIGITS');
  });

  test.each([
    ['1.30', CSV, 'clock'],
    ['1.30 h', CSV, 'clock'],
    ['1.25', CSV, 'quarter'],
    ['1.5', CSV, 'decimal'],
    ['1.75', CSV, 'decimal'],
    ['1.00', CSV, undefined],
    ['7:30', CSV, undefined],
    ['1.3', WORKBOOK, 'clock'],
    ['7.5', WORKBOOK, 'quarter'],
    ['1.7', WORKBOOK, 'decimal'],
  ] as const)('%s say whether they may be hours and minutes', (text, rules, evidence) => {
    expect(readHours(text, rules).evidence).toBe(evidence);
  });
});
