import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';
import { ownCloud } from './embedded-cloud.ts';

const SECRET = 'what only the distribution sends';
/** A sound ID that nobody has. */
const ID = 'B1P90CH35ABARTZ768';

let cloud: Awaited<ReturnType<typeof ownCloud>>;
beforeAll(async () => {
  cloud = await ownCloud({ extraEnvironment: { EDGE_SECRET: SECRET } });
});
afterAll(() => cloud?.stop());

const PUBLIC = ROUTE_TABLE.filter(({ roles }) => roles === 'public').map(({ method, path }) => ({
  method,
  address: path
    .replace('{id}', ID)
    .replace('{proxy+}', 'else')
    .replaceAll(/\{\w+\}/g, 'any'),
}));

describe('the API of a stage', () => {
  test.each(PUBLIC)(
    'shows nothing at $method $address to who goes around the distribution',
    async (route) => {
      const answer = await fetch(cloud.url + route.address, { method: route.method, redirect: 'manual' });
      expect(answer.status).toBe(404);
      if (route.method !== 'HEAD') expect(await answer.json()).toEqual({ message: 'Not Found' });
    },
  );

  test('answers the distribution', async () => {
    const headers = { 'x-tawtheeq-edge': SECRET, accept: 'application/json' };
    const answer = await fetch(`${cloud.url}/verify/${ID}`, { headers });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ result: 'unknown' });
    expect((await fetch(`${cloud.url}/verify`, { headers })).status).toBe(200);
  });

  test('shows nothing to somebody signed in who goes around it', async () => {
    const token = await cloud.token('coordinator');
    const asked = (headers: Record<string, string>) =>
      fetch(`${cloud.url}/opportunities`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    expect((await asked({})).status).toBe(404);
    expect((await asked({ 'x-tawtheeq-edge': SECRET })).status).toBe(200);
  });

  test('counts the tries of each viewer apart', async () => {
    const compare = async (viewer: string) => {
      const headers = {
        'x-tawtheeq-edge': SECRET,
        'x-viewer-address': viewer,
        'content-type': 'application/json',
      };
      const body = JSON.stringify({ name: 'Noura Al-Bishi' });
      return (await fetch(`${cloud.url}/verify/${ID}/match`, { method: 'POST', headers, body })).status;
    };
    const first: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) first.push(await compare('198.51.100.7'));
    expect(first.at(-1)).toBe(429);
    expect(await compare('198.51.100.8')).not.toBe(429);
  });
});
