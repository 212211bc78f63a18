import { expect, test } from '@jest/globals';
import { readJson } from '../../functions/runtime/http/read-json.ts';

test.each([
  ['{', 'syntax'],
  ['{"a":1,}', 'syntax'],
  ['{"a":1,"a":2}', 'duplicate_key'],
  ['{"a":{"b":1,"\\u0062":2}}', 'duplicate_key'],
  ['{"__proto__":{"admin":true}}', 'forbidden_key'],
  ['"\\ud800"', 'lone_surrogate'],
  ['{"\\udc00":1}', 'lone_surrogate'],
  [`${'['.repeat(17)}${']'.repeat(17)}`, 'too_deep'],
])('refuses %s for its %s', (text, fault) => {
  expect(readJson(text)).toEqual({ fault });
});

test.each([
  ['open only', '['.repeat(250_000), 'syntax'],
  ['closed again', '['.repeat(125_000) + ']'.repeat(125_000), 'too_deep'],
])('refuses brackets by the hundred thousand, %s', (_, text, fault) => {
  expect(readJson(text)).toEqual({ fault });
});

test('reads what means one thing only', () => {
  const text = '{"nameAr":"نورة","items":[{"a":1},{"a":2}],"none":null,"pair":"\\ud83d\\ude00"}';
  expect(readJson(text)).toEqual({ value: JSON.parse(text) });
});
