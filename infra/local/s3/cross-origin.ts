import type { IncomingMessage, ServerResponse } from 'node:http';

/** One rule of a bucket's CORS configuration, as the template writes it. */
export interface CrossOriginRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number;
}

/** Adds what the bucket's rules let a browser's page see; answers whether a rule fits. */
export function allowCrossOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  rules: readonly CrossOriginRule[],
): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  const method = request.headers['access-control-request-method'] ?? request.method ?? 'GET';
  const asked = (request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const rule = rules.find(
    (candidate) =>
      candidate.AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
      candidate.AllowedMethods.includes(method) &&
      asked.every((name) =>
        (candidate.AllowedHeaders ?? []).some((pattern) => fits(pattern.toLowerCase(), name)),
      ),
  );
  if (rule === undefined) return false;
  response.setHeader('access-control-allow-origin', rule.AllowedOrigins.includes('*') ? '*' : origin);
  response.setHeader('access-control-allow-methods', rule.AllowedMethods.join(', '));
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
  if (asked.length > 0) response.setHeader('access-control-allow-headers', asked.join(', '));
  if (rule.ExposedHeaders !== undefined)
    response.setHeader('access-control-expose-headers', rule.ExposedHeaders.join(', '));
  if (rule.MaxAge !== undefined) response.setHeader('access-control-max-age', String(rule.MaxAge));
  return true;
}

/** At most one `*` in a pattern, as S3 has it. */
function fits(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined
    ? pattern === text
    : text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
