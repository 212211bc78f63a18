import type { IncomingMessage, ServerResponse } from 'node:http';

/** A rule of a bucket's CORS configuration, as in the template. */
export interface CrossOriginRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number;
}

/** Adds the CORS headers of the first rule that matches the request. Returns whether there is one. */
export function allowCrossOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  rules: readonly CrossOriginRule[],
): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  const method = request.headers['access-control-request-method'] ?? request.method ?? 'GET';
  const requestedHeaders = (request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const rule = rules.find(
    (candidate) =>
      candidate.AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      candidate.AllowedMethods.includes(method) &&
      requestedHeaders.every((name) =>
        (candidate.AllowedHeaders ?? []).some((pattern) => matches(pattern.toLowerCase(), name)),
      ),
  );
  if (rule === undefined) return false;
  response.setHeader('access-control-allow-origin', rule.AllowedOrigins.includes('*') ? '*' : origin);
  response.setHeader('access-control-allow-methods', rule.AllowedMethods.join(', '));
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
  if (requestedHeaders.length > 0)
    response.setHeader('access-control-allow-headers', requestedHeaders.join(', '));
  if (rule.ExposedHeaders !== undefined)
    response.setHeader('access-control-expose-headers', rule.ExposedHeaders.join(', '));
  if (rule.MaxAge !== undefined) response.setHeader('access-control-max-age', String(rule.MaxAge));
  return true;
}

/** Returns whether a pattern, with at most one `*` as in S3, matches. */
function matches(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined
    ? pattern === text
    : text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
