import { describe, expect, test } from '@jest/globals';
import { BATCH_STATES, OUTCOMES } from '../../../functions/domain/batch/batch.ts';
import { AUDIT_ACTIONS } from '../../../functions/domain/certificate/certificate.ts';
import { readVerificationWords } from '../../../functions/pages/verification-words.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import { mistypedHint } from '../../../infra/tools/cli/arguments/certificate-argument.ts';
import { chosenLanguage } from '../../../infra/tools/cli/arguments/language.ts';
import { termOf } from '../../../infra/tools/cli/output/term-of.ts';
import { helpIn } from '../../../infra/tools/cli/wording/help.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';

/** Every text of a wording by its path; functions are called with stand-ins. */
function texts(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  if (typeof value === 'function') {
    const standIn = { requested: 1, issued: 1, alreadyIssued: 1, refused: 1, failed: 1, toString: () => 'X' };
    return new Map([[path, String((value as (...args: unknown[]) => unknown)(standIn, standIn))]]);
  }
  if (value instanceof RegExp || typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([name, part]) => [...texts(part, `${path}/${name}`)]));
}

describe.each([
  ['messages', texts(messagesIn('en')), texts(messagesIn('ar'))],
  ['help', texts({ ...helpIn('en'), titles: {} }), texts({ ...helpIn('ar'), titles: {} })],
])('%s', (_what, english, arabic) => {
  test('has the same keys in both languages', () => {
    expect([...arabic.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('is Arabic where it should be', () => {
    const same = new Set(['/bar', '/comma', '/labels/sha256', '/usageMistake']);
    for (const [path, text] of arabic) {
      if (!same.has(path)) expect([path, /\p{Script=Arabic}/u.test(text)]).toEqual([path, true]);
    }
  });
});

test.each([
  [['issuers'], {}, 'en'],
  [['issuers', '--lang', 'ar'], {}, 'ar'],
  [['--lang=ar', 'issuers'], { LANG: 'en_GB.UTF-8' }, 'ar'],
  [['issuers', '--lang', 'en'], { LANG: 'ar_SA.UTF-8' }, 'en'],
  [['issuers'], { LANG: 'ar_SA.UTF-8' }, 'ar'],
  [['issuers'], { LANG: 'ar_SA.UTF-8', LC_ALL: 'C' }, 'en'],
])('%j under %j speaks %s', (argv, environment, language) => {
  expect(chosenLanguage(argv, environment)).toBe(language);
});

test.each(['en', 'ar'] as const)('every state, outcome and step has its word in %s', (language) => {
  const { terms } = messagesIn(language);
  for (const word of [...BATCH_STATES, ...OUTCOMES, ...AUDIT_ACTIONS])
    expect({ word, said: terms[word] ?? 'nothing' }).not.toEqual({ word, said: 'nothing' });
  expect(termOf(messagesIn(language), 'a-new-word')).toBe('a-new-word');
});

describe('a verification in Arabic', () => {
  const page = readVerificationWords(templatesDirectory()).ar;
  const messages = messagesIn('ar');

  test.each(Object.entries(page.status))('%s begins as on the page: %s', (result, status) => {
    expect(messages.results[result]?.split(':')[0]).toBe(status);
  });

  test('gives the reasons of the page', () => {
    const { title, ...reasons } = page.reason;
    expect(title).not.toBe('');
    expect(messages.revocationReasons).toEqual(reasons);
  });

  test('is foretold by the same word where a certificate is erased', () => {
    expect(messages.erased('X')).toContain(`«${page.status.unknown}»`);
  });
});

test.each([
  ['en', '(look at symbol 3, 4)'],
  ['ar', '(انظر إلى الرمز 3، 4)'],
] as const)(
  'the places of a mistyped ID are divided by the comma of the language, in %s',
  (language, said) => {
    expect(mistypedHint(messagesIn(language), 'check_digits', [2, 3])).toContain(said);
  },
);
