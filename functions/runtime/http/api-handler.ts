import middy from '@middy/core';
import httpRouterHandler from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { Refusal } from '../../domain/refusal.ts';
import { logFault, logInfo } from '../log.ts';
import { problemOf, problemOfFault } from './problem.ts';
import { readJson } from './read-json.ts';

// Alone among zod's flavours the small one brings no messages.
z.config(en());

export type Answer = APIGatewayProxyStructuredResultV2;
export type ApiEvent = APIGatewayProxyEventV2;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'OPTIONS';
  /** As API Gateway writes it, `/certificates/{id}`. */
  readonly path: string;
  readonly handle: (event: ApiEvent) => Promise<Answer>;
}

/** One Lambda for the routes of one handler file: routes, then turns refusals and faults into problems. */
export function apiHandler(routes: readonly Route[]) {
  return middy<ApiEvent, Answer>()
    .use({
      onError: (request) => {
        const fault = request.error;
        const requestId = request.event.requestContext.requestId;
        if (fault instanceof Refusal) {
          logInfo('refused', { requestId, code: fault.code });
          request.response = problemOf(fault);
          return;
        }
        logFault('fault', fault, { requestId });
        request.response = problemOfFault(requestId);
      },
    })
    .handler(
      httpRouterHandler<ApiEvent, Answer>({
        routes: routes.map((route) => ({ method: route.method, path: route.path, handler: route.handle })),
        notFoundResponse: () => {
          throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
        },
      }),
    );
}

/** A JSON answer that nobody may keep. */
export function json(statusCode: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

const BODY_LIMIT_BYTES = 256 * 1024;

/**
 * The JSON body, checked against a strict schema: unknown fields, a wrong type, a body that is no JSON or is
 * larger than 256 KiB are refused with what is wrong where.
 */
export function readBody<T>(event: ApiEvent, schema: z.ZodMiniType<T>): T {
  const raw = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  if (Buffer.byteLength(raw) > BODY_LIMIT_BYTES)
    throw new Refusal('BODY_INVALID', 'The body is larger than 256 KiB.');
  const read = readJson(raw === '' ? '{}' : raw);
  if ('fault' in read)
    throw new Refusal('BODY_INVALID', 'The body is not JSON that can be read in one way only.', {
      fault: read.fault,
    });
  return checked('BODY_INVALID', read.value, schema);
}

/** The query parameters, checked the same way. */
export function readQuery<T>(event: ApiEvent, schema: z.ZodMiniType<T>): T {
  return checked('QUERY_INVALID', event.queryStringParameters ?? {}, schema);
}

function checked<T>(code: 'BODY_INVALID' | 'QUERY_INVALID', value: unknown, schema: z.ZodMiniType<T>): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), message: issue.message }));
  const first = problems[0];
  const where = code === 'BODY_INVALID' ? 'body' : 'query';
  throw new Refusal(
    code,
    `The ${where} is not as expected: ${first?.at ? `${first.at}: ` : ''}${first?.message}`,
    {
      problems,
    },
  );
}

/** A path parameter; the router has matched it, so it is there. */
export function pathParameter(event: ApiEvent, name: string): string {
  const value = event.pathParameters?.[name];
  if (value === undefined) throw new Refusal('NOT_FOUND', 'There is nothing at this address.');
  return value;
}

/** `limit` (1–200, 50 by default) and `cursor` of every list. */
export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  cursor: z.optional(z.string().check(z.maxLength(2000))),
};
