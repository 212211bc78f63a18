import { expect, test } from '@jest/globals';
import { differenceOf } from '../system/answer-check.ts';

const claim = {
  certificateId: 'B1P90CH35ABARTZ768',
  displayId: 'B1P9-0CH3-5ABA-RTZ7-68',
  outcome: 'issued',
};
const json = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
const problem = (status: number, code: string) => ({
  statusCode: status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ status, code, title: 'No.' }),
});

test.each([
  ['an answer of the shape described', json(201, claim)],
  ['a refusal of the route', problem(409, 'NOT_ELIGIBLE')],
  ['a refusal that follows from its roles', problem(403, 'FORBIDDEN_ROLE')],
  ['a fault', problem(500, 'FAULT')],
])('the check of answers accepts %s', (_, answer) => {
  expect(differenceOf('POST /me/certificates', answer)).toBeUndefined();
});

test.each([
  ['a field more', json(201, { ...claim, state: 'issued' }), 'unrecognized_keys'],
  ['a field less', json(201, { ...claim, outcome: undefined }), 'outcome'],
  ['another status', json(202, claim), 'status'],
  ['another media type', { ...json(201, claim), headers: { 'content-type': 'text/plain' } }, 'text/plain'],
  ['a refusal of another route', problem(409, 'BATCH_EMPTY'), 'BATCH_EMPTY'],
  ['a refusal under another status', problem(400, 'NOT_ELIGIBLE'), 'status'],
])('the check of answers finds %s', (_, answer, difference) => {
  expect(differenceOf('POST /me/certificates', answer)).toContain(difference);
});
