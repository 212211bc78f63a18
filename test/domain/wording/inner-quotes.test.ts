import { expect, test } from '@jest/globals';
import { withInnerQuotes } from '../../../functions/domain/wording/inner-quotes.ts';

test.each([
  ['ar', 'برنامج «نبض» للقلب', 'برنامج “نبض” للقلب'],
  ['ar', 'برنامج “نبض”', 'برنامج “نبض”'],
  ['en', '“Pulse” for the Heart’s Sake', '‘Pulse’ for the Heart’s Sake'],
  ['ar', 'برنامج "نبض"، طول 5\'10"', 'برنامج “نبض”، طول 5\'10"'],
  ['en', '"Pulse" (The "Heart")', '‘Pulse’ (The ‘Heart’)'],
  ['en', 'The «Pulse»', 'The «Pulse»'],
] as const)('in %s, a title in quotation marks has others within: %s', (language, title, quoted) => {
  expect(withInnerQuotes(title, language)).toBe(quoted);
});
