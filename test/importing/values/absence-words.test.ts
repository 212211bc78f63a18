import { expect, test } from '@jest/globals';
import { isAbsence, isMark } from '../../../functions/importing/values/absence-words.ts';

test.each(['غ', 'غائب', 'غائبة', ' إجازة ', 'اجازة', 'لم يحضر', 'A', 'absent', 'Sick Leave', 'OFF', '(غ)'])(
  '«%s» says that somebody was absent',
  (text) => {
    expect(isAbsence(text)).toBe(true);
  },
);

test.each(['✓', '✗', 'x', 'P', 'L', 'ح', 'م', 'حاضر', 'present', 'نعم', '/'])(
  '«%s» may mean presence: it is a mark',
  (text) => {
    expect(isAbsence(text)).toBe(false);
    expect(isMark(text)).toBe(true);
  },
);

test.each(['4', '4 h', 'seven', 'ساعتان', 'غدًا'])('«%s» is neither', (text) => {
  expect(isAbsence(text)).toBe(false);
  expect(isMark(text)).toBe(false);
});
