import { beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Role } from '../../functions/domain/staff/roles.ts';
import { routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';

let cloud: SharedCloud;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  cloud = await sharedCloud();
  for (const role of ROLES) tokens.set(role, await cloud.token(role, { id: `permissions-${role}` }));
});

/** Calls a route about things that don't exist; returns the status and the code of a refusal. */
async function called({ method, path }: (typeof ROUTE_TABLE)[number], role?: Role) {
  const answer = await fetch(cloud.url + path.replace(/\{\w+\+?\}/g, 'NONE'), {
    method,
    redirect: 'manual',
    headers: role === undefined ? {} : { authorization: `Bearer ${tokens.get(role)}` },
  });
  const text = await answer.text();
  const isProblem = text !== '' && answer.headers.get('content-type') === 'application/problem+json';
  return { status: answer.status, code: isProblem ? (JSON.parse(text) as { code: string }).code : undefined };
}

const withToken = ROUTE_TABLE.filter(({ roles }) => roles !== 'public').map(
  (route) => [routeKey(route), route] as const,
);
const publicRoutes = ROUTE_TABLE.filter(({ roles }) => roles === 'public').map(
  (route) => [routeKey(route), route] as const,
);

describe('a route with roles', () => {
  test.each(withToken)('refuses every other caller: %s', async (_key, route) => {
    expect(await called(route)).toEqual({ status: 401, code: undefined });
    const others = ROLES.filter((role) => !route.roles.includes(role));
    for (const role of others)
      expect([role, await called(route, role)]).toEqual([role, { status: 403, code: 'FORBIDDEN_ROLE' }]);
  });

  // Only of those that change nothing.
  test.each(withToken.filter(([, { method }]) => method === 'GET'))(
    'lets each of its roles through: %s',
    async (_key, route) => {
      for (const role of ROLES.filter((one) => route.roles.includes(one)))
        expect([role, (await called(route, role)).code]).not.toEqual([role, 'FORBIDDEN_ROLE']);
    },
  );
});

test.each(publicRoutes)('a public route needs no token: %s', async (_key, route) => {
  const { status, code } = await called(route);
  expect([status, code]).not.toEqual([401, undefined]);
  expect(code).not.toBe('FORBIDDEN_ROLE');
});
