import { beforeAll, describe, expect, test } from '@jest/globals';
import { ApiFault, ApiRefusal, ApiUnreachable } from '../../functions/client/api-errors.ts';
import { REFUSAL_CODES } from '../../functions/domain/refusal.ts';
import { failureText } from '../../functions/pages/components/failure-text.ts';
import { REFUSAL_WORDS } from '../../functions/pages/components/refusal-words.ts';
import { REFUSALS } from '../../functions/routes/refusals.ts';
import consoleArabic from '../../templates/pages/console/frame.ar.json' with { type: 'json' };
import consoleEnglish from '../../templates/pages/console/frame.en.json' with { type: 'json' };
import myArabic from '../../templates/pages/my/frame.ar.json' with { type: 'json' };
import myEnglish from '../../templates/pages/my/frame.en.json' with { type: 'json' };

const ADDRESS = 'http://127.0.0.1:8080/batches';
/** A sentence of the API. */
const SAID = 'Your issuers have no such batch.';

beforeAll(() => {
  Object.assign(globalThis, { navigator: { onLine: true } });
});

const PAGES = {
  console: { ar: consoleArabic, en: consoleEnglish },
  my: { ar: myArabic, en: myEnglish },
};

/** What the client of the API throws for a status and a problem document. */
const errorOf = (status: number, problem: Readonly<Record<string, unknown>>) =>
  status < 500
    ? new ApiRefusal(status, { title: SAID, ...problem }, ADDRESS)
    : new ApiFault(ADDRESS, `${SAID}, HTTP ${status}`, { title: SAID, ...problem });

describe.each(['console', 'my'] as const)('on the page %s', (page) => {
  const said = (status: number, problem: object, language: 'ar' | 'en') =>
    failureText(errorOf(status, { ...problem }), PAGES[page][language], REFUSAL_WORDS[language]);

  test.each(REFUSAL_CODES)('%s is said in the language of the page', (code) => {
    const { status } = REFUSALS[code];
    const [arabic, english] = [said(status, { code }, 'ar'), said(status, { code }, 'en')];
    expect(arabic).toMatch(/[\u0621-\u064a]{2}/);
    expect(arabic).not.toMatch(/[A-Za-z]{2}/);
    expect(english).toMatch(/^[^\u0600-\u06ff]+$/);
    expect(english).not.toContain(SAID);
    // It has words of its own: none falls through to those for what has none.
    for (const language of ['ar', 'en'] as const) {
      const { failure } = PAGES[page][language];
      const text = said(status, { code }, language);
      expect(text).not.toBe(said(409, { code: 'NEW_RULE' }, language));
      expect([failure.unreachable, failure.noConnection, failure.ended]).not.toContain(text);
    }
  });

  test.each([
    ['an unknown code', 409, { code: 'NEW_RULE' }],
    ['the gateway that knows no token', 401, { message: SAID }],
    ['the gateway that lets nobody in', 403, { message: SAID }],
    ['the gateway that is asked too often', 429, { message: SAID }],
    ['the gateway for which it is too large', 413, { message: SAID }],
    ['a fault', 500, { code: 'FAULT' }],
    ['a gateway without an answer', 502, { message: SAID }],
  ])('%s is said in the language of the page', (_, status, problem) => {
    expect(said(status, problem, 'ar')).not.toMatch(/[A-Za-z]{2}/);
    expect(said(status, problem, 'en')).not.toContain(SAID);
  });
});

describe('what the facts of a refusal say', () => {
  const said = (code: string, facts: object, language: 'ar' | 'en') =>
    failureText(errorOf(409, { code, ...facts }), PAGES.console[language], REFUSAL_WORDS[language]);

  test.each([
    [{ field: 'nameAr', problem: 'SCRIPT', codePoint: 'U+0046' }, /رمز لا يصح فيه \(U\+0046\)/, /U\+0046/],
    [{ field: 'nameEn', problem: 'LENGTH' }, /من حرفين إلى ١٢٠/, /2 to 120 characters/],
    [{ field: 'nameAr' }, /هو نفسه/, /same as it is now/],
    [{ field: 'reason' }, /ناقص أو غير صحيح/, /missing or not as expected/],
  ])('about a name, %j', (facts, arabic, english) => {
    expect(said('BODY_INVALID', facts, 'ar')).toMatch(arabic);
    expect(said('BODY_INVALID', facts, 'en')).toMatch(english);
  });

  test.each([
    ['revoked', /الشهادة ملغاة/, /revoked/],
    ['suspended', /أعد سريانها/, /Reinstate/],
    ['toString', /لم تعد الحالة/, /no longer in a state/],
  ])('about a state, %s', (state, arabic, english) => {
    expect(said('STATE_CONFLICT', { state }, 'ar')).toMatch(arabic);
    expect(said('STATE_CONFLICT', { state }, 'en')).toMatch(english);
  });
});

test('without a connection nothing was done, and without the service somebody tries again', () => {
  const error = new ApiUnreachable(ADDRESS, 'fetch failed');
  expect(failureText(error, consoleArabic, undefined)).toBe(consoleArabic.failure.unreachable);
  Object.assign(globalThis, { navigator: { onLine: false } });
  expect(failureText(error, consoleArabic, undefined)).toBe(consoleArabic.failure.noConnection);
});
