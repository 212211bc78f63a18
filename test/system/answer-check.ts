import { gunzipSync } from 'node:zlib';
import { REFUSALS } from '../../functions/routes/refusals.ts';
import { type Route, type RouteResponse, refusalsOf, routeKey } from '../../functions/routes/route.ts';
import { ROUTE_TABLE } from '../../functions/routes/route-table.ts';

/** What a function answered, as far as the route table describes it. */
interface Answered {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

const ROUTES_BY_KEY = new Map(ROUTE_TABLE.map((route) => [routeKey(route), route]));

/** What any route answers to a request that goes around the distribution, as the gateway where there is no route. */
const NOTHING_HERE = JSON.stringify({ message: 'Not Found' });

/** Returns how a function's answer differs from what the route table describes; undefined if it doesn't. */
export function differenceOf(key: string, answer: unknown): string | undefined {
  const route = ROUTES_BY_KEY.get(key);
  if (route === undefined) return `${key}: no such route`;
  const difference = differenceFromRoute(route, answer as Answered);
  return difference === undefined
    ? undefined
    : `${key} answered ${(answer as Answered).statusCode}: ${difference}`;
}

function differenceFromRoute(route: Route, answer: Answered): string | undefined {
  const mediaType = (answer.headers?.['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  if (mediaType === 'application/problem+json') return problemDifference(route, answer);
  if (answer.statusCode === 404 && answer.body === NOTHING_HERE) return undefined;
  const response = route.responses[answer.statusCode];
  if (response === undefined) return 'this status is not in its responses';
  return responseDifference(response, mediaType, answer);
}

function problemDifference(route: Route, { statusCode, body = '' }: Answered): string | undefined {
  const { status, code, title } = JSON.parse(body);
  if (status !== statusCode || typeof title !== 'string') return `not a problem document: ${body}`;
  if (code === 'FAULT' && status === 500) return undefined;
  const listed = refusalsOf(route).find((refusal) => refusal === code);
  if (listed === undefined) return `${code} is not in its refusals`;
  return REFUSALS[listed].status === status ? undefined : `${code} has another status`;
}

function responseDifference(
  response: RouteResponse,
  mediaType: string,
  { headers = {}, body = '', isBase64Encoded = false }: Answered,
): string | undefined {
  const unlisted = `${mediaType} is not one of its media types`;
  switch (response.kind) {
    case 'json': {
      if (mediaType !== response.mediaType) return response.alsoAs.includes(mediaType) ? undefined : unlisted;
      const parsed = response.schema.safeParse(
        JSON.parse(isBase64Encoded ? gunzipSync(Buffer.from(body, 'base64')).toString() : body),
      );
      return parsed.success ? undefined : JSON.stringify(parsed.error.issues);
    }
    case 'file':
      return response.mediaTypes.includes(mediaType) ? undefined : unlisted;
    case 'redirect':
      return headers.location === undefined ? 'it has no location' : undefined;
    case 'empty':
      return body === '' ? undefined : 'it has a body';
  }
}
