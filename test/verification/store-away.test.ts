import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idOf } from '../certificates.ts';
import { builtRoot } from './built-assets.ts';
import { eventOf } from './event-of.ts';

let silent: Server;
const sockets = new Set<Socket>();
type Handler = (
  event: unknown,
  context: unknown,
) => Promise<{ statusCode: number; headers: object; body: string }>;
let handler: Handler;
let lists: Handler;

/** A store that accepts connections and never answers; once closed, it refuses connections. */
beforeAll(async () => {
  silent = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  Object.assign(process.env, {
    LAMBDA_TASK_ROOT: builtRoot(),
    TABLE_NAME: 'tawtheeq',
    PUBLIC_BASE_URL: 'https://verify.example.org',
    AWS_REGION: 'me-south-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  handler = (await import('../../functions/handlers/verification/verification.ts')).handler as never;
  lists = (await import('../../functions/handlers/verification/lists.ts')).handler as never;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  // The SDK's timers of aborted requests run for some seconds more, and would keep the worker alive.
  await pause(2_500);
});

async function timed(
  path: string,
  accept: string,
  method = 'GET',
  body?: string,
  by = handler,
  headers: Record<string, string> = {},
) {
  const began = performance.now();
  const answer = await by(
    eventOf(method, path, { headers: { accept, ...headers }, ...(body ? { body } : {}) }),
    {},
  );
  return { ...answer, seconds: (performance.now() - began) / 1000 };
}

describe('while the store is unreachable', () => {
  test.each(['application/json', 'text/html'])(
    'the answer (%s) is "could not check", within 3 s',
    async (accept) => {
      const answer = await timed(`/verify/${idOf(1)}?lang=en`, accept);
      expect(answer.statusCode).toBe(503);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '5' });
      expect(answer.body).toMatch(accept === 'text/html' ? 'Could not check' : '"result":"unavailable"');
      expect(answer.seconds).toBeLessThan(3);
    },
  );

  test('comparing a name and verifying many IDs are unavailable', async () => {
    const match = await timed(`/verify/${idOf(1)}/match`, '*/*', 'POST', '{"name":"Noura"}');
    expect([match.statusCode, JSON.parse(match.body).code]).toEqual([503, 'CHECK_UNAVAILABLE']);
    const certificateIds = ['not an ID', ...Array.from({ length: 1_000 }, (_, index) => idOf(index))];
    const body = JSON.stringify({ certificateIds });
    const many = await timed('/verify', 'application/json', 'POST', body, lists);
    const results = JSON.parse(many.body).items.map(({ result }: { result: string }) => result);
    expect(results.slice(0, 2)).toEqual(['malformed', 'unavailable']);
    expect(new Set(results.slice(1))).toEqual(new Set(['unavailable']));
    expect([many.statusCode, many.seconds < 6]).toEqual([503, true]);
    expect(many.headers).toMatchObject({ 'retry-after': '2' });
  });

  test.each(['page', 'xlsx'])(
    'a list that a person sends gets a page that says so, asked for as %s',
    async (as) => {
      const ids = Array.from({ length: 300 }, (_, index) => idOf(index)).join('\n');
      const form = new URLSearchParams({ ids, as, lang: 'en' }).toString();
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await timed('/verify/list', 'text/html', 'POST', form, lists, type);
      expect(answer.statusCode).toBe(503);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '2' });
      expect(answer.body.match(/<tr class="unavailable">/g)).toHaveLength(300);
      expect(answer.body).toContain('Could not check');
      expect(answer.body).not.toMatch(/<tr class="(?!unavailable)/);
      expect(answer.seconds).toBeLessThan(6);
    },
  );

  test('a malformed ID is answered without a read', async () => {
    expect((await timed('/verify/ABC', 'application/json')).statusCode).toBe(400);
  });

  test('a refused connection gives the same answer', async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    const answer = await timed(`/verify/${idOf(2)}`, 'application/json');
    expect([answer.statusCode, answer.seconds < 3]).toEqual([503, true]);
  });
});
