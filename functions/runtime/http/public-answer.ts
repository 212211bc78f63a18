import type { Answer } from './api.ts';

/** An answer for everyone and every program: kept for some seconds by shared caches, readable from any page. */
export function publicAnswer(body: string, contentType: string, lifetimeSeconds: number): Answer {
  return {
    statusCode: 200,
    headers: {
      'content-type': contentType,
      // Never served stale when we can't be reached: an old list would hide a revocation.
      'cache-control': `public, max-age=${lifetimeSeconds}, s-maxage=${lifetimeSeconds}, stale-if-error=0`,
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
