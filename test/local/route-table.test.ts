import { describe, expect, test } from '@jest/globals';
import { RouteTable } from '../../infra/local/api-gateway/route-table.ts';

const KEYS = [
  '$default',
  'ANY /files/{path+}',
  'GET /certificates',
  'GET /certificates/{id}',
  'GET /certificates/{id}/document',
  'GET /certificates/mine',
  'ANY /certificates/{id}',
  'GET /{any}/document',
  'GET /files/list',
];
const table = new RouteTable(new Map(KEYS.map((key) => [key, key])));

describe('a route is chosen as API Gateway does', () => {
  test.each([
    ['GET', '/certificates', 'GET /certificates', {}],
    ['GET', '/certificates/42', 'GET /certificates/{id}', { id: '42' }],
    ['GET', '/certificates/mine', 'GET /certificates/mine', {}],
    ['DELETE', '/certificates/42', 'ANY /certificates/{id}', { id: '42' }],
    ['GET', '/certificates/a%20b/document', 'GET /certificates/{id}/document', { id: 'a b' }],
    ['GET', '/other/document', 'GET /{any}/document', { any: 'other' }],
    ['GET', '/files/list', 'GET /files/list', {}],
    ['GET', '/files/a/b', 'ANY /files/{path+}', { path: 'a/b' }],
    ['GET', '/files/', '$default', {}],
    ['POST', '/certificates', '$default', {}],
    ['GET', '/certificates/', '$default', {}],
  ])('%s %s', (method, path, key, pathParameters) => {
    expect(table.find(method, path)).toEqual({ target: key, pathParameters });
  });

  test('no route matches when there is no $default', () => {
    expect(new RouteTable(new Map([['GET /a', 1]])).find('GET', '/b')).toBeUndefined();
  });
});
