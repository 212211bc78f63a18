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
