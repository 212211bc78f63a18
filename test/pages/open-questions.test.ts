import { expect, test } from '@jest/globals';
import { PROBLEMS_EN } from '../../functions/importing/problems-en.ts';
import { isAsked } from '../../functions/pages/console/imports/open-questions.ts';

const ASKED_WITH_AN_OPTION = Object.entries(PROBLEMS_EN)
  .filter(([, [, fix]]) => / --[a-z]|\(--[a-z]/.test(fix ?? ''))
  .map(([code]) => code);

test('some problems are mended by an option of the command', () => {
  expect(ASKED_WITH_AN_OPTION).toContain('DATES_MONTH_FIRST');
});

test.each(ASKED_WITH_AN_OPTION)('the console, which has no options, asks for what %s leaves open', (code) => {
  expect(isAsked({ code } as Parameters<typeof isAsked>[0])).toBe(true);
});
