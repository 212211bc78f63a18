import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../functions/domain/refusal.ts';
import { routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import type { ApiEvent } from '../../functions/runtime/http/answer.ts';
import { readJson } from '../../functions/runtime/http/read-json.ts';
import { readBody, readPath, readQuery } from '../../functions/runtime/http/read-request.ts';
import { changedBytes, harmless, hostileFiles, nastyText } from '../hostile-input.ts';

const bodies = hostileFiles('json');
const json = () => fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

/** Returns what a reading returned, or the code of its refusal. */
async function refusedOr(reading: () => unknown): Promise<unknown> {
  try {
    return await harmless(reading);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const eventWith = (event: Partial<ApiEvent>) =>
  ({ headers: {}, isBase64Encoded: false, ...event }) as ApiEvent;

describe('JSON', () => {
  test.each(bodies)('is read as JSON.parse reads it, or refused: %s', async (_, bytes) => {
    const text = bytes.toString('utf8');
    const read = await harmless(() => readJson(text), 1_000);
    expect(read).toEqual('value' in read ? { value: JSON.parse(text) } : { fault: expect.any(String) });
  });

  test('of any values is read as it was written, unless it has a key or a character that is refused', async () => {
    await fc.assert(
      fc.asyncProperty(json(), async (value) => {
        const read = await harmless(() => readJson(JSON.stringify(value)));
        if ('value' in read) expect(read.value).toEqual(JSON.parse(JSON.stringify(value)));
        else expect(['forbidden_key', 'lone_surrogate', 'too_deep']).toContain(read.fault);
      }),
      { numRuns: 300 },
    );
  });

  test('is read or refused whatever is changed in it', async () => {
    await fc.assert(
      fc.asyncProperty(changedBytes(bodies.map(([, bytes]) => bytes)), async (bytes) => {
        const read = await harmless(() => readJson(bytes.toString('utf8')));
        expect('value' in read || read.fault).toBeTruthy();
      }),
      { numRuns: 200 },
    );
  });
});

describe('a request', () => {
  const withBody = ROUTE_TABLE.filter(({ body }) => body !== undefined).map(
    (route) => [routeKey(route), route] as const,
  );

  test.each(withBody)('%s with any JSON is read or refused with BODY_INVALID', async (_, route) => {
    const names = Object.keys((route.body as { shape?: object } | undefined)?.shape ?? {});
    const fields = fc.dictionary(fc.oneof(fc.constantFrom('__proto__', 'x', ...names), nastyText()), json());
    await fc.assert(
      fc.asyncProperty(fc.oneof(fields, json()), async (value) => {
        const body = JSON.stringify(value);
        const read = await refusedOr(() => readBody(route, eventWith({ body })));
        expect(typeof read === 'object' || read === 'BODY_INVALID').toBe(true);
      }),
      { numRuns: 40 },
    );
    for (const [, bytes] of bodies)
      await refusedOr(() =>
        readBody(route, eventWith({ body: bytes.toString('base64'), isBase64Encoded: true })),
      );
  });

  test('with any path and query is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ROUTE_TABLE),
        fc.dictionary(
          fc.oneof(nastyText(), fc.constantFrom('limit', 'cursor', 'from', 'to', 'lang')),
          nastyText(),
        ),
        nastyText(),
        async (route, queryStringParameters, value) => {
          const names = Object.keys(route.parameters ?? {});
          const pathParameters = Object.fromEntries(names.map((name) => [name, value]));
          const event = eventWith({ queryStringParameters, pathParameters });
          const path = await refusedOr(() => readPath(route, event));
          expect(typeof path === 'object' || path === 'NOT_FOUND' || path === 'BODY_INVALID').toBe(true);
          const query = await refusedOr(() => readQuery(route, event));
          expect(query === undefined || typeof query === 'object' || query === 'QUERY_INVALID').toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
