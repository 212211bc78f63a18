import type { ApiEvent } from '../../functions/runtime/http/answer.ts';

/** What a test sends besides method and address. */
export interface TestRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The sender's internet address. */
  readonly from?: string;
}

/** Returns an API Gateway event (payload format 2.0) with the fields that the handlers read. */
export function eventOf(
  method: string,
  address: string,
  { headers = {}, body, from = '192.0.2.1' }: TestRequest = {},
): ApiEvent {
  const url = new URL(address, 'http://gateway.example');
  const query = Object.fromEntries(url.searchParams);
  const id = /^\/(?:verify|V)\/([^/]+)/.exec(url.pathname)?.[1];
  const name = /^\/assets\/([^/]+)/.exec(url.pathname)?.[1];
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...headers },
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    pathParameters: {
      ...(id === undefined ? {} : { id: decodeURIComponent(id) }),
      ...(name === undefined ? {} : { name }),
    },
    requestContext: { requestId: 'request-1', http: { method, path: url.pathname, sourceIp: from } },
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body }),
  } as unknown as ApiEvent;
}
