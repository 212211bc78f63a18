import { expect, test } from '@jest/globals';
import { routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';

/** The routes of staff that the journal doesn't have, each with the reason. */
const UNJOURNALED: Readonly<Record<string, string>> = {
  'GET /imports': 'file names, states and counts: nothing of a file’s rows',
  'GET /imports/{id}':
    'by its handler: who brought the file reads nothing of others, the rest is `read_import`',
  'GET /opportunities': 'no people',
  'GET /hours/pending/opportunities': 'opportunities with numbers, no people',
  'GET /partnerships': 'opportunities and acceptances, no people',
  'GET /partnerships/report': 'figures',
  'GET /batches': 'states and counts',
  'GET /batches/{id}': 'states and counts',
  'GET /batches/{id}/deliveries': 'counts',
  'GET /reports': 'figures',
  'GET /issuing': 'the state of the kill switch',
  'GET /notifications': 'the state of the kill switch',
  'GET /people/me': 'the caller’s own roles',
  'GET /people/names': 'names of colleagues beside what they did, without addresses and roles',
  'GET /policy': 'the policy, no people',
};

test('a route of staff is in the journal, or says why not', () => {
  const unjournaled = ROUTE_TABLE.filter(
    ({ roles, journal }) =>
      roles !== 'public' && journal === undefined && roles.some((role) => role !== 'volunteer'),
  );
  expect(unjournaled.map(routeKey).sort()).toEqual(Object.keys(UNJOURNALED).sort());
});

test('what is not in the journal changes nothing', () => {
  expect(Object.keys(UNJOURNALED).filter((key) => !key.startsWith('GET '))).toEqual([]);
});
