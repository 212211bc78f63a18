import type { IncomingMessage } from 'node:http';
import { ACCOUNT } from '../region.ts';
import type { AuthorizedToken } from './jwt-authorizer.ts';

const TEXT = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)|[^;]+\+(json|xml))/i;
const API_ID = 'local';

/** Returns the event that an HTTP API passes to a function, payload format 2.0. */
export function apiEvent(request: {
  requestId: string;
  message: IncomingMessage;
  routeKey: string;
  rawPath: string;
  rawQuery: string;
  pathParameters: Readonly<Record<string, string>>;
  token: AuthorizedToken | undefined;
  body: Buffer;
}): object {
  const { requestId, message, routeKey, rawPath, rawQuery, pathParameters, token, body } = request;
  const { cookie, ...headers } = message.headers;
  const now = new Date();
  const isText = TEXT.test(message.headers['content-type'] ?? 'text/plain');
  const method = message.method ?? 'GET';
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: rawQuery,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    ),
    ...(rawQuery === '' ? {} : { queryStringParameters: queryParameters(rawQuery) }),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: API_ID,
      domainName: message.headers.host,
      domainPrefix: API_ID,
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: message.socket.remoteAddress,
        userAgent: message.headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
      ...(token === undefined ? {} : { authorizer: { jwt: token } }),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Returns the query parameters; the values of a repeated one are joined with commas. */
function queryParameters(rawQuery: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

/** Formats an instant as `22/Nov/2026:09:00:00 +0000`. */
function commonLogTime(instant: Date): string {
  const [, day, month, year, time] = instant.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
