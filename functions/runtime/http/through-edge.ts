import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import { readEnvironment } from '../environment.ts';
import type { Answer, ApiEvent } from './answer.ts';

/** The header by which the distribution shows that a request came through it. CloudFront keeps `X-Edge-…` for itself. */
export const EDGE_SECRET_HEADER = 'x-tawtheeq-edge';
/** The header in which it says who asks: to API Gateway the caller is the distribution. */
const VIEWER_ADDRESS_HEADER = 'x-viewer-address';

/** What API Gateway answers at an address without a route. */
const NOTHING_HERE: Answer = {
  statusCode: 404,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify({ message: 'Not Found' }),
};

/**
 * Returns a middleware that lets nobody past the distribution, whose rules on rates and caches would not hold then: a
 * request without its secret gets the answer of an address where nothing is. Puts the viewer's address where API Gateway has the caller's. Does nothing
 * where there is no distribution.
 */
export function throughEdge(): MiddlewareObj<ApiEvent, Answer> {
  const { EDGE_SECRET: secret } = readEnvironment('EDGE_SECRET');
  return {
    before: ({ event }) => {
      if (secret === '') return undefined;
      if (!isSame(event.headers[EDGE_SECRET_HEADER] ?? '', secret)) return NOTHING_HERE;
      const viewer = event.headers[VIEWER_ADDRESS_HEADER];
      if (viewer !== undefined) event.requestContext.http.sourceIp = viewer;
      return undefined;
    },
  };
}

function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
