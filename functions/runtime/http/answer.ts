import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A request as API Gateway passes it on, payload format 2.0. */
export type ApiEvent = APIGatewayProxyEventV2;

/** A response as API Gateway takes it. */
export type Answer = APIGatewayProxyStructuredResultV2;

type Headers = Readonly<Record<string, string>>;

/** A JSON response before it is serialised. */
export interface JsonAnswer<Status extends number, Body> {
  readonly statusCode: Status;
  readonly json: Body;
  readonly headers: Headers;
}

/** A response without JSON: a page, a file, a redirect. A union of one type for each status. */
export type RawAnswer<Status extends number> = Status extends number
  ? {
      readonly statusCode: Status;
      readonly headers: Headers;
      readonly body?: string;
      readonly isBase64Encoded?: boolean;
    }
  : never;

/** Returns a JSON response. No cache stores it unless `headers` say so. */
export const answer = <const Status extends number, Body>(
  statusCode: Status,
  json: Body,
  headers: Headers = {},
): JsonAnswer<Status, Body> => ({ statusCode, json, headers });

/** Returns a redirect that no cache stores and that tells the target nothing about this address. */
export const redirectTo = (location: string): RawAnswer<302> => ({
  statusCode: 302,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
});

/** Returns a CSV file to save under a name. */
export const csvFile = (fileName: string, body: string): RawAnswer<200> => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'no-store',
  },
  body,
});

/**
 * Headers of a response for everyone: shared caches keep it for some seconds, and any page may read it. It is never
 * served stale, because an old list would hide a revocation.
 */
export const publicHeaders = (lifetimeSeconds: number): Headers => ({
  'cache-control': `public, max-age=${lifetimeSeconds}, s-maxage=${lifetimeSeconds}, stale-if-error=0`,
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
});

/** Serialises a response for API Gateway. */
export function serialized(response: JsonAnswer<number, unknown> | RawAnswer<number>): Answer {
  if (!('json' in response)) return { ...response };
  return {
    statusCode: response.statusCode,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...response.headers,
    },
    body: JSON.stringify(response.json),
  };
}
