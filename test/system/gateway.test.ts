import { beforeAll, describe, expect, test } from '@jest/globals';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';

let cloud: SharedCloud;

beforeAll(async () => {
  cloud = await sharedCloud();
});

describe('the gateway', () => {
  test('answers an unknown path with a problem, and another method as API Gateway does', async () => {
    const answer = await fetch(`${cloud.url}/nothing-here`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
    const post = await fetch(`${cloud.url}/nothing-here`, { method: 'POST' });
    expect([post.status, await post.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  test('answers a protected route without a token with 401', async () => {
    const answer = await fetch(`${cloud.url}/certificates/X/document`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ message: 'Unauthorized' });
  });

  test('invokes the function of a protected route for a valid token', async () => {
    const token = await cloud.token('volunteer', { id: 'NOBODY' });
    const answer = await fetch(`${cloud.url}/certificates/X/document`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.status).toBe(404);
  });
});

describe('a page that is drawn in the browser', () => {
  test.each([
    ['/my', true],
    ['/console', true],
    ['/console/batches', true],
    ['/approve', false],
  ])(
    'runs and loads files of its own origin only, in no frame and in no index: %s',
    async (path, signsIn) => {
      const { headers } = await fetch(`${cloud.url}${path}`, { headers: { accept: 'text/html' } });
      const policy = Object.fromEntries(
        (headers.get('content-security-policy') ?? '').split('; ').map((rule) => rule.split(/ (.*)/)),
      );
      const { 'connect-src': connect, 'style-src': style, ...rest } = policy;
      expect(rest).toEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'font-src': "'self'",
        'img-src': "'self' data:",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(style).toMatch(/^'self' 'sha256-[^ ]+'$/);
      // The provider of identities and the bucket, in so many words.
      const called = connect?.split(' ').slice(1) ?? [];
      expect(called.length > 0).toBe(signsIn);
      for (const origin of called) expect(new URL(origin).origin).toBe(origin);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': 'camera=(), geolocation=(), microphone=()',
        'x-robots-tag': 'noindex, nofollow',
      });
    },
  );
});
