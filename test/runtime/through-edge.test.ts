import { afterEach, describe, expect, test } from '@jest/globals';
import { callerAddress } from '../../functions/runtime/http/caller-address.ts';
import { throughEdge } from '../../functions/runtime/http/through-edge.ts';
import { eventOf } from '../verification/event-of.ts';

const SECRET = 'a secret of the distribution';
afterEach(() => {
  delete process.env.EDGE_SECRET;
});

/** Returns the caller's address behind the middleware, and what it answers itself. */
async function behindEdge(secret: string, headers: Record<string, string>) {
  process.env.EDGE_SECRET = secret;
  const event = eventOf('GET', '/verify', { headers, from: '130.176.0.1' });
  const answer = await throughEdge().before?.({ event } as never);
  return { caller: callerAddress(event), answer };
}

describe('behind a distribution', () => {
  test('the caller is the viewer', async () => {
    const headers = { 'x-tawtheeq-edge': SECRET, 'x-viewer-address': '198.51.100.7' };
    expect(await behindEdge(SECRET, headers)).toEqual({ caller: '198.51.100.7', answer: undefined });
  });

  test.each([
    ['no secret', {}],
    ['another secret', { 'x-tawtheeq-edge': 'a secret of the distributioN' }],
    ['a longer secret', { 'x-tawtheeq-edge': `${SECRET}.` }],
    ['an empty secret', { 'x-tawtheeq-edge': '' }],
  ])('a request with %s finds nothing', async (_, headers) => {
    expect(await behindEdge(SECRET, headers)).toMatchObject({ answer: { statusCode: 404 } });
  });
});

test('without a distribution everybody is let in, and says nothing of the address', async () => {
  expect(await behindEdge('', { 'x-viewer-address': '198.51.100.7' })).toEqual({
    caller: '130.176.0.1',
    answer: undefined,
  });
});
