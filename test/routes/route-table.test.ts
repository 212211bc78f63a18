import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { refusalsOf, routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE, ROUTES, ROUTES_OF_HANDLER } from '../../functions/routes/route-table.ts';

const handlers = new URL('../../functions/handlers/', import.meta.url);

describe('the route table', () => {
  test('lists every route of every word under one handler', () => {
    const ofWords = Object.values(ROUTES).flatMap((routes) => Object.values(routes));
    expect(new Set(ROUTE_TABLE).size).toBe(ROUTE_TABLE.length);
    expect(new Set(ofWords)).toEqual(new Set(ROUTE_TABLE));
    expect(new Set(ROUTE_TABLE.map(routeKey)).size).toBe(ROUTE_TABLE.length);
  });

  test.each(Object.keys(ROUTES_OF_HANDLER))('names a handler that there is: %s', (name) => {
    expect(existsSync(new URL(`${name}.ts`, handlers))).toBe(true);
  });

  test.each(ROUTE_TABLE.map((route) => [routeKey(route), route] as const))('describes %s', (_key, route) => {
    const variables = [...route.path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name);
    expect(Object.keys(route.parameters ?? {})).toEqual(variables);
    expect(route.summary).toMatch(/^\p{Lu}[^.]+$/u);
    expect(route.description ?? 'None.').toMatch(/\.$/);
    expect(new Set(refusalsOf(route)).size).toBe(refusalsOf(route).length);
    expect(route.responses).not.toEqual({});
  });
});
