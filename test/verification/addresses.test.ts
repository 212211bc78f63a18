import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Route } from '../../functions/routes/route.ts';
import { ROUTES_OF_HANDLER } from '../../functions/routes/route-table.ts';
import { idOf } from '../certificates.ts';
import { pageClient } from './verification-client.ts';

const ID = idOf(1);
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const client = pageClient();
const send = (method: string, path: string, headers: Record<string, string> = { accept: BROWSER }) =>
  client(method, path, { headers });

/** The addresses of pages in the route table. */
const PAGES = Object.values<readonly Route[]>(ROUTES_OF_HANDLER)
  .flat()
  .filter(({ method, path, responses: { 200: found } }) => {
    const isPage = found?.kind === 'file' && found.mediaTypes.includes('text/html');
    return method === 'GET' && isPage && !path.includes('{');
  })
  .map(({ path }) => path);

test('the case of practice: every address answers a person', async () => {
  const file = new URL('../cases/105-addresses-people-open/answers.json', import.meta.url);
  const { leads, page, found } = JSON.parse(readFileSync(file, 'utf8'));
  for (const [address, location] of Object.entries<string>(leads)) {
    const answer = await send('GET', address.replace('{id}', ID));
    expect([address, answer.headers?.location]).toEqual([address, location.replace('{id}', ID)]);
  }
  for (const address of page) {
    const { statusCode, headers } = await send('GET', address);
    expect([address, statusCode, headers?.['content-language']]).toEqual([address, 404, 'ar']);
  }
  for (const address of found) expect((await send('GET', address)).statusCode).toBe(200);
});

describe('an address that people open', () => {
  test.each(PAGES.filter((path) => path !== '/'))('%s is found with a slash at its end', async (path) => {
    expect((await send('GET', `${path}/`)).headers?.location).toBe(path);
  });

  test.each([
    [`/verify/${ID}/`, `/verify/${ID}`],
    [`/v/${ID}`, `/verify/${ID}`],
    [`/v/${ID.toLowerCase()}`, `/verify/${ID}`],
    [`/VERIFY/${ID}`, `/verify/${ID}`],
    [`/Verify/${ID}?lang=en`, `/verify/${ID}?lang=en`],
    [`/verify//${ID}`, `/verify/${ID}`],
    [`/V/${ID}/`, `/verify/${ID}`],
    [`/verify/${ID}/match/`, `/verify/${ID}`],
    [`/certificate/${ID}.pdf`, `/verify/${ID}`],
    ['/V', '/verify'],
    ['/verify/', '/verify'],
    ['/Verify?lang=ar', '/verify?lang=ar'],
    ['/v/nothing', '/verify/nothing'],
    ['/my/', '/my'],
    ['/MY?lang=en', '/my?lang=en'],
    ['/console/', '/console'],
    ['/Console/batches/AbC', '/console/batches/AbC'],
    ['/Approve/', '/approve'],
    ['/verify/list/', '/verify/list'],
    ['/Verify/List', '/verify/list'],
  ])('%s leads to %s', async (address, location) => {
    const answer = await send('GET', address);
    expect([answer.statusCode, answer.headers?.location]).toEqual([302, location]);
    expect((await send('HEAD', address)).headers).toEqual(answer.headers);
  });

  test.each(['/nothing', '/wp-login.php', `/verify/nothing/more`, '/verify/nothing', '/assets'])(
    '%s answers a person with a page, and a program with a problem',
    async (address) => {
      for (const [lang, title] of [
        ['en', 'There is no page at this address'],
        ['ar', 'لا توجد صفحة بهذا العنوان'],
      ]) {
        const { statusCode, headers, body } = await send('GET', address, {
          accept: BROWSER,
          'accept-language': lang ?? '',
        });
        expect([statusCode, headers?.['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
        expect(body).toContain(`<h1 id="ask">${title}</h1>`);
        expect(body).toContain(`href="/verify?lang=${lang}"`);
      }
      const program = await send('GET', address, { accept: '*/*' });
      expect([program.statusCode, JSON.parse(program.body ?? '').code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  test('with an ID in it leads a program nowhere', async () => {
    const answer = await send('GET', `/certificates/${ID}/nothing`, { accept: 'application/json' });
    expect(answer.statusCode).toBe(404);
  });

  test.each([
    ['en', 'Volunteering certificates, and their verification'],
    ['ar', 'شهادات التطوع والتحقق منها'],
  ])('/ is a home in %s that leads to verification', async (lang, title) => {
    const { statusCode, body } = await send('GET', '/', { accept: '*/*', 'accept-language': lang });
    expect(statusCode).toBe(200);
    expect(body).toContain(`<h1 id="ask">${title}</h1>`);
    expect(body).toContain('action="/verify"');
    expect(body).toContain(`href="/verify?lang=${lang}"`);
  });

  test('/favicon.ico and /robots.txt are what browsers and crawlers ask for', async () => {
    const icon = await send('GET', '/favicon.ico', { accept: 'image/*' });
    expect([icon.statusCode, icon.headers?.['content-type']]).toEqual([200, 'image/png']);
    expect(
      Buffer.from(icon.body ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const robots = await send('GET', '/robots.txt', { accept: '*/*' });
    expect([robots.statusCode, robots.body]).toEqual([200, 'User-agent: *\nAllow: /\n']);
  });
});
