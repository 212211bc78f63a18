import { expect, test } from '@jest/globals';
import {
  chosenName,
  NOTHING_CHOSEN,
  problemOf,
  requestOf,
} from '../../functions/pages/console/batches/selection.ts';
import { batchBody } from '../../functions/routes/schemas/batch.ts';

const chosen = (...keys: (readonly [issuerId: string, opportunityId: string])[]) =>
  keys.map(([issuerId, opportunityId]) => chosenName({ issuerId, opportunityId })).join(' ');

test.each([
  ['nothing at all', {}, 'empty'],
  ['only a track', { track: 'support' }, 'empty'],
  ['a period that ends before it begins', { from: '2025-06-30', to: '2025-01-01' }, 'backwards'],
  ['a beginning', { from: '2025-01-01' }, undefined],
  ['one opportunity', { chosen: chosen(['A', 'OPP-1']) }, undefined],
])('a selection of %s is %3$s', (_, change, problem) => {
  expect(problemOf({ ...NOTHING_CHOSEN, ...change })).toBe(problem);
});

test.each([
  [
    'a period and a track, for the chosen issuer',
    { from: '2025-01-01', to: '2025-06-30', track: 'support' },
    'A',
    { issuerId: 'A', from: '2025-01-01', to: '2025-06-30', track: 'support' },
  ],
  [
    'opportunities of one issuer names it',
    { from: '2025-01-01', chosen: chosen(['A', 'OPP-1'], ['A', 'OPP-2']) },
    undefined,
    { issuerId: 'A', opportunityIds: ['OPP-1', 'OPP-2'] },
  ],
  [
    'opportunities of several issuers names none',
    { chosen: chosen(['A', 'OPP-1'], ['B', 'OPP-2']) },
    undefined,
    { opportunityIds: ['OPP-1', 'OPP-2'] },
  ],
])('the dry run of %s', (_, change, issuer, request) => {
  const body = requestOf({ ...NOTHING_CHOSEN, ...change }, issuer);
  expect(body).toEqual({ dryRun: true, ...request });
  expect(batchBody.safeParse(body).success).toBe(true);
});
