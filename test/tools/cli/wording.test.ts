import { describe, expect, test } from '@jest/globals';
import { BATCH_STATES } from '../../../functions/domain/batch/batch.ts';
import { OUTCOMES } from '../../../functions/domain/batch/outcome.ts';
import { AUDIT_ACTIONS } from '../../../functions/domain/certificate/certificate.ts';
import { readVerificationWords } from '../../../functions/pages/verification-words.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import { mistypedHint } from '../../../infra/tools/cli/arguments/certificate-argument.ts';
import { chosenLanguage } from '../../../infra/tools/cli/arguments/language.ts';
import { termOf } from '../../../infra/tools/cli/output/term-of.ts';
import { helpIn } from '../../../infra/tools/cli/wording/help.ts';
import { messagesIn } from '../../../infra/tools/cli/wording/messages.ts';
import { provenanceWordsIn } from '../../../infra/tools/cli/wording/provenance-words.ts';

/** Returns every text by its path; functions are called with a placeholder. */
function texts(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  if (typeof value === 'function') {
    const placeholder = {
      requested: 1,
      issued: 1,
      alreadyIssued: 1,
      refused: 1,
      failed: 1,
      facts: {},
      toString: () => 'X',
    };
    const call = value as (...args: unknown[]) => unknown;
    return new Map([[path, String(call(placeholder, placeholder, placeholder))]]);
  }
  if (value instanceof RegExp || typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([name, part]) => [...texts(part, `${path}/${name}`)]));
}

describe.each([
  ['messages', texts(messagesIn('en')), texts(messagesIn('ar'))],
  ['help', texts({ ...helpIn('en'), titles: {} }), texts({ ...helpIn('ar'), titles: {} })],
])('%s', (_wording, english, arabic) => {
  test('has the same keys in both languages', () => {
    expect([...arabic.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('is in Arabic', () => {
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
])('%j in the environment %j selects %s', (argv, environment, language) => {
  expect(chosenLanguage(argv, environment)).toBe(language);
});

test.each(['en', 'ar'] as const)('every state, outcome and action has its word in %s', (language) => {
  const { terms } = messagesIn(language);
  for (const word of [...BATCH_STATES, ...OUTCOMES, ...AUDIT_ACTIONS])
    expect({ word, text: terms[word] ?? 'missing' }).not.toEqual({ word, text: 'missing' });
  expect(termOf(messagesIn(language), 'a-new-word')).toBe('a-new-word');
});

describe('a verification in Arabic', () => {
  const page = readVerificationWords(templatesDirectory()).ar;
  const messages = messagesIn('ar');

  test.each(Object.entries(page.status))('%s begins with the words of the page: %s', (result, status) => {
    expect(messages.results[result]?.split(':')[0]).toBe(status);
  });

  test('has the reasons of the page', () => {
    const { title, ...reasons } = page.reason;
    expect(title).not.toBe('');
    expect(messages.revocationReasons).toEqual(reasons);
  });

  test('has the word that an erasure announces', () => {
    expect(messages.erased('X')).toContain(`«${page.status.unknown}»`);
  });
});

test.each(['en', 'ar'] as const)('the grades of hours are those of the page in %s', (language) => {
  const page = readVerificationWords(templatesDirectory())[language];
  const { label, grades } = provenanceWordsIn(language);
  expect(page.grades).toMatchObject(grades);
  expect(label).toBe(language === 'en' ? page.facts.provenance.toLowerCase() : page.facts.provenance);
});

test.each([
  ['en', '(most likely symbol 3, 4)'],
  ['ar', '(الأرجح الرمز 3، 4)'],
] as const)(
  'the symbols of a mistyped ID are separated by the comma of the language, in %s',
  (language, expected) => {
    expect(mistypedHint(messagesIn(language), 'check_digits', [2, 3])).toContain(expected);
  },
);
