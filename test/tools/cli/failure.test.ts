import { expect, test } from '@jest/globals';
import { ApiFault, ApiRefusal } from '../../../functions/client/api-errors.ts';
import { REFUSAL_CODES } from '../../../functions/domain/refusal.ts';
import { REFUSALS } from '../../../functions/routes/refusals.ts';
import { failureOf } from '../../../infra/tools/cli/session/failure.ts';
import { MESSAGES_AR } from '../../../infra/tools/cli/wording/messages-ar.ts';
import { MESSAGES_EN } from '../../../infra/tools/cli/wording/messages-en.ts';

const URL = 'http://127.0.0.1:8080';
/** A sentence of the API, or of its gateway. */
const SAID = 'Your issuers have no such request';

/** Returns the line that a failure is said with, for a status and a problem document. */
function lineOf(status: number, problem: Readonly<Record<string, unknown>>, messages: typeof MESSAGES_EN) {
  const facts = { status, title: SAID, ...problem };
  const error =
    status < 500
      ? new ApiRefusal(status, facts, `${URL}/elsewhere`)
      : new ApiFault(URL, `${SAID}, HTTP ${status}`, facts);
  return failureOf(error, messages).line;
}

test.each([
  ...REFUSAL_CODES.map((code) => [REFUSALS[code].status, { code }] as const),
  [409, { code: 'NEW_RULE' }] as const,
  [500, { code: 'FAULT' }] as const,
  ...[401, 403, 413, 429, 502].map((status) => [status, { message: SAID }] as const),
])('HTTP %d, %j, is said in Arabic to whoever reads Arabic', (status, problem) => {
  const line = lineOf(status, problem, MESSAGES_AR);
  expect(line).toMatch(/[\u0621-\u064a]{2}/);
  expect(line).not.toContain(SAID);
});

test.each(['SAME_PERSON', 'BATCH_SELF_APPROVAL'] as const)(
  '%s asks for another person, and not for another role',
  (code) => {
    expect(lineOf(403, { code }, MESSAGES_EN)).toBe(`${SAID} (${code})`);
    expect(lineOf(403, { code: 'FORBIDDEN_ROLE' }, MESSAGES_EN)).toContain('role or issuers');
  },
);
