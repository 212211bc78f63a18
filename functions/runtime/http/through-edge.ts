import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../environment.ts';
import type { Answer, ApiEvent } from './answer.ts';

/** The header by which the distribution shows that a request came through it. CloudFront keeps `X-Edge-…` for itself. */
export const EDGE_SECRET_HEADER = 'x-tawtheeq-edge';
/** The header in which it says who asks: to API Gateway the caller is the distribution. */
export const VIEWER_ADDRESS_HEADER = 'x-viewer-address';

/**
 * Returns a middleware that lets nobody past the distribution, whose rules on rates and caches would not hold then: a
 * request without its secret finds nothing. Puts the viewer's address where API Gateway has the caller's. Does nothing
 * where there is no distribution.
 */
export function throughEdge(): MiddlewareObj<ApiEvent, Answer> {
  const { EDGE_SECRET: secret } = readEnvironment('EDGE_SECRET');
  return {
    before: ({ event }) => {
      if (secret === '') return;
      if (!isSame(event.headers[EDGE_SECRET_HEADER] ?? '', secret))
        throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
      const viewer = event.headers[VIEWER_ADDRESS_HEADER];
      if (viewer !== undefined) event.requestContext.http.sourceIp = viewer;
    },
  };
}

function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
