import { describe, expect, test } from '@jest/globals';
import { type DateRules, readDate } from '../../../functions/importing/values/read-date.ts';

const RULES: DateRules = {
  calendar: 'gregorian',
  order: 'dmy',
  timeZones: ['Asia/Riyadh', 'Asia/Baghdad'],
  shortYears: true,
};
const read = (text: string, rules: Partial<DateRules> = {}) => readDate(text, { ...RULES, ...rules });
const codeOf = (reading: ReturnType<typeof readDate>) =>
  'problem' in reading ? reading.problem.code : reading.value;

describe('a date', () => {
  test.each([
    ['2025-03-01', '2025-03-01'],
    ['2025/3/1', '2025-03-01'],
    ['20250301', '2025-03-01'],
    ['01/03/2025', '2025-03-01'],
    ['1.3.2025', '2025-03-01'],
    ['١/٣/٢٠٢٥', '2025-03-01'],
    ['۱/۳/۲۰۲۵ م', '2025-03-01'],
    ["'01/03/2025", '2025-03-01'],
    ['1-Mar-2025', '2025-03-01'],
    ['1-Mar-25', '2025-03-01'],
    ['01 March 2025', '2025-03-01'],
    ['Mar 1, 2025', '2025-03-01'],
    ['March 1st, 2025', '2025-03-01'],
    ['1st of March 2025', '2025-03-01'],
    ['2025-Mar-01', '2025-03-01'],
    ['Saturday, 1 March 2025', '2025-03-01'],
    ['1 مارس 2025', '2025-03-01'],
    ['١ آذار ٢٠٢٥', '2025-03-01'],
    ['١ كانون الثاني ٢٠٢٥', '2025-01-01'],
    ['15 كانون الأول 2025', '2025-12-15'],
    ['3 تشرين الأول، 2025', '2025-10-03'],
    ['1 أيّار 2025', '2025-05-01'],
    ['2 جويلية 2025', '2025-07-02'],
    ['السبت 01/03/2025', '2025-03-01'],
    ['يوم السبت، 1 مارس 2025', '2025-03-01'],
    ['1 رمضان 1446', '2025-03-01'],
    ['1 آذار/مارس 2025', '2025-03-01'],
    ['01MAR2025', '2025-03-01'],
    ['1\\3\\2025', '2025-03-01'],
    ['1 / 3 / 2025', '2025-03-01'],
    ['Sat Mar 01 2025 00:00:00 GMT+0300 (Arabian Standard Time)', '2025-03-01'],
    ['2025-02-28 22:00:00+00', '2025-03-01'],
    ['1 مارس 2025 الساعة 14:22', '2025-03-01'],
    ['1/9/1446 هـ', '2025-03-01'],
    ['2025-03-01 14:22:31', '2025-03-01'],
    ['1/3/2025 14:22:31', '2025-03-01'],
    ['1/3/2025 2:22 PM', '2025-03-01'],
    ['2025-03-01 8:30 م', '2025-03-01'],
    ['2025-03-01T11:22:31Z', '2025-03-01'],
    ['2025-02-28T21:00:00.000Z', '2025-03-01'],
    ['2025-02-28T20:59:59Z', '2025-02-28'],
    ['2025-03-01T00:30:00+03:00', '2025-03-01'],
    ['2025-03-01T00:30:00+0500', '2025-02-28'],
    ['2025-02-28 9:30:00 PM UTC', '2025-03-01'],
    ['2025/03/01 5:14:22 PM GMT+3', '2025-03-01'],
    ['2025/03/01 5:14:22 م غرينتش+3', '2025-03-01'],
    ['1/9/1446هـ الموافق 1/3/2025م', '2025-03-01'],
    ['1 mars 2025', '2025-03-01'],
    ['2025-03-01 السبت', '2025-03-01'],
    ['1 مارس 2025 (السبت)', '2025-03-01'],
    ['2 جماد ثاني 1446', '2024-12-03'],
    ['2 ربيع1 1446', '2024-09-05'],
    ['12/ج2/1446', '2024-12-13'],
    ['12 ربيع ٢ 1446', '2024-10-15'],
    ['12 جمادى الآخر 1446', '2024-12-13'],
    ['12 ذوالقعدة 1446 هجري', '2025-05-10'],
    ['1 رمضان المبارك 1446هـ', '2025-03-01'],
    ["12 Sha'ban 1446", '2025-02-11'],
    ['12 Dhul-Hijjah 1446 AH', '2025-06-08'],
    ['12 Dhu al-Hijja 1446', '2025-06-08'],
    ['1 رمضان 46', '2025-03-01'],
    ['1/9/46هـ', '2025-03-01'],
    ['1/9/1446', '2025-03-01'],
    ['14460901', '2025-03-01'],
    ['السبت 1/9/1446', '2025-03-01'],
    ['السبت الموافق 1/3/2025', '2025-03-01'],
    ['يوم السبت الموافق: 1 مارس 2025م', '2025-03-01'],
    ['1/9/1446هـ - 1/3/2025م', '2025-03-01'],
    ['2025/3/1 (1446/9/1)', '2025-03-01'],
    ['1 غشت 2025', '2025-08-01'],
    ['1 دجنبر 2025', '2025-12-01'],
    ['1 كانون ثاني 2025', '2025-01-01'],
    ['1 مارس 2025 ميلادي', '2025-03-01'],
  ])('%s is %s', (text, date) => {
    expect(codeOf(read(text))).toBe(date);
  });

  test.each([
    ['2025-02-30', 'DATE_UNKNOWN'],
    ['31/04/2025', 'DATE_UNKNOWN'],
    ['25/25/2025', 'DATE_UNKNOWN'],
    ['45717', 'DATE_SERIAL'],
    ['1/3/25', 'DATE_FORM'],
    ['الثلاثاء', 'DATE_FORM'],
    ['مارس 2025', 'DATE_FORM'],
    ['1 Foo 2025', 'DATE_FORM'],
    ['1 آذار/نيسان 2025', 'DATE_FORM'],
    [`1 ${'a - '.repeat(1000)}2025`, 'DATE_FORM'],
    ['1/9/46', 'DATE_FORM'],
    ['46/9/1 هـ', 'DATE_FORM'],
    ['2/30/1446', 'DATE_UNKNOWN'],
    ['1/3/1525', 'DATE_UNKNOWN'],
    ['1/9/1446هـ - 8/3/2025م', 'DATE_OTHER_CALENDAR'],
    ['الأحد الموافق 1/3/2025', 'DATE_WEEKDAY'],
    ['الأحد 01/03/2025', 'DATE_WEEKDAY'],
    ['1 رمضان 2025', 'DATE_UNKNOWN'],
    ['1/9/1446هـ الموافق 8/3/2025م', 'DATE_OTHER_CALENDAR'],
    ['1 مارس 2025 (الأحد)', 'DATE_WEEKDAY'],
    ['2025-03-01 08:00-12:00', 'DATE_FORM'],
    ['4/2/0025', 'DATE_UNKNOWN'],
  ])('%s is refused as %s', (text, code) => {
    expect(codeOf(read(text))).toBe(code);
  });

  test('may be month first when the person who imports says so', () => {
    expect(codeOf(read('03/04/2025', { order: 'mdy' }))).toBe('2025-03-04');
    expect(codeOf(read('14/03/2025', { order: 'mdy' }))).toBe('DATE_UNKNOWN');
  });

  test.each([
    ['03/04/2025', 'open'],
    ['03/14/2025', 'mdy'],
    ['14/03/2025', 'dmy'],
    ['04/04/2025', undefined],
    ['2025-03-04', undefined],
    ['السبت 01/03/2025', 'dmy'],
    ['السبت 03/01/2025', 'mdy'],
  ])('%s says %s about the order', (text, evidence) => {
    expect(read(text).evidence).toBe(evidence);
  });

  test('with a time zone is refused where the issuers’ clocks show different days', () => {
    const timeZones = ['Asia/Riyadh', 'America/New_York'];
    expect(codeOf(read('2025-03-01T02:00:00Z', { timeZones }))).toBe('DATE_ZONE');
    expect(codeOf(read('2025-03-01T12:00:00Z', { timeZones }))).toBe('2025-03-01');
  });

  test('of birth needs a year of four digits', () => {
    expect(codeOf(read('1-Mar-25', { shortYears: false }))).toBe('DATE_FORM');
  });

  test('is Hijri where the heading says so, unless it says otherwise itself', () => {
    expect(codeOf(read('1446-09-01', { calendar: 'hijri' }))).toBe('2025-03-01');
    expect(codeOf(read('2025-03-01', { calendar: 'hijri' }))).toBe('DATE_GREGORIAN');
    expect(codeOf(read('1 March 2025', { calendar: 'hijri' }))).toBe('2025-03-01');
    expect(codeOf(read('1/9/46', { calendar: 'hijri' }))).toBe('2025-03-01');
    expect(codeOf(read('1/9/25', { calendar: 'hijri' }))).toBe('DATE_FORM');
  });
});

