import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { DOORS, type Door } from '../../infra/doors.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly (
    | { readonly $ref: string }
    | { readonly in: string; readonly name: string }
  )[];
  readonly responses: Readonly<Record<string, unknown>>;
}

const text = readFileSync(new URL('../../templates/openapi/openapi.json', import.meta.url), 'utf8');
const description = JSON.parse(text) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const doors: readonly Door[] = Object.values(DOORS).flat();
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    door: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
);

describe('the OpenAPI description', () => {
  test('describes every door there is, and no other', () => {
    const opened = doors.map(({ method, path }) => `${method} ${path}`);
    expect(operations.map(({ door }) => door).toSorted()).toEqual(opened.toSorted());
  });

  test('asks for a token where the gateway does', () => {
    const closed = doors
      .filter(({ access }) => access === 'token')
      .map(({ method, path }) => `${method} ${path}`);
    const described = operations
      .filter(({ operation }) => operation.security.length > 0)
      .map(({ door }) => door);
    expect(described.toSorted()).toEqual(closed.toSorted());
  });

  test('has an answer and a name of its own for each', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { door, operation } of operations) {
      const answered = Object.keys(operation.responses).some((status) => /^[23]\d\d$/.test(status));
      if (!answered) throw new Error(`${door} is described without a good answer`);
    }
  });

  test('names every parameter of every path', () => {
    for (const { door, path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = (operation.parameters ?? []).map((parameter) =>
        '$ref' in parameter ? resolve(parameter.$ref) : parameter,
      ) as { in: string; name: string }[];
      const described = named.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      if (described.join() !== inPath.join())
        throw new Error(`${door}: ${described.join()} instead of ${inPath.join()}`);
    }
  });

  test('leads nowhere with a reference', () => {
    for (const [, reference] of text.matchAll(/"\$ref":\s*"([^"]+)"/g))
      expect(resolve(reference ?? '')).toBeDefined();
  });

  test('is of version 3.1', () => {
    expect(description.openapi).toMatch(/^3\.1\./);
  });
});

function resolve(reference: string): unknown {
  return reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], description);
}
