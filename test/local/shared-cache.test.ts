import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sharedCache } from '../../infra/local/cloudfront/shared-cache.ts';
import { type LoopbackServer, listenOnLoopback } from '../../infra/local/loopback-server.ts';

let server: LoopbackServer;
let asked: string[] = [];
let time = 0;
let answer: { status: number; headers: Record<string, string> };
let hold: Promise<void> | undefined;

beforeEach(async () => {
  [asked, time, hold] = [[], 0, undefined];
  answer = { status: 200, headers: { 'cache-control': 'public, max-age=0, s-maxage=10' } };
  const handler = sharedCache(
    async (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      await hold;
      response.writeHead(answer.status, answer.headers).end(`answer ${asked.length}`);
    },
    { paths: ['/verify/*'], headers: ['Accept', 'Accept-Language'] },
    () => time,
  );
  server = await listenOnLoopback((request, response) => void handler(request, response));
});
afterEach(() => server.stop());

async function ask(path = '/verify/A', headers: Record<string, string> = {}, method = 'GET') {
  const got = await fetch(server.url + path, { headers, method });
  return { text: await got.text(), status: got.status, age: got.headers.get('age') };
}

describe('the shared cache', () => {
  test('keeps an answer for the seconds that it allows, with its age, and no longer', async () => {
    expect(await ask()).toEqual({ text: 'answer 1', status: 200, age: null });
    time = 9_999;
    expect(await ask()).toEqual({ text: 'answer 1', status: 200, age: '9' });
    time = 10_000;
    expect((await ask()).text).toBe('answer 2');
  });

  test('keeps "there is no such certificate" as long, and "could not check" not at all', async () => {
    answer.status = 404;
    expect([(await ask()).text, (await ask()).text]).toEqual(['answer 1', 'answer 1']);
    answer = { status: 503, headers: { 'cache-control': 'no-store' } };
    time = 10_000;
    expect([(await ask()).status, (await ask()).text]).toEqual([503, 'answer 3']);
  });

  test('keeps answers apart by address, language and form, and never those of somebody with a token', async () => {
    const page = { accept: 'text/html', 'accept-language': 'ar' };
    const texts = [
      await ask(),
      await ask('/verify/B'),
      await ask('/verify/A', page),
      await ask('/verify/A?lang=en'),
    ];
    expect(new Set(texts.map(({ text }) => text)).size).toBe(4);
    const token = { authorization: 'Bearer T' };
    expect((await ask('/verify/A', token)).text).not.toBe((await ask('/verify/A', token)).text);
    await ask('/verify/A', {}, 'POST');
    expect(asked.at(-1)).toBe('POST /verify/A');
  });

  test('keeps nothing at an address that isn’t kept', async () => {
    expect([(await ask('/verify')).text, (await ask('/verify')).text]).toEqual(['answer 1', 'answer 2']);
  });

  test('asks once for many who ask at the same time', async () => {
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const all = Promise.all(Array.from({ length: 20 }, () => ask()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    expect(new Set((await all).map(({ text }) => text))).toEqual(new Set(['answer 1']));
    expect(asked).toHaveLength(1);
  });
});
