import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { Refusal } from '../../domain/refusal.ts';
import type { Route, Schema } from '../../routes/route.ts';
import type { BodyOutput, PathOf, QueryOutput } from '../../routes/route-types.ts';
import type { ApiEvent } from './answer.ts';
import { readJson } from './read-json.ts';
import { schemaProblems } from './schema-problems.ts';

// zod/mini has no messages of its own.
z.config(en());

const BODY_LIMIT_KIBIBYTES = 256;

/**
 * Returns the variables in the path.
 * @throws Refusal NOT_FOUND when one is not as the route's schema says, so that nothing can have it; BODY_INVALID where
 * the request has a body, which may be about to give it.
 */
export function readPath<R extends Route>(route: R, event: ApiEvent): PathOf<R> {
  const values = event.pathParameters ?? {};
  for (const [name, schema] of Object.entries(route.parameters ?? {})) {
    if (values[name] === undefined) throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
    if (!schema.safeParse(values[name]).success)
      throw route.body === undefined
        ? new Refusal('NOT_FOUND', 'There is nothing at this address.')
        : new Refusal('BODY_INVALID', `The identifier in the path, ${name}, is not as expected.`);
  }
  return values as PathOf<R>;
}

/**
 * Returns the query, checked against the route's schema; undefined where it has none.
 * @throws Refusal QUERY_INVALID
 */
export function readQuery<R extends Route>({ query }: R, event: ApiEvent): QueryOutput<R> {
  if (query === undefined) return undefined as QueryOutput<R>;
  return checked('QUERY_INVALID', event.queryStringParameters ?? {}, query) as QueryOutput<R>;
}

/**
 * Returns the JSON body, checked against the route's schema; undefined where the route has none, or the request has
 * another of the route's media types. An absent body counts as `{}`.
 * @throws Refusal BODY_INVALID when the body is larger than the route allows, is no unambiguous JSON, or breaks the schema.
 */
export function readBody<R extends Route>(
  { body, otherBodies = {}, bodyLimitKibibytes = BODY_LIMIT_KIBIBYTES }: R,
  event: ApiEvent,
): BodyOutput<R> {
  const type = (event.headers['content-type'] ?? '').toLowerCase();
  const isOther = Object.keys(otherBodies).some((mediaType) => type.startsWith(mediaType));
  if (body === undefined || isOther) return undefined as BodyOutput<R>;
  const text = bodyText(event);
  if (Buffer.byteLength(text) > bodyLimitKibibytes * 1024)
    throw new Refusal('BODY_INVALID', `The body is larger than ${bodyLimitKibibytes} KiB.`);
  const read = readJson(text === '' ? '{}' : text);
  if ('fault' in read)
    throw new Refusal('BODY_INVALID', 'The body is not JSON that can be read in one way only.', {
      fault: read.fault,
    });
  return checked('BODY_INVALID', read.value, body) as BodyOutput<R>;
}

/** Returns the body as text, whatever its media type. */
export const bodyText = ({ body = '', isBase64Encoded }: ApiEvent): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

function checked(code: 'BODY_INVALID' | 'QUERY_INVALID', value: unknown, schema: Schema): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = schemaProblems(parsed.error.issues);
  const [first] = problems;
  const part = code === 'BODY_INVALID' ? 'body' : 'query';
  const problem = `${first?.at ? `${first.at}: ` : ''}${first?.message}`;
  throw new Refusal(code, `The ${part} is not as expected: ${problem}`, { problems });
}