test('a month and two digits of its year are no day', () => {
  expect(codeOf(read('Mar-25', { years: { gregorian: { year: 2025 } } }))).toBe('DATE_FORM');
});

describe('a day without its year', () => {
  const YEARS = { gregorian: { year: 2025 }, hijri: { year: 1446 } };

  test.each([
    ['4 فبراير', '2025-02-04'],
    ['٤ كانون الثاني', '2025-01-04'],
    ['4/2', '2025-02-04'],
    ['04-02', '2025-02-04'],
    ['Feb 4', '2025-02-04'],
    ['4th of February', '2025-02-04'],
    ['4-Feb', '2025-02-04'],
    ['الثلاثاء 4/2', '2025-02-04'],
    ['5 شعبان', '2025-02-04'],
    ['30/2', 'DATE_UNKNOWN'],
    ['الأحد 4/2', 'DATE_WEEKDAY'],
  ])('%s is %s in the year that the sheet names', (text, date) => {
    expect(codeOf(read(text, { years: YEARS }))).toBe(date);
    expect(codeOf(read(text))).toBe('DATE_YEAR_MISSING');
  });

  test('is a day of a month of its own calendar', () => {
    expect(codeOf(read('5 شعبان', { years: { gregorian: { year: 2025 } } }))).toBe('DATE_YEAR_MISSING');
    expect(codeOf(read('5/8', { calendar: 'hijri', years: YEARS }))).toBe('2025-02-04');
  });
});
