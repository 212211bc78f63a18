import { expect, test } from '@jest/globals';
import { withoutIsolates } from '../../functions/domain/wording/directional-text.ts';
import { markupOf } from '../../functions/pages/html.ts';
import { typedFact } from '../../functions/pages/typed-fact.ts';
import { snapshotOf } from '../certificates.ts';
import { emailOf } from '../emails.ts';

test('a page isolates a fact in the direction of its language, with its numbers as they were typed', () => {
  expect(markupOf(typedFact('CPR للمسعفين 1.5-2.5', 'ar'))).toBe(
    '<bdi lang="ar" dir="rtl">CPR للمسعفين \u20661.5-2.5\u2069</bdi>',
  );
  expect(markupOf(typedFact('CPR 1.5-2.5', 'en'))).toBe('<bdi lang="en" dir="ltr">CPR 1.5-2.5</bdi>');
});

test('an email does so in its text and in its HTML', () => {
  const snapshot = snapshotOf({ titleAr: 'COVID-19: حملة التطعيم', titleEn: 'COVID-19 Campaign' });
  const { text, html } = emailOf({ snapshot });
  expect(text).toContain('في «\u2067\u2066COVID-19\u2069: حملة التطعيم\u2069»');
  expect(text).toContain('“\u2066COVID-19 Campaign\u2069”');
  expect(html).toContain('<bdi lang="ar" dir="rtl">\u2066COVID-19\u2069: حملة التطعيم</bdi>');
});

test.each([
  ['See your passport.', 'ltr'],
  ['راجع جواز سفرك.', 'rtl'],
  ['(2) See your passport.', 'ltr'],
] as const)('what somebody wrote reads in its own direction in both languages: %s', (note, direction) => {
  const { html } = emailOf({ occasion: { kind: 'rejected', note } });
  const isolated = [...html.matchAll(/<bdi lang="\w\w" dir="(\w{3})">([^<]*)<\/bdi>/g)];
  const found = isolated.filter(([, , text = '']) => withoutIsolates(text) === note);
  expect(found.map(([, dir]) => dir)).toEqual([direction, direction]);
});
