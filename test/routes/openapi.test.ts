import { describe, expect, test } from '@jest/globals';
import { openApiDocument } from '../../functions/routes/openapi.ts';
import { routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

const text = JSON.stringify(openApiDocument());
const description = JSON.parse(text) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    key: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
);

describe('the OpenAPI document', () => {
  test('is of version 3.1', () => {
    expect(description.openapi).toMatch(/^3\.1\./);
  });

  test('describes every route of the table, and no other', () => {
    expect(operations.map(({ key }) => key).toSorted()).toEqual(
      ROUTE_TABLE.map((route) => routeKey(route).replace('+}', '}')).toSorted(),
    );
  });

  test('asks for a token on every route that is not public', () => {
    const withToken = ROUTE_TABLE.filter(({ roles }) => roles !== 'public').map(routeKey);
    const described = operations.filter(({ operation }) => operation.security.length > 0);
    expect(described.map(({ key }) => key).toSorted()).toEqual(withToken.toSorted());
  });

  test('has a name of its own and a successful answer for each operation', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    const without = operations.filter(
      ({ operation }) => !Object.keys(operation.responses).some((status) => /^[23]\d\d$/.test(status)),
    );
    expect(without.map(({ key }) => key)).toEqual([]);
  });

  test('names every variable of every path', () => {
    for (const { key, path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect([key, named.map(({ name }) => name)]).toEqual([key, inPath]);
    }
  });

  test('has every component that is referred to, and no other', () => {
    const used = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(description.components.schemas).toSorted());
    expect([...text.matchAll(/"\$ref":"([^"]+)"/g)]).toHaveLength(used.length);
  });

  test('says nothing of JavaScript: no pattern of dates, no limits of safe integers', () => {
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
    expect(text).not.toMatch(/"format":"date(-time)?","pattern"/);
  });
});
