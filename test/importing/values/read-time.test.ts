import { describe, expect, test } from '@jest/globals';
import { readTime } from '../../../functions/importing/values/read-time.ts';

const RULES = { calendar: 'gregorian', order: 'dmy', timeZones: ['Asia/Riyadh'], shortYears: true } as const;
const read = (text: string) => {
  const reading = readTime(text, RULES);
  if ('problem' in reading) return reading.problem.code;
  const { day, time } = reading.value;
  return day === undefined ? time : `${day} ${time}`;
};

describe('a time of day', () => {
  test.each([
    ['08:30', '08:30'],
    ['8:30', '08:30'],
    ['08:30:15', '08:30'],
    ['08:30:00.000', '08:30'],
    ['8.30', '08:30'],
    ['08h30', '08:30'],
    ['8h', '08:00'],
    ['0830', '08:30'],
    ['830', '08:30'],
    ['1630', '16:30'],
    ['24:00', '24:00'],
    ['8:30 am', '08:30'],
    ['08:30 PM', '20:30'],
    ['8:30 p.m.', '20:30'],
    ['8 AM', '08:00'],
    ['12 AM', '00:00'],
    ['12:15 PM', '12:15'],
    ['16:30 PM', '16:30'],
    ['٠٨:٣٠ ص', '08:30'],
    ['8:30ص', '08:30'],
    ['٤:٠٠ م', '16:00'],
    ['4 مساءً', '16:00'],
    ['12 ظهرًا', '12:00'],
    ['11:30 ظهرًا', '11:30'],
    ['1 ظهرا', '13:00'],
    ['9 ليلا', '21:00'],
    ['12 ليلا', '00:00'],
    ['2 ليلًا', '02:00'],
    ['7 عشاءً', '19:00'],
    ['الساعة 8:30', '08:30'],
    ['2025-03-01 22:00', '2025-03-01 22:00'],
    ['2025-03-01T22:00:30', '2025-03-01 22:00'],
    ['01/03/2025 10:00 PM', '2025-03-01 22:00'],
    ['1-Mar-2025 8 AM', '2025-03-01 08:00'],
    ['2025-03-01T19:00:00Z', '2025-03-01 22:00'],
    ['2025-03-01T22:00+03:00', '2025-03-01 22:00'],
    ['Sat Mar 01 2025 22:00:00 GMT+0300 (AST)', '2025-03-01 22:00'],
  ])('%s is %s', (text, time) => {
    expect(read(text)).toBe(time);
  });

  test.each([
    ['8'],
    ['8:5'],
    ['25:00'],
    ['24:30'],
    ['08:60'],
    ['16:30 AM'],
    ['0.25'],
    ['0.354166'],
    ['45717.354'],
    ['13 noon'],
    ['noon or so'],
  ])('%s is refused', (text) => {
    expect(read(text)).toBe('TIME_FORM');
  });

  test.each([
    ['noon', '12:00'],
    ['12 noon', '12:00'],
    ['12:00 Noon', '12:00'],
    ['midday', '12:00'],
    ['Mid-day', '12:00'],
    ['منتصف النهار', '12:00'],
    ['midnight', '00:00'],
    ['12 midnight', '00:00'],
    ['منتصف الليل', '00:00'],
    ['2025-03-01 12:00 noon', '2025-03-01 12:00'],
  ])('%s is %s every day', (text, time) => {
    expect(read(text)).toBe(time);
  });

  test.each(['morning', 'الظهر', 'ظهرًا', 'بعد الظهر', 'صلاة العصر', 'ليلا', 'pm'])(
    '%s is a part of the day',
    (text) => {
      expect(read(text)).toBe('TIME_PART_OF_DAY');
    },
  );

  test.each(['8-9', '8:00 - 12:00', 'من 8:00 إلى 12:00', 'from 8 am to 12 pm', '8 ص حتى 12 ظهرا'])(
    '%s is two times',
    (text) => {
      expect(read(text)).toBe('TIME_RANGE');
    },
  );
});
