import { expect, test } from '@jest/globals';
import { readId } from '../../functions/importing/values/read-identifier.ts';
import { readEmail } from '../../functions/importing/values/read-text.ts';
import { sendAgainBody } from '../../functions/routes/schemas/delivery.ts';
import { opportunityId } from '../../functions/routes/schemas/ledger.ts';

test.each([
  ['noura@example.org', true],
  ['noura.harbi+hours@mail.example.org', true],
  ['noura@example', false],
  ['noura@example.o', false],
  ['noura@exa_mple.org', false],
  ['<noura@example.org>', false],
  ['noura@example..org', false],
  ['noura@example-.org', false],
  ['noura@a.b.example-health.org', true],
  [`${'n'.repeat(65)}@example.org`, false],
])('an address is taken from a request as from a file: %s', (email, isTaken) => {
  expect('value' in readEmail(email)).toBe(isTaken);
  expect(sendAgainBody.safeParse({ email }).success).toBe(isTaken);
});

test.each([
  ['RW-OP-01', true],
  ['2025:7.a_b', true],
  ['RW OP 01', false],
  ['-1', false],
  ['a/b', false],
  ['ف-١', false],
  ['a'.repeat(65), false],
])('an ID is taken from a request as from a file: %s', (id, isTaken) => {
  expect('value' in readId(id)).toBe(isTaken);
  expect(opportunityId.safeParse(id).success).toBe(isTaken);
});
